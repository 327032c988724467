using System.Collections.Concurrent;
using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.Gateway.Outbox;

/// <summary>
/// Messages that certainly did not leave, because nobody could be asked whether they may, while the records were away and could not be told either.
/// Without this their claim would run out and they would be taken for sent, perhaps.
/// </summary>
internal sealed class UnsentMessages(IOutbox outbox, TimeProvider time)
{
    private readonly ConcurrentDictionary<MessageId, byte> unsent = new();

    public void Note(MessageId id) => unsent.TryAdd(id, 0);

    public void Forget(MessageId id) => unsent.TryRemove(id, out _);

    /// <summary>Gives back what could not be given back before; throws while the records are still away.</summary>
    public async Task GiveBackAsync(CancellationToken cancellationToken)
    {
        foreach (var id in unsent.Keys)
        {
            await outbox.RetryAsync(id, time.GetUtcNow(), cancellationToken);
            Forget(id);
        }
    }
}
