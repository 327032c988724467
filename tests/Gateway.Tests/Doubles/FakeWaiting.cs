using System.Collections.Concurrent;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;

namespace Helpline.Gateway.Tests.Doubles;

/// <summary>What Records keeps of waiting callers, in memory, as its contracts say; and the figures, as a test sets them.</summary>
internal sealed class FakeWaiting(FakeRouter router) : ICallBacks, IVoicemails, ITextInstead, ILineWords, IContactFile, IPoolFigures
{
    private readonly Lock gate = new();
    private readonly Dictionary<ContactId, OpenedTask> promised = [];
    private readonly Dictionary<string, OpenedTask> kept = new(StringComparer.Ordinal);
    private readonly List<CallBackTry> tries = [];

    public ConcurrentDictionary<string, string> Words { get; } = new(StringComparer.Ordinal);

    public WaitRange? Range { get; set; }

    public CallerAddress Address { get; set; } = CallerAddress.Of("+447700900101");

    public List<RecordedMessage> Recorded { get; } = [];

    public List<string> Discarded { get; } = [];

    public ConcurrentQueue<SoundJob> Jobs { get; } = new();

    public ConcurrentDictionary<string, byte[]> Stored { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Deleted { get; } = new();

    public List<ContactId> Withdrawn { get; } = [];

    public List<(ContactId Call, string Text)> Texts { get; } = [];

    public bool HasTexts { get; set; } = true;

    public string Of(ServiceLine? line, string key) =>
        Words.TryGetValue(key, out var own) ? own
        : string.Equals(key, CallerWords.Greeting, StringComparison.Ordinal) ? line?.Greeting ?? ""
        : CallerWords.Find(key)!.Default;

    public ValueTask<PoolFigures> NowAsync(PoolId pool, CancellationToken cancellationToken) => router.Down
        ? throw new RoutingUnavailableException()
        : ValueTask.FromResult(new PoolFigures(
            pool, DateTimeOffset.UnixEpoch, EventPosition.Start,
            [new QueueFigures(FakeLines.Northants.Id, Channel.Phone, 1, 0, null, Range, null)],
            new Dictionary<AgentActivity, int>(), DayKnown: false, DateTimeOffset.UnixEpoch, Occupancy: null));

    public Task<OpenedTask?> PromiseAsync(ContactId contact, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(Address.IsWithheld ? null : promised.TryGetValue(contact, out var known) ? known : promised[contact] = TaskOf(contact, ContactTask.CallBack));
        }
    }

    public Task WithdrawAsync(ContactId task, CancellationToken cancellationToken)
    {
        Withdrawn.Add(task);
        return Task.CompletedTask;
    }

