using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.AgentConsole.Tests.Doubles;

/// <summary>Routing's public face in memory: answers what a test has put there and remembers what was asked. Not a queue.</summary>
internal sealed class FakeRouting : IContactRouter, IAgentPresence, IPoolView
{
    private readonly Lock gate = new();
    private readonly List<RoutingEvent> events = [];
    private readonly List<Channel<RoutingEvent>> tails = [];
    private int refusals;
    private PoolSnapshot snapshot = new(Data.Pool, new EventPosition(1, 0), Data.Now, [], [], []);

    public ConcurrentQueue<string> Calls { get; } = new();

    public ConcurrentDictionary<ContactId, ContactStanding> Standings { get; } = new();

    public AcceptReply AcceptReply { get; set; } = new(AcceptOutcome.Accepted, Data.Contact, Ticket: "0123456789abcdef0123456789abcdef");

    public StepOutcome Step { get; set; } = StepOutcome.Done;

    /// <summary>While true, nothing answers, and tails break.</summary>
    public bool Away { get; set; }

    /// <summary>The next step fails once, as when Redis goes away between two steps.</summary>
    public bool FailNext { get; set; }

    /// <summary>Agents that <see cref="RenewAsync"/> does not know.</summary>
    public ConcurrentDictionary<AgentId, bool> Unknown { get; } = new();

    /// <summary>Runs once, while a snapshot is on its way, after its position was read: the moment in which an event can race.</summary>
    public Func<Task>? DuringSnapshot { get; set; }

    /// <summary>How often it was asked in vain.</summary>
    public int Refusals => refusals;

    /// <summary>Puts a contact with its assignment into the pool, as if its events had been read.</summary>
    public void Stand(ContactFacts contact, AssignmentFacts? assignment) => Standings[contact.Id] = new ContactStanding(contact, Position: 0, assignment);

    /// <summary>What a snapshot shows from now on.</summary>
    public void Show(PoolSnapshot shown)
    {
        lock (gate)
        {
            snapshot = shown;
        }
    }

    /// <summary>Appends an event and lets every tail read it.</summary>
    public void Emit(RoutingEvent e)
    {
        lock (gate)
        {
            events.Add(e);
            snapshot = snapshot with { Position = e.Position };
            foreach (var tail in tails)
            {
                tail.Writer.TryWrite(e);
            }
        }
    }

    /// <summary>Ends every open tail with a failure, as when Redis goes away.</summary>
    public void BreakTails()
    {
        lock (gate)
        {
            tails.ForEach(tail => tail.Writer.TryComplete(new RoutingUnavailableException()));
        }
    }

    public async Task<PoolSnapshot> SnapshotAsync(PoolId pool, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        PoolSnapshot taken;
        lock (gate)
        {
            taken = snapshot;
        }

        if (DuringSnapshot is { } during)
        {
            DuringSnapshot = null;
            await during();
        }

        return taken;
    }

    public async IAsyncEnumerable<RoutingEvent> TailAsync(PoolId pool, EventPosition after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ThrowIfAway();
        var tail = System.Threading.Channels.Channel.CreateUnbounded<RoutingEvent>();
        lock (gate)
        {
            foreach (var e in events.Where(e => e.Position > after))
            {
                tail.Writer.TryWrite(e);
            }

            tails.Add(tail);
        }

        try
        {
            await foreach (var e in tail.Reader.ReadAllAsync(cancellationToken))
            {
                yield return e;
            }
        }
        finally
        {
            lock (gate)
            {
                tails.Remove(tail);
            }
        }
    }

    public StepOutcome SignOnOutcome { get; set; } = StepOutcome.Done;

    public Task<StepOutcome> SignOnAsync(PoolId pool, AgentProfile profile, CancellationToken cancellationToken)
    {
        Note($"sign-on {profile.Id}");
        Unknown.TryRemove(profile.Id, out _);
        return Task.FromResult(SignOnOutcome);
    }

    public Task<StepOutcome> SetStatusAsync(PoolId pool, AgentId agent, AgentStatus status, string? reason, CancellationToken cancellationToken) =>
        Unknown.ContainsKey(agent) ? Task.FromResult(StepOutcome.Unknown) : StepAsync($"status {agent} {status} {reason}".TrimEnd());

    public Task<IReadOnlyList<AgentId>> RenewAsync(PoolId pool, IReadOnlyCollection<AgentId> heard, CancellationToken cancellationToken)
    {
        Note($"renew {string.Join(',', heard.Select(id => id.ToString()).Order(StringComparer.Ordinal))}");
        return Task.FromResult<IReadOnlyList<AgentId>>([.. heard.Where(Unknown.ContainsKey)]);
    }

    public Task<AcceptReply> AcceptAsync(PoolId pool, AssignmentId assignment, AgentId agent, CancellationToken cancellationToken)
    {
        Note($"accept {assignment} {agent}");
        return Task.FromResult(AcceptReply);
    }

    public Task<StepOutcome> DeclineAsync(PoolId pool, AssignmentId assignment, AgentId agent, DeclineReason reason, CancellationToken cancellationToken) =>
        StepAsync($"decline {assignment} {agent} {reason}");

