using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.Gateway.Tests.Doubles;

/// <summary>Intake and call legs in memory, as their contracts say.</summary>
internal sealed class FakeRecords : IIntake, ICallLegs
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, IntakeResult> taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CallLeg> legs = new(StringComparer.Ordinal);
    private readonly HashSet<string> endedUnheard = new(StringComparer.Ordinal);

    /// <summary>PostgreSQL does not answer.</summary>
    public bool Down { get; set; }

    /// <summary>PostgreSQL hangs.</summary>
    public bool Hangs { get; set; }

    /// <summary>How long the person had waited before they came back.</summary>
    public TimeSpan WaitedBefore { get; set; }

    public AgentId? KnownTo { get; set; }

    public List<IncomingContact> Incoming { get; } = [];

    public int Notes { get; private set; }

    /// <summary>How long ago the callers rang.</summary>
    public TimeSpan OldestCallers { get; set; } = TimeSpan.FromHours(1);

    public System.Collections.Concurrent.ConcurrentBag<TimeSpan> AskedForCallersOlderThan { get; } = [];

    public async Task<IntakeResult> RecordAsync(IncomingContact incoming, CancellationToken cancellationToken)
    {
        await AnswerAsync();
        lock (gate)
        {
            if (taken.TryGetValue(incoming.ProviderKey, out var first))
            {
                return first with { IsRepeat = true };
            }

            Incoming.Add(incoming);
            var threaded = ChannelTraits.Of(incoming.Channel).Threaded;
            var arrived = new DateTimeOffset(2026, 11, 20, 3, 0, 0, TimeSpan.Zero);
            var result = new IntakeResult(
                ContactId.New(), incoming.Line.Pool, incoming.Line.Id, incoming.Line.DemandFor(incoming.Channel), Priority.Normal,
                arrived, IsNewContact: true, IsRepeat: false, threaded ? MessageId.New() : null, WaitingSince: arrived - WaitedBefore, KnownTo);
            taken[incoming.ProviderKey] = result;
            return result;
        }
    }

    public async Task<IReadOnlyList<CallLeg>> LiveCallersAsync(TimeSpan olderThan, int most, CancellationToken cancellationToken)
    {
        await AnswerAsync();
        lock (gate)
        {
            AskedForCallersOlderThan.Add(olderThan);
            return OldestCallers < olderThan ? [] : [.. legs.Values.Where(l => l is { Role: CallLegRole.Caller, State: < CallLegState.Ended }).Take(most)];
        }
    }

    public async Task NoteAsync(CallLeg leg, CancellationToken cancellationToken)
    {
        await AnswerAsync();
        lock (gate)
        {
            Notes++;
            var known = legs.GetValueOrDefault(leg.CallSid);
            var state = endedUnheard.Contains(leg.CallSid) ? CallLegState.Ended : leg.State;
            legs[leg.CallSid] = known is null
                ? leg with { State = state }
                : known with { State = known.State > state ? known.State : state, QueueSid = leg.QueueSid ?? known.QueueSid, Choice = leg.Choice ?? known.Choice };
        }
    }

    public async Task<CallLeg?> AdvanceAsync(string callSid, CallLegState state, CancellationToken cancellationToken)
    {
        await AnswerAsync();
        lock (gate)
        {
            if (!legs.TryGetValue(callSid, out var leg))
            {
                if (state == CallLegState.Ended)
                {
                    endedUnheard.Add(callSid);
                }

                return null;
            }

            return legs[callSid] = leg.State < state ? leg with { State = state } : leg;
        }
    }

    public async Task<CallLeg?> FindAsync(string callSid, CancellationToken cancellationToken)
    {
        await AnswerAsync();
        lock (gate)
        {
            return legs.GetValueOrDefault(callSid);
        }
    }

    public async Task<IReadOnlyList<CallLeg>> OfContactAsync(ContactId contact, CancellationToken cancellationToken)
    {
        await AnswerAsync();
        lock (gate)
        {
            return [.. legs.Values.Where(l => l.Contact == contact).Reverse()];
        }
    }

    private async Task AnswerAsync()
    {
        if (Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
        }

        if (Down)
        {
            throw new InvalidOperationException("PostgreSQL is away.");
        }
    }
}
