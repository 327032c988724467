using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.Gateway.Tests.Doubles;

/// <summary>Routing in memory: the life tables, and nothing of queues or leases. Keeps what was asked of it.</summary>
internal sealed class FakeRouter : IContactRouter, IPoolView
{
    private readonly Lock gate = new();
    private readonly Dictionary<ContactId, ContactFacts> contacts = [];
    private readonly Dictionary<AssignmentId, AssignmentFacts> assignments = [];
    private readonly Dictionary<AssignmentId, (string Ticket, string? Bearer)> tickets = [];

    /// <summary>Redis does not answer.</summary>
    public bool Down { get; set; }

    public int Position { get; set; } = 1;

    public List<QueuedContact> Enqueued { get; } = [];

    public List<(ContactId Contact, ContactNews News)> Announced { get; } = [];

    public List<string> Steps { get; } = [];

    /// <summary>Redis has lost everything a moment ago.</summary>
    public void Forget()
    {
        lock (gate)
        {
            contacts.Clear();
            assignments.Clear();
        }
    }

    public ContactFacts Contact(ContactId id) => contacts[id];

    public AssignmentFacts Assignment(AssignmentId id) => assignments[id];

    /// <summary>An agent accepts; returns the assignment and its ticket.</summary>
    public (AssignmentId Assignment, string Ticket) Accepted(ContactId contact, AgentId agent)
    {
        lock (gate)
        {
            var id = AssignmentId.New();
            assignments[id] = new(id, contact, agent, contacts[contact].Demand.Channel, AssignmentState.Connecting, DateTimeOffset.UnixEpoch);
            contacts[contact] = contacts[contact] with { State = ContactState.InHand };
            tickets[id] = (Guid.CreateVersion7().ToString("N"), null);
            return (id, tickets[id].Ticket);
        }
    }

    public Task<EnqueueOutcome> EnqueueAsync(QueuedContact contact, CancellationToken cancellationToken)
    {
        Answer();
        lock (gate)
        {
            Enqueued.Add(contact);
            var facts = new ContactFacts(contact.Id, contact.Line, contact.Demand, contact.Priority, ContactState.Waiting, contact.WaitingSince, Task: contact.Task);
            return Task.FromResult(contacts.TryAdd(contact.Id, facts) ? EnqueueOutcome.Enqueued : EnqueueOutcome.AlreadyKnown);
        }
    }

    public Task<TicketOutcome> RedeemTicketAsync(PoolId pool, AssignmentId assignment, AgentId agent, string ticket, string bearer, CancellationToken cancellationToken)
    {
        Answer();
        lock (gate)
        {
            if (!assignments.TryGetValue(assignment, out var facts) || facts.State != AssignmentState.Connecting)
            {
                return Task.FromResult(TicketOutcome.NotConnecting);
            }

            if (facts.Agent != agent || !string.Equals(tickets[assignment].Ticket, ticket, StringComparison.Ordinal))
            {
                return Task.FromResult(TicketOutcome.Wrong);
            }

            if (tickets[assignment].Bearer is { } other && !string.Equals(other, bearer, StringComparison.Ordinal))
            {
                return Task.FromResult(TicketOutcome.UsedByAnother);
            }

            tickets[assignment] = (ticket, bearer);
            return Task.FromResult(TicketOutcome.Valid);
        }
    }

    public Task<StepOutcome> ParkAsync(PoolId pool, AssignmentId assignment, AgentId agent, DateTimeOffset? until, CancellationToken cancellationToken) => throw new NotSupportedException("Not the gateway's step.");

    public Task<StepOutcome> ResumeAsync(PoolId pool, AssignmentId assignment, AgentId agent, CancellationToken cancellationToken) => throw new NotSupportedException("Not the gateway's step.");

    public Task<StepOutcome> ReleaseAsync(PoolId pool, AssignmentId assignment, AgentId agent, CancellationToken cancellationToken) => throw new NotSupportedException("Not the gateway's step.");

