using Helpline.Contracts;

namespace Helpline.Routing.Tests.Model;

/// <summary>
/// What the scripts promise, written down a second time as plainly as possible: lists instead of indexes, every question asked of everybody.
/// The life tables decide each step.
/// </summary>
internal sealed partial class ModelPool(Func<DateTimeOffset> now)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);
    private bool exclusiveLeft;
    private bool held;

    public Dictionary<ContactId, ModelContact> Contacts { get; } = [];

    public Dictionary<AgentId, ModelAgent> Agents { get; } = [];

    public List<ModelAssignment> Assignments { get; } = [];

    public void Enqueue(QueuedContact queued)
    {
        if (!Contacts.ContainsKey(queued.Id))
        {
            Match(Contacts[queued.Id] = new(queued));
            ReleaseHeld();
        }
    }

    public bool Accept(ModelAssignment assignment, AgentId by)
    {
        if (assignment.Agent.Id != by || assignment.State != AssignmentState.Offered)
        {
            return false;
        }

        if (assignment.Deadline <= now())
        {
            Lapse(assignment);
            ReleaseHeld();
            return false;
        }

        Move(assignment, AssignmentTrigger.Accept, now() + TimeSpan.FromSeconds(25));
        Forget(assignment.Contact);
        Move(assignment.Contact, ContactTrigger.Accepted);
        assignment.Agent.IdleSince = assignment.Contact.Exclusive ? assignment.Agent.IdleSince : now();
        Settle(assignment.Agent);
        ReleaseHeld();
        return true;
    }

    /// <summary>Any step that an agent or the gateway asks for by assignment.</summary>
    public bool Step(ModelAssignment assignment, AssignmentTrigger trigger)
    {
        if (AssignmentLife.Next(assignment.State, trigger) is null)
        {
            return false;
        }

        switch (trigger)
        {
            case AssignmentTrigger.Decline:
                Decline(assignment);
                Settle(assignment.Agent);
                break;
            case AssignmentTrigger.ConnectFailed:
                BackToQueue(assignment, trigger);
                Settle(assignment.Agent);
                break;
            case AssignmentTrigger.AgentLost:
                AgentLost(assignment);
                break;
            default:
                Move(assignment, trigger);
                Finish(assignment, trigger);
                Settle(assignment.Agent);
                break;
        }

        ReleaseHeld();
        return true;
    }

    public void PersonLeft(ModelContact contact, CloseReason reason)
    {
        var assignment = contact.Assignment;
        if (contact.State == ContactState.Closed)
        {
            return;
        }

        var live = assignment?.State == AssignmentState.Active;
        if (assignment is not null)
        {
            Move(assignment, live ? AssignmentTrigger.PersonLeft : AssignmentTrigger.Withdraw);
        }

        if (contact.State == ContactState.Waiting)
        {
            Forget(contact);
        }

        Move(contact, contact.State == ContactState.Waiting && reason == CloseReason.Expired ? ContactTrigger.Expired : ContactTrigger.Left);
        contact.CloseReason = live ? CloseReason.Answered : reason;
        if (assignment is not null)
        {
            contact.Assignment = live ? assignment : null;
            Settle(assignment.Agent);
        }

        ReleaseHeld();
    }

    public void SignOn(AgentProfile profile)
    {
        if (!Agents.TryGetValue(profile.Id, out var agent))
        {
            agent = Agents[profile.Id] = new(profile.Id) { IdleSince = now() };
        }

        agent.Profile = profile;
        if (IsReady(agent))
        {
            Settle(agent);
        }

        ReleaseHeld();
    }

    public bool SetStatus(AgentId id, AgentStatus status, string? reason)
    {
        if (!Agents.TryGetValue(id, out var agent) || (agent.Status == status && string.Equals(agent.Reason, reason, StringComparison.Ordinal)))
        {
            return agent is not null;
        }

        ChangeStatus(agent, status, reason);
        foreach (var offer in agent.Open.Where(a => a.State == AssignmentState.Offered && status != AgentStatus.Available).ToList())
        {
            Decline(offer);
        }

        Settle(agent);
        ReleaseHeld();
        return true;
    }

    public IReadOnlyList<AgentId> Renew(IEnumerable<AgentId> heard)
    {
        var unknown = new List<AgentId>();
        foreach (var id in heard)
        {
            if (!Agents.TryGetValue(id, out var agent))
            {
                unknown.Add(id);
                continue;
            }

            var fresh = IsHeard(agent);
            agent.LeaseEnds = now() + TimeSpan.FromSeconds(10);
            if (!agent.Connected)
            {
                agent.Connected = true;
                agent.Open.ForEach(a => a.GraceEnds = null);
            }

            if (!fresh)
            {
                Settle(agent);
            }
        }

        ReleaseHeld();
        return unknown;
    }

    private void Decline(ModelAssignment assignment)
    {
        LeaveInPeace(assignment);
        BackToQueue(assignment, AssignmentTrigger.Decline);
    }

    private void Lapse(ModelAssignment assignment)
    {
        LeaveInPeace(assignment);
        if (assignment.Agent.Status == AgentStatus.Available)
        {
            ChangeStatus(assignment.Agent, AgentStatus.Paused, "missedOffer");
        }

        BackToQueue(assignment, AssignmentTrigger.Lapse);
        Settle(assignment.Agent);
    }

    private void LeaveInPeace(ModelAssignment assignment)
    {
        assignment.Contact.Declined[assignment.Agent.Id] = now() + Rest;
        assignment.Contact.RestedAt ??= now() + Rest;
    }

    private void AgentLost(ModelAssignment assignment)
    {
        if (Boost.Of(assignment.Contact.Priority) < Boost.Of(Priority.Dropped))
        {
            assignment.Contact.Priority = Priority.Dropped;
        }

        BackToQueue(assignment, AssignmentTrigger.AgentLost);
        Settle(assignment.Agent);
    }

    private void BackToQueue(ModelAssignment assignment, AssignmentTrigger trigger)
    {
        // The agent is asked after all others, and then for what has waited longest, which may be another.
        var contact = assignment.Contact;
        Move(assignment, trigger);
        if (contact.State == ContactState.InHand)
        {
            assignment.Agent.IdleSince = now();
            Move(contact, ContactTrigger.Requeued);
        }

        contact.Assignment = null;
        Match(contact, assignment.Agent);
    }

    private void Finish(ModelAssignment assignment, AssignmentTrigger trigger)
    {
        var contact = assignment.Contact;
        if (trigger == AssignmentTrigger.End)
        {
            Move(contact, ContactTrigger.Ended);
            contact.CloseReason = CloseReason.Answered;
        }
        else if (trigger == AssignmentTrigger.Complete)
        {
            contact.Assignment = null;
            assignment.Agent.IdleSince = now();
        }
    }

    private void ChangeStatus(ModelAgent agent, AgentStatus status, string? reason)
    {
        (agent.Status, agent.Reason) = (status, reason);
        agent.IdleSince = status == AgentStatus.Available ? now() : agent.IdleSince;
    }

    private void Forget(ModelContact contact)
    {
        exclusiveLeft |= contact.Exclusive;
        contact.Declined.Clear();
        contact.RestedAt = null;
    }

    private static void Move(ModelContact contact, ContactTrigger trigger) => contact.State = ContactLife.Next(contact.State, trigger)!.Value;

    private static void Move(ModelAssignment assignment, AssignmentTrigger trigger, DateTimeOffset? deadline = null)
    {
        assignment.State = AssignmentLife.Next(assignment.State, trigger)!.Value;
        (assignment.Deadline, assignment.GraceEnds) = (deadline, null);
        if (!AssignmentLife.IsOpen(assignment.State))
        {
            assignment.Agent.Open.Remove(assignment);
        }
    }
}
