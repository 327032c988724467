using System.Collections.Concurrent;
using System.Collections.Immutable;
using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.Gateway.Tests.Doubles;

/// <summary>Recordings of calls in memory, as Records keeps them.</summary>
internal sealed class FakeRecordings : ICallRecordings
{
    private ImmutableList<CallRecording> all = [];
    private readonly HashSet<Guid> unwantedOnes = [];

    public bool Allowed { get; set; } = true;

    public ConcurrentQueue<SoundJob> Jobs { get; } = new();

    public List<string> Stored { get; } = [];

    public ImmutableList<string> Deleted { get; private set; } = [];

    public IReadOnlyList<CallRecording> All => all;

    public bool MayRecord(LineId line) => Allowed;

    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>The person is on hold.</summary>
    public Func<bool> Held { get; set; } = () => false;

    public List<string> GivenUp { get; } = [];

    public Task<AgreeOutcome> AgreeAsync(ContactId contact, AgentId with, CancellationToken cancellationToken)
    {
        if (all.Exists(r => r.Contact == contact && (r.MayRunOn || (!r.IsOver && r.Wish == RecordingWish.Stop))))
        {
            return Task.FromResult(AgreeOutcome.NotYet);
        }

        if (Open(contact) is { } open && open.AgreedWith != with)
        {
            Replace(open with { Wish = RecordingWish.Stop });
            return Task.FromResult(AgreeOutcome.NotYet);
        }

        if (Open(contact) is null)
        {
            var now = Time.GetUtcNow();
            all = all.Add(new(Guid.CreateVersion7(), contact, RecordingWish.Record, RecordingState.Asked, with, now, false, null, null, null, null, false, WishedAt: now));
        }

        return Task.FromResult(AgreeOutcome.Done);
    }

    public Task<bool> WishAsync(ContactId contact, RecordingWish wish, CancellationToken cancellationToken) =>
        Task.FromResult(Open(contact) is { } open && Replace(open with { Wish = open.Wish == RecordingWish.Stop ? open.Wish : wish, WishedAt = Time.GetUtcNow() }));

    public Task WithdrawAsync(ContactId contact, AgentId with, CancellationToken cancellationToken)
    {
        all.Where(r => r.Contact == contact).ToList().ForEach(r => Replace(r with
        {
            Wish = RecordingWish.Stop, WishedAt = Time.GetUtcNow(), Withdrawn = true, IsHere = false, State = r is { IsOver: false, CallSid: null } ? RecordingState.Stopped : r.State,
        }));
        return Task.CompletedTask;
    }

    public Task<CallRecording?> OpenAsync(ContactId contact, CancellationToken cancellationToken) => Task.FromResult(Open(contact));

    /// <summary>Happens between the asking and the answer, once.</summary>
    public Func<Task>? BeforeTry { get; set; }

    public async Task<(CallRecording Recording, bool Ask)?> TryAsync(Guid recording, string callSid, CancellationToken cancellationToken)
    {
        await (BeforeTry?.Invoke() ?? Task.CompletedTask);
        var known = Now(all.Single(r => r.Id == recording));
        var now = Time.GetUtcNow();
        var ask = !known.IsOver && known.RecordingSid is null && known.Wanted == RecordingWish.Record && !(known.TriedAt > now - TimeSpan.FromSeconds(20));
        return ask && Replace(known with { CallSid = callSid, TriedAt = now }) ? (known with { CallSid = callSid, TriedAt = now }, true) : (known, false);
    }

    public Task<(CallRecording Recording, bool Changed)?> AdvanceAsync(Guid recording, RecordingFact fact, CancellationToken cancellationToken)
    {
        if (all.Find(r => r.Id == recording) is not { } known)
        {
            return Task.FromResult<(CallRecording, bool)?>(null);
        }

        var ends = fact.State >= RecordingState.Stopped;
        var unwanted = unwantedOnes.Contains(recording) || (known.RecordingSid is null && fact.RecordingSid is not null && (known.IsOver || known.Wish == RecordingWish.Stop) && unwantedOnes.Add(recording));
        var next = known with
        {
            State = known.IsOver ? (unwanted || fact.State == RecordingState.Failed ? RecordingState.Failed : known.State) : unwanted && ends ? RecordingState.Failed : fact.State,
            RecordingSid = known.RecordingSid ?? fact.RecordingSid,
            Seconds = fact.Seconds ?? known.Seconds,
            Problem = known.Problem ?? fact.Problem,
        };
        var surelyEnded = ends && (next.RecordingSid is not null || next.TriedAt is null || fact.NothingRuns);
        next = next with { MayRunOn = next is { IsOver: true, CallSid: not null } && !surelyEnded && (known.MayRunOn || !known.IsOver || known.RecordingSid is null) };
        Replace(next);
        return Task.FromResult<(CallRecording, bool)?>((Now(next), next != known));
    }

    public Task<IReadOnlyList<DueRecording>> DueAsync(int most, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DueRecording>>([.. all.Where(r => (!r.IsOver || r.MayRunOn) && Time.GetUtcNow() - r.WishedAt > TimeSpan.FromSeconds(10)).Select(r => new DueRecording(Now(r), new("main")))]);

    public Task NotFetchedAsync(string recordingSid, string? givenUp, CancellationToken cancellationToken)
    {
        if (givenUp is not null)
        {
            GivenUp.Add(recordingSid);
        }

        return Task.CompletedTask;
    }

    public Task<CallRecording?> FindAsync(string recordingSid, string callSid, CancellationToken cancellationToken) =>
        Task.FromResult(all.Find(r => r.RecordingSid == recordingSid) ?? all.Find(r => r.RecordingSid is null && r.CallSid == callSid));

    public Task<IReadOnlyList<CallRecording>> OfContactAsync(ContactId contact, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CallRecording>>([.. all.Where(r => r.Contact == contact).Select(Now)]);

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
        Deleted = Deleted.Add(recordingSid);
        return Task.CompletedTask;
    }

    private CallRecording? Open(ContactId contact) => all.Find(r => r.Contact == contact && !r.IsOver) is { } open ? Now(open) : null;

    private CallRecording Now(CallRecording recording) => recording with { IsHeld = Held() };

    private bool Replace(CallRecording next)
    {
        all = all.SetItem(all.FindIndex(r => r.Id == next.Id), next with { IsHeld = false });
        return true;
    }
}
