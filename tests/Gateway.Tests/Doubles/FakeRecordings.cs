using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.Gateway.Tests.Doubles;

/// <summary>Recordings of calls in memory, as Records keeps them.</summary>
internal sealed class FakeRecordings : ICallRecordings
{
    private readonly List<CallRecording> all = [];

    public bool Allowed { get; set; } = true;

    public Queue<SoundJob> Jobs { get; } = new();

    public List<string> Stored { get; } = [];

    public List<string> Deleted { get; } = [];

    public IReadOnlyList<CallRecording> All => all;

    public bool MayRecord(LineId line) => Allowed;

    public Task<bool> AgreeAsync(ContactId contact, AgentId with, CancellationToken cancellationToken)
    {
        if (Open(contact) is null)
        {
            all.Add(new(Guid.CreateVersion7(), contact, RecordingWish.Record, RecordingState.Asked, with, TimeProvider.System.GetUtcNow(), false, null, null, null, null, false));
        }

        return Task.FromResult(true);
    }

    public Task<bool> WishAsync(ContactId contact, RecordingWish wish, CancellationToken cancellationToken) =>
        Task.FromResult(Open(contact) is { } open && Replace(open with { Wish = open.Wish == RecordingWish.Stop ? open.Wish : wish }));

    public Task WithdrawAsync(ContactId contact, AgentId with, CancellationToken cancellationToken)
    {
        all.Where(r => r.Contact == contact).ToList().ForEach(r => Replace(r with { Wish = RecordingWish.Stop, Withdrawn = true, IsHere = false }));
        return Task.CompletedTask;
    }

    public Task<CallRecording?> OpenAsync(ContactId contact, CancellationToken cancellationToken) => Task.FromResult(Open(contact));

    public Task<bool> TryAsync(Guid recording, string callSid, CancellationToken cancellationToken) =>
        Task.FromResult(all.Find(r => r.Id == recording) is { CallSid: null } known && Replace(known with { CallSid = callSid }));

    public Task<(CallRecording Recording, bool Changed)?> AdvanceAsync(Guid recording, RecordingFact fact, CancellationToken cancellationToken)
    {
        if (all.Find(r => r.Id == recording) is not { } known)
        {
            return Task.FromResult<(CallRecording, bool)?>(null);
        }

        var next = known with
        {
            State = known.IsOver ? known.State : fact.State, RecordingSid = known.RecordingSid ?? fact.RecordingSid, Seconds = fact.Seconds ?? known.Seconds, Problem = known.Problem ?? fact.Problem,
        };
        Replace(next);
        return Task.FromResult<(CallRecording, bool)?>((next, next != known));
    }

    public Task<CallRecording?> FindAsync(string recordingSid, string callSid, CancellationToken cancellationToken) =>
        Task.FromResult(all.Find(r => r.RecordingSid == recordingSid) ?? all.Find(r => r.RecordingSid is null && r.CallSid == callSid));

    public Task<IReadOnlyList<CallRecording>> OfContactAsync(ContactId contact, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CallRecording>>([.. all.Where(r => r.Contact == contact)]);

    public Task<RecordedSound?> ListenAsync(ContactId contact, Guid recording, Reader reader, CancellationToken cancellationToken) =>
        Task.FromResult(all.Find(r => r.Id == recording && r.Contact == contact) is { IsHere: true } ? new RecordedSound("audio/mpeg", [1, 2, 3]) : null);

    public Task<IReadOnlyList<SoundJob>> ClaimAsync(int most, TimeSpan lease, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SoundJob>>(Jobs.TryDequeue(out var job) ? [job] : []);

    public Task StoreAsync(string recordingSid, string contentType, ReadOnlyMemory<byte> sound, CancellationToken cancellationToken)
    {
        Stored.Add($"{recordingSid} {contentType} {sound.Length}");
        return Task.CompletedTask;
    }

    public Task DeletedAsync(string recordingSid, CancellationToken cancellationToken)
    {
        Deleted.Add(recordingSid);
        return Task.CompletedTask;
    }

    private CallRecording? Open(ContactId contact) => all.Find(r => r.Contact == contact && !r.IsOver);

    private bool Replace(CallRecording next)
    {
        all[all.FindIndex(r => r.Id == next.Id)] = next;
        return true;
    }
}
