using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.RoutingModel;

/// <summary>
/// What the scripts promise, written a second time in C# without Redis: pure, with the time passed in. Each call is one atomic step; its facts are in
/// <see cref="Facts"/> afterwards, in the order things happened. The life tables decide each step. Not for use by two threads at once.
/// </summary>
public sealed partial class ModelPool(ModelSettings settings, Func<DateTimeOffset> now)
{
    private readonly Dictionary<ContactId, ModelContact> contacts = [];
    private readonly Dictionary<AgentId, ModelAgent> agents = [];
    private readonly HashSet<ModelAssignment> assignments = [];
    private readonly Dictionary<(LineId Line, string Demand), ModelPlan> plans = [];
    private readonly Queue<(long At, ModelContact Contact)> closed = new();
    private List<ModelFact> facts = [];
    private long at;
    private long made;

    /// <summary>The facts of the last call.</summary>
    public IReadOnlyList<ModelFact> Facts => facts;

    /// <summary>Those open, and those closed within the time they stay known.</summary>
    public IReadOnlyDictionary<ContactId, ModelContact> Contacts => contacts;

    public IReadOnlyDictionary<AgentId, ModelAgent> Agents => agents;

    /// <summary>Open ones.</summary>
    public IReadOnlyCollection<ModelAssignment> Assignments => assignments;

    /// <summary>Puts a contact in the queue and offers it at once where an agent is free.</summary>
    public EnqueueOutcome Enqueue(QueuedContact queued)
    {
        Begin();
        if (contacts.ContainsKey(queued.Id))
        {
            Finish();
            return EnqueueOutcome.AlreadyKnown;
        }

        var since = Math.Min(queued.WaitingSince.ToUnixTimeMilliseconds(), at);
        var contact = contacts[queued.Id] = new()
        {
            Id = queued.Id, Line = queued.Line, Demand = queued.Demand, Plan = PlanOf(queued.Line, queued.Demand), Priority = queued.Priority,
            WaitingSince = since, From = since, KnownTo = queued.KnownTo, Task = queued.Task,
        };
        Arrive(contact);
        Finish();
        return EnqueueOutcome.Enqueued;
    }

    /// <summary>The agent takes the offer; only the one it rings at can.</summary>
    public AcceptOutcome Accept(ModelAssignment assignment, AgentId by)
    {
        Begin();
        if (assignment.Agent.Id != by || assignment.State != AssignmentState.Offered)
        {
            Finish();
            return Refused(assignment, by);
        }

        if (assignment.Deadline <= at)
        {
            Lapse(assignment);
            Finish();
            return AcceptOutcome.Lapsed;
        }

        var contact = assignment.Contact;
        Forget(contact);
        Move(contact, ContactTrigger.Accepted);
        Move(assignment, AssignmentTrigger.Accept, at + Ms(settings.Connect));
        Tell(RoutingEventKind.Accepted, contact, assignment);
        if (!assignment.Exclusive)
        {
            assignment.Agent.IdleSince = at;
            Settle(assignment.Agent);
        }

        Finish();
        return AcceptOutcome.Accepted;
    }

    public StepOutcome Decline(ModelAssignment assignment, AgentId by, DeclineReason reason)
    {
        Begin();
        if (Refuse(assignment, by, AssignmentTrigger.Decline, AssignmentState.Declined) is { } refused)
        {
            return Finish(refused);
        }

        Decline(assignment, Word(reason));
        Settle(assignment.Agent);
        return Finish();
    }

    public StepOutcome Connected(ModelAssignment assignment)
    {
        Begin();
        if (Refuse(assignment, null, AssignmentTrigger.Connected, AssignmentState.Active, AssignmentState.Parked, AssignmentState.WrapUp, AssignmentState.Done) is { } refused)
        {
            return Finish(refused);
        }

        Move(assignment, AssignmentTrigger.Connected);
        Tell(RoutingEventKind.Connected, assignment.Contact, assignment);
        return Finish();
    }

    public StepOutcome ConnectFailed(ModelAssignment assignment)
    {
        Begin();
        if (Refuse(assignment, null, AssignmentTrigger.ConnectFailed, AssignmentState.Failed) is { } refused)
        {
            return Finish(refused);
        }

        ConnectFailed(assignment, null);
        return Finish();
    }

    public StepOutcome AgentLost(ModelAssignment assignment)
    {
        Begin();
        if (Refuse(assignment, null, AssignmentTrigger.AgentLost, AssignmentState.Failed) is { } refused)
        {
            return Finish(refused);
        }

        AgentLost(assignment, null);
        return Finish();
    }

    public StepOutcome End(ModelAssignment assignment, AgentId by)
    {
        Begin();
        if (Refuse(assignment, by, AssignmentTrigger.End, AssignmentState.WrapUp, AssignmentState.Done) is { } refused)
        {
            return Finish(refused);
        }

        var wasParked = assignment.State == AssignmentState.Parked;
        Move(assignment, AssignmentTrigger.End);
        Close(assignment.Contact, ContactTrigger.Ended, CloseReason.Answered);
        Tell(RoutingEventKind.Ended, assignment.Contact, assignment);
        if (wasParked)
        {
            Settle(assignment.Agent);
        }

        return Finish();
    }

    /// <summary>The outcome is logged: the agent has room again.</summary>
    public StepOutcome Complete(ModelAssignment assignment, AgentId by)
    {
        Begin();
        if (Refuse(assignment, by, AssignmentTrigger.Complete, AssignmentState.Done) is { } refused)
        {
            return Finish(refused);
        }

        Move(assignment, AssignmentTrigger.Complete);
        Tell(RoutingEventKind.Completed, assignment.Contact, assignment);
        assignment.Agent.IdleSince = at;
        Settle(assignment.Agent);
        return Finish();
    }

    private static AcceptOutcome Refused(ModelAssignment assignment, AgentId by)
    {
        var owns = AssignmentLife.OwnsContact(assignment.State);
        if (assignment.Agent.Id == by)
        {
            return owns ? AcceptOutcome.AlreadyYours : assignment.State switch
            {
                AssignmentState.Lapsed => AcceptOutcome.Lapsed,
                AssignmentState.Withdrawn => AcceptOutcome.Withdrawn,
                _ => AcceptOutcome.NotOffered,
            };
        }

        return owns || assignment.State is AssignmentState.WrapUp or AssignmentState.Done ? AcceptOutcome.TakenByAnother
            : assignment.State == AssignmentState.Withdrawn ? AcceptOutcome.Withdrawn : AcceptOutcome.NotOffered;
    }

    private static StepOutcome? Refuse(ModelAssignment assignment, AgentId? by, AssignmentTrigger trigger, params ReadOnlySpan<AssignmentState> done) =>
        by is { } agent && assignment.Agent.Id != agent ? StepOutcome.NotYours
        : done.Contains(assignment.State) ? StepOutcome.Done
        : AssignmentLife.Next(assignment.State, trigger) is null ? StepOutcome.NotPossibleNow
        : null;
}