    /// <summary>The owner wraps up and the contact waits, whomever it is for.</summary>
    public Task<StepOutcome> TransferAsync(PoolId pool, ContactId contact, AgentId? owner, TransferTarget target, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var held = assignments.Values.First(a => a.Contact == contact && AssignmentLife.OwnsContact(a.State));
            assignments[held.Id] = held with { State = AssignmentState.WrapUp };
            contacts[contact] = contacts[contact] with { State = ContactState.Waiting };
            return Task.FromResult(StepOutcome.Done);
        }
    }

    public Task<StepOutcome> OrderAsync(PoolId pool, ContactId contact, AgentId? by, MediaOrder order, CancellationToken cancellationToken) => throw new NotSupportedException("Not the gateway's step.");

    public Task<StepOutcome> ReprioritiseAsync(PoolId pool, ContactId contact, Priority priority, AgentId by, CancellationToken cancellationToken) => throw new NotSupportedException("Not the gateway's step.");

    public Task<StepOutcome> PromiseCallBackAsync(PoolId pool, ContactId contact, ContactId task, CancellationToken cancellationToken)
    {
        Answer();
        lock (gate)
        {
            Steps.Add("promiseCallBack");
            if (!contacts.TryGetValue(contact, out var facts))
            {
                return Task.FromResult(StepOutcome.Unknown);
            }

            if (contacts.ContainsKey(task) || facts.State != ContactState.Waiting)
            {
                return Task.FromResult(facts.CloseReason == CloseReason.CallBackPromised ? StepOutcome.Done : StepOutcome.NotPossibleNow);
            }

            contacts[contact] = facts with { State = ContactState.Closed, CloseReason = CloseReason.CallBackPromised };
            contacts[task] = facts with { Id = task, Task = ContactTask.CallBack };
            return Task.FromResult(StepOutcome.Done);
        }
    }

    public Task<WhyWaiting?> WhyWaitingAsync(PoolId pool, ContactId contact, CancellationToken cancellationToken) => throw new NotSupportedException("Not the gateway's question.");

    public Task<StepOutcome> ConnectedAsync(PoolId pool, AssignmentId assignment, CancellationToken cancellationToken) =>
        Step(assignment, AssignmentTrigger.Connected, AssignmentState.Active, null);

    public Task<StepOutcome> ConnectFailedAsync(PoolId pool, AssignmentId assignment, CancellationToken cancellationToken) =>
        Step(assignment, AssignmentTrigger.ConnectFailed, AssignmentState.Failed, ContactTrigger.Requeued);

    public Task<StepOutcome> AgentLostAsync(PoolId pool, AssignmentId assignment, CancellationToken cancellationToken) =>
        Step(assignment, AssignmentTrigger.AgentLost, AssignmentState.Failed, ContactTrigger.Requeued);

    public Task<StepOutcome> EndAsync(PoolId pool, AssignmentId assignment, AgentId agent, CancellationToken cancellationToken) =>
        Step(assignment, AssignmentTrigger.End, AssignmentState.WrapUp, ContactTrigger.Ended);

    public Task<StepOutcome> PersonLeftAsync(PoolId pool, ContactId contact, CloseReason reason, CancellationToken cancellationToken)
    {
        Answer();
        lock (gate)
        {
            Steps.Add("personLeft");
            if (!contacts.TryGetValue(contact, out var facts))
            {
                return Task.FromResult(StepOutcome.Unknown);
            }

            if (facts.State == ContactState.Closed)
            {
                return Task.FromResult(StepOutcome.Done);
            }

            var owner = assignments.Values.FirstOrDefault(a => a.Contact == contact && AssignmentLife.OwnsContact(a.State));
            var live = owner?.State == AssignmentState.Active;
            if (owner is not null)
            {
                assignments[owner.Id] = owner with { State = live ? AssignmentState.WrapUp : AssignmentState.Withdrawn };
            }

            contacts[contact] = facts with { State = ContactState.Closed, CloseReason = live ? CloseReason.Answered : reason };
            return Task.FromResult(StepOutcome.Done);
        }
    }

    public Task AnnounceAsync(PoolId pool, ContactId contact, ContactNews news, CancellationToken cancellationToken)
    {
        Answer();
        Announced.Add((contact, news));
        return Task.CompletedTask;
    }

    public Task<ContactStanding?> StandingAsync(PoolId pool, ContactId contact, CancellationToken cancellationToken)
    {
        Answer();
        lock (gate)
        {
            if (!contacts.TryGetValue(contact, out var facts))
            {
                return Task.FromResult<ContactStanding?>(null);
            }

            var open = assignments.Values.Where(a => a.Contact == contact && AssignmentLife.IsOpen(a.State)).OrderBy(a => !AssignmentLife.OwnsContact(a.State)).FirstOrDefault();
            return Task.FromResult<ContactStanding?>(new(facts, facts.State == ContactState.Waiting ? Position : 0, open));
        }
    }

    public Task<PoolSnapshot> SnapshotAsync(PoolId pool, CancellationToken cancellationToken)
    {
        Answer();
        return Task.FromResult(new PoolSnapshot(pool, EventPosition.Start, DateTimeOffset.UnixEpoch, [.. contacts.Values], [.. assignments.Values], []));
    }

    public Task<AcceptReply> AcceptAsync(PoolId pool, AssignmentId assignment, AgentId agent, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StepOutcome> DeclineAsync(PoolId pool, AssignmentId assignment, AgentId agent, DeclineReason reason, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StepOutcome> CompleteAsync(PoolId pool, AssignmentId assignment, AgentId agent, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<RoutingEvent> TailAsync(PoolId pool, EventPosition after, CancellationToken cancellationToken) => throw new NotSupportedException();

    private void Answer()
    {
        if (Down)
        {
            throw new RoutingUnavailableException();
        }
    }

    private Task<StepOutcome> Step(AssignmentId id, AssignmentTrigger trigger, AssignmentState repeat, ContactTrigger? contactTrigger)
    {
        Answer();
        lock (gate)
        {
            Steps.Add(trigger.ToString());
            if (!assignments.TryGetValue(id, out var assignment))
            {
                return Task.FromResult(StepOutcome.Unknown);
            }

            if (AssignmentLife.Next(assignment.State, trigger) is not { } next)
            {
                return Task.FromResult(assignment.State == repeat ? StepOutcome.Done : StepOutcome.NotPossibleNow);
            }

            assignments[id] = assignment with { State = next };
            if (contactTrigger is { } moved && ContactLife.Next(contacts[assignment.Contact].State, moved) is { } state)
            {
                contacts[assignment.Contact] = contacts[assignment.Contact] with { State = state, CloseReason = state == ContactState.Closed ? CloseReason.Answered : null };
            }

            return Task.FromResult(StepOutcome.Done);
        }
    }
}