    public Task<WantTryOutcome> WantAsync(ContactId task, AssignmentId assignment, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            tries.Add(new(Guid.CreateVersion7(), task, assignment, tries.Count + 1, CallBackTryState.Wanted, null, null, DateTimeOffset.UnixEpoch));
            return Task.FromResult(WantTryOutcome.Wanted);
        }
    }

    public Task<CallBackTry?> ClaimAsync(ContactId task, AssignmentId assignment, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var at = tries.FindIndex(t => t.Contact == task && t.Assignment == assignment && t.State == CallBackTryState.Wanted);
            return Task.FromResult(at < 0 ? null : tries[at] = tries[at] with { State = CallBackTryState.Ringing });
        }
    }

    public Task<bool> SettleAsync(Guid attempt, CallBackTryState state, string? callSid, string? problem, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var at = tries.FindIndex(t => t.Id == attempt && t.State is CallBackTryState.Ringing or CallBackTryState.Unknown);
            if (at >= 0)
            {
                tries[at] = tries[at] with { State = state, CallSid = callSid ?? tries[at].CallSid, Problem = problem };
            }

            return Task.FromResult(at >= 0);
        }
    }

    public Task<CallBackTry?> OfCallAsync(string callSid, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(tries.Find(t => t.CallSid == callSid));
        }
    }

    public Task<DateTimeOffset?> PromisedAtAsync(ContactId task, CancellationToken cancellationToken) => throw NotTheGateways();

    public Task<IReadOnlyList<CallBackTry>> TriesAsync(ContactId task, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<CallBackTry>>([.. tries.Where(t => t.Contact == task)]);
        }
    }

    public Task<bool> NoteAsync(RecordedMessage message, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (Recorded.Exists(r => r.RecordingSid == message.RecordingSid))
            {
                return Task.FromResult(false);
            }

            Recorded.Add(message);
            return Task.FromResult(true);
        }
    }

    public Task DiscardAsync(string callSid, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            Discarded.AddRange(Recorded.Where(r => r.CallSid == callSid).Select(r => r.RecordingSid));
            return Task.CompletedTask;
        }
    }

    /// <summary>The kept message's task is closed.</summary>
    public bool ListenedTo { get; set; }

    public Task<OpenedTask?> KeepAsync(string callSid, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var last = Recorded.LastOrDefault(r => r.CallSid == callSid && r.Seconds >= 2 && !Discarded.Contains(r.RecordingSid));
            return Task.FromResult(last is null ? null : kept.TryGetValue(callSid, out var known) ? known with { IsOver = ListenedTo } : kept[callSid] = TaskOf(last.Contact, ContactTask.Message));
        }
    }

    public Task<IReadOnlyList<SoundJob>> ClaimAsync(int most, TimeSpan lease, CancellationToken cancellationToken)
    {
        List<SoundJob> due = [];
        while (Jobs.TryDequeue(out var job))
        {
            due.Add(job);
        }

        return Task.FromResult<IReadOnlyList<SoundJob>>(due);
    }

    public Task<IReadOnlyList<string>> ForgottenAsync(TimeSpan olderThan, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    public Task StoreAsync(string recordingSid, string contentType, ReadOnlyMemory<byte> sound, CancellationToken cancellationToken)
    {
        Stored[recordingSid] = sound.ToArray();
        return Task.CompletedTask;
    }

    public Task DeletedAsync(string recordingSid, CancellationToken cancellationToken)
    {
        Deleted.Enqueue(recordingSid);
        return Task.CompletedTask;
    }

    public Task<OpenedText?> OpenAsync(ContactId call, string firstText, CancellationToken cancellationToken)
    {
        if (!HasTexts)
        {
            return Task.FromResult<OpenedText?>(null);
        }

        Texts.Add((call, firstText));
        var facts = router.Contact(call);
        return Task.FromResult<OpenedText?>(new(ContactId.New(), new("main"), facts.Line, FakeLines.Northants.DemandFor(Channel.Sms), facts.Priority, facts.WaitingSince, null));
    }

    public Task<CallerAddress?> AddressForDeliveryAsync(ContactId contact, CancellationToken cancellationToken) => Task.FromResult<CallerAddress?>(Address);

    public Task<VoicemailFacts?> FactsAsync(ContactId task, CancellationToken cancellationToken) => throw NotTheGateways();

    public Task<RecordedSound?> ListenAsync(ContactId task, Reader reader, CancellationToken cancellationToken) => throw NotTheGateways();

    public Task<Transcript?> ReadTranscriptAsync(ContactId task, Reader reader, CancellationToken cancellationToken) => throw NotTheGateways();

    public Task<SaveTranscriptReply> SaveTranscriptAsync(ContactId task, AgentId agent, string text, int revision, CancellationToken cancellationToken) => throw NotTheGateways();

    public Task<ContactView?> ReadAsync(ContactId contact, Reader reader, CancellationToken cancellationToken) => throw NotTheGateways();

    public Task<string?> RevealAddressAsync(ContactId contact, Reader reader, string reason, CancellationToken cancellationToken) => throw NotTheGateways();

    public Task<IReadOnlyList<ContactSummary>> RecentAsync(PoolId pool, int most, CancellationToken cancellationToken) => throw NotTheGateways();

    private OpenedTask TaskOf(ContactId contact, ContactTask task)
    {
        var facts = router.Contact(contact);
        return new(ContactId.New(), new("main"), facts.Line, facts.Demand, facts.Priority, facts.WaitingSince, null, task);
    }

    private static NotSupportedException NotTheGateways() => new("Not the gateway's question.");
}