    public Task<StepOutcome> ConnectedAsync(PoolId pool, AssignmentId assignment, CancellationToken cancellationToken) => StepAsync($"connected {assignment}");

    public Task<StepOutcome> ParkAsync(PoolId pool, AssignmentId assignment, AgentId agent, DateTimeOffset? until, CancellationToken cancellationToken) => throw new NotSupportedException("Not the console's step yet.");

    public Task<StepOutcome> ResumeAsync(PoolId pool, AssignmentId assignment, AgentId agent, CancellationToken cancellationToken) => throw new NotSupportedException("Not the console's step yet.");

    public Task<StepOutcome> ReleaseAsync(PoolId pool, AssignmentId assignment, AgentId agent, CancellationToken cancellationToken) => throw new NotSupportedException("Not the console's step yet.");

    public Task<StepOutcome> TransferAsync(PoolId pool, ContactId contact, AgentId? owner, TransferTarget target, CancellationToken cancellationToken) =>
        StepAsync($"transfer {contact} {owner?.ToString() ?? "-"} {target switch { TransferTarget.ToAgent to => to.Agent.ToString(), TransferTarget.ToSkills to => string.Join('+', to.Skills), TransferTarget.ToLine to => to.Line.Value, _ => "?" }}");

    /// <summary>Agents whose orders are refused as not theirs.</summary>
    public ConcurrentDictionary<AgentId, bool> NotTheirs { get; } = new();

    public async Task<StepOutcome> OrderAsync(PoolId pool, ContactId contact, AgentId? by, MediaOrder order, CancellationToken cancellationToken) =>
        by is { } agent && NotTheirs.ContainsKey(agent) ? StepOutcome.NotYours : await StepAsync($"order {contact} {by?.ToString() ?? "-"} {order.ToDetail()}");

    public Task<StepOutcome> ReprioritiseAsync(PoolId pool, ContactId contact, Priority priority, AgentId by, CancellationToken cancellationToken) => StepAsync($"reprioritise {contact} {priority} {by}");

    public Task<StepOutcome> PromiseCallBackAsync(PoolId pool, ContactId contact, ContactId task, CancellationToken cancellationToken) => throw new NotSupportedException("Not the console's step.");

    public Task<WhyWaiting?> WhyWaitingAsync(PoolId pool, ContactId contact, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        return Task.FromResult(pool == Data.Pool && Why?.Contact.Id == contact ? Why : null);
    }

    /// <summary>What is answered to "why is this waiting".</summary>
    public WhyWaiting? Why { get; set; }

    public Task<StepOutcome> ForceOffAsync(PoolId pool, AgentId agent, AgentId by, CancellationToken cancellationToken) => StepAsync($"force off {agent} {by}");

    public Task<StepOutcome> EndAsync(PoolId pool, AssignmentId assignment, AgentId agent, CancellationToken cancellationToken) => StepAsync($"end {assignment} {agent}");

    public Task<StepOutcome> CompleteAsync(PoolId pool, AssignmentId assignment, AgentId agent, CancellationToken cancellationToken) => StepAsync($"complete {assignment} {agent}");

    public Task AnnounceAsync(PoolId pool, ContactId contact, ContactNews news, CancellationToken cancellationToken) => StepAsync($"announce {contact} {news}");

    public Task<ContactStanding?> StandingAsync(PoolId pool, ContactId contact, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        return Task.FromResult(pool == Data.Pool ? Standings.GetValueOrDefault(contact) : null);
    }

    /// <summary>The console enqueues only calls that agents begin.</summary>
    public Task<EnqueueOutcome> EnqueueAsync(QueuedContact contact, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"enqueue {contact.Id} {contact.Task} {contact.BegunBy}");
        return Task.FromResult(EnqueueOutcome.Enqueued);
    }

    public Task<TicketOutcome> RedeemTicketAsync(PoolId pool, AssignmentId assignment, AgentId agent, string ticket, string bearer, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The console redeems nothing.");

    public Task<StepOutcome> ConnectFailedAsync(PoolId pool, AssignmentId assignment, CancellationToken cancellationToken) => throw new NotSupportedException("Not the console's step.");

    public Task<StepOutcome> AgentLostAsync(PoolId pool, AssignmentId assignment, CancellationToken cancellationToken) => throw new NotSupportedException("Not the console's step.");

    public Task<StepOutcome> PersonLeftAsync(PoolId pool, ContactId contact, CloseReason reason, CancellationToken cancellationToken) => throw new NotSupportedException("Not the console's step.");

    private Task<StepOutcome> StepAsync(string call)
    {
        if (FailNext)
        {
            FailNext = false;
            throw new RoutingUnavailableException();
        }

        Note(call);
        return Task.FromResult(Step);
    }

    private void Note(string call)
    {
        ThrowIfAway();
        Calls.Enqueue(call);
    }

    private void ThrowIfAway()
    {
        if (Away)
        {
            Interlocked.Increment(ref refusals);
            throw new RoutingUnavailableException();
        }
    }
}
