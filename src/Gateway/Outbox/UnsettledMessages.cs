using Helpline.Records;

namespace Helpline.Gateway.Outbox;

/// <summary>Providers do not promise their status notices: messages without a final state are asked for.</summary>
internal sealed class UnsettledMessages(IOutbox outbox, IEnumerable<IChannelSender> senders, DeliveryAnnouncer announcer)
{
    public static readonly TimeSpan OlderThan = TimeSpan.FromMinutes(10);

    private const int Most = 50;

    public async Task AskAsync(CancellationToken cancellationToken)
    {
        if (!senders.Any(s => s.IsReady))
        {
            return;
        }

        foreach (var providerId in await outbox.UnsettledAsync(OlderThan, Most, cancellationToken))
        {
            var sender = senders.FirstOrDefault(s => s.IsReady && s.Knows(providerId));
            if (sender is not null
                && await sender.AskAsync(providerId, cancellationToken) is { } news
                && await outbox.ApplyStatusAsync(providerId, news.State, news.Problem, cancellationToken) is { } change)
            {
                await announcer.AnnounceAsync(change.Pool, change.Contact, cancellationToken);
            }
        }
    }
}
