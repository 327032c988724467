using Helpline.Contracts;

namespace Helpline.Routing.Tests.Model;

/// <summary>
/// What the scripts promise, written down a second time as plainly as possible: lists instead of indexes, every question asked of everybody.
/// The life tables decide each step.
/// </summary>
internal sealed class ModelPool(Func<DateTimeOffset> now)
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
        assignment.Agent.IdleSince = now();
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

    public void DoDue()
    {
        foreach (var agent in Agents.Values.Where(a => a.LeaseEnds <= now()).OrderBy(a => a.LeaseEnds).ThenBy(a => a.Id.ToString(), StringComparer.Ordinal).ToList())
        {
            LeaseEnded(agent);
        }

        var due = Assignments.Where(a => a.Due <= now()).Select(a => (At: a.Due, Name: $"a:{a.Id}", Do: (Action)(() => Due(a))))
            .Concat(Contacts.Values.Where(c => c.RestedAt <= now()).Select(c => (At: c.RestedAt, Name: $"c:{c.Id}", Do: (Action)(() => Rested(c)))));
        foreach (var each in due.OrderBy(d => d.At).ThenBy(d => d.Name, StringComparer.Ordinal).ToList())
        {
            each.Do();
        }

        ReleaseHeld();
    }

    private void Due(ModelAssignment assignment)
    {
        if (assignment.Due is not { } at || at > now())
        {
            return;
        }

        switch (assignment.State)
        {
            case AssignmentState.Offered:
                Lapse(assignment);
                break;
            case AssignmentState.Connecting:
                BackToQueue(assignment, AssignmentTrigger.ConnectFailed);
                Settle(assignment.Agent);
                break;
            default:
                AgentLost(assignment);
                break;
        }
    }

    private void Rested(ModelContact contact)
    {
        if (contact.RestedAt <= now())
        {
            contact.RestedAt = contact.Declined.Values.Where(at => at > now()).Select(at => (DateTimeOffset?)at).Min();
            if (contact.InQueue)
            {
                Match(contact);
            }
        }
    }

    private void LeaseEnded(ModelAgent agent)
    {
        (agent.LeaseEnds, agent.Connected) = (null, false);
        foreach (var assignment in agent.Open.ToList())
        {
            switch (assignment.State)
            {
                case AssignmentState.Offered:
                    BackToQueue(assignment, AssignmentTrigger.Lapse);
                    break;
                case AssignmentState.Connecting:
                    BackToQueue(assignment, AssignmentTrigger.ConnectFailed);
                    break;
                case AssignmentState.Active when !assignment.Contact.Exclusive:
                    assignment.GraceEnds = now() + TimeSpan.FromSeconds(120);
                    break;
            }
        }

        Settle(agent);
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

    private bool IsHeard(ModelAgent agent) => agent.LeaseEnds > now();

    private static bool IsReady(ModelAgent agent) => agent.Status == AgentStatus.Available && agent.Connected;

    private bool HasRoom(ModelAgent agent, Channel channel)
    {
        var taking = agent.Open.Where(a => AssignmentLife.TakesRoom(a.State)).ToList();
        return IsReady(agent) && IsHeard(agent)
            && taking.TrueForAll(a => a.State != AssignmentState.Offered && !a.Contact.Exclusive)
            && (ChannelTraits.Of(channel).Exclusive
                ? taking.Count == 0
                : taking.Count(a => a.Contact.Demand.Channel == channel) < agent.Profile.Capacity.GetValueOrDefault(channel));
    }

    // A call that has waited longer than this text, and that the agent could take once their written work is done.
    private bool IsHeld(ModelAgent agent, ModelContact contact) =>
        !contact.Exclusive && agent.Open.Exists(a => AssignmentLife.TakesRoom(a.State))
        && Contacts.Values.Any(c => c.Exclusive && c.InQueue && c.Score < contact.Score && agent.CanServe(c.Demand) && !c.Declined.ContainsKey(agent.Id));

    private bool CouldTake(ModelAgent agent, ModelContact contact) =>
        agent.CanServe(contact.Demand) && HasRoom(agent, contact.Demand.Channel) && !IsHeld(agent, contact);

    private bool IsHeldBack(ModelAgent agent, ModelContact contact) =>
        agent.CanServe(contact.Demand) && HasRoom(agent, contact.Demand.Channel) && IsHeld(agent, contact);

    private void Match(ModelContact contact, ModelAgent? except = null)
    {
        var able = Agents.Values.Where(a => a != except && CouldTake(a, contact)).ToList();
        var fresh = able.Where(a => !contact.Declined.ContainsKey(a.Id)).ToList();
        held |= Agents.Values.Any(a => a != except && IsHeldBack(a, contact));
        var chosen = Choose(fresh) ?? Choose(able.Where(a => contact.Declined.TryGetValue(a.Id, out var rested) && rested <= now()));
        if (chosen is not null)
        {
            Offer(contact, chosen);
        }
    }

    private ModelAgent? Choose(IEnumerable<ModelAgent> agents) =>
        LongestIdle.Choose(agents.Select(a => new IdleAgent(a.Id.ToString(), a.IdleSince.ToUnixTimeMilliseconds()))) is { } chosen ? Agents[AgentId.Parse(chosen.Id)] : null;

    private void Settle(ModelAgent agent)
    {
        if (agent is { Status: AgentStatus.Offline, Connected: false, Open.Count: 0 })
        {
            Agents.Remove(agent.Id);
            return;
        }

        var next = Contacts.Values.Where(c => c.InQueue && CouldTake(agent, c))
            .Where(c => !c.Declined.TryGetValue(agent.Id, out var rested) || rested <= now())
            .OrderBy(c => c.Score).ThenBy(c => c.Id.ToString(), StringComparer.Ordinal).FirstOrDefault();
        if (next is not null)
        {
            Offer(next, agent);
        }
        else
        {
            held |= Contacts.Values.Any(c => c.InQueue && IsHeldBack(agent, c));
        }
    }

    private void Offer(ModelContact contact, ModelAgent agent)
    {
        var assignment = new ModelAssignment(contact, agent) { Deadline = now() + TimeSpan.FromSeconds(contact.Exclusive ? 20 : 45) };
        contact.Assignment = assignment;
        exclusiveLeft |= contact.Exclusive;
        agent.Open.Add(assignment);
        Assignments.Add(assignment);
    }

    // Texts held back for a call are looked at again when a call has left its queue.
    private void ReleaseHeld()
    {
        var look = exclusiveLeft && held;
        (exclusiveLeft, held) = (false, held && !look);
        if (!look)
        {
            return;
        }

        foreach (var demand in Contacts.Values.Where(c => c.InQueue && !c.Exclusive).Select(c => c.Demand).Distinct().ToList())
        {
            foreach (var agent in Agents.Values.Where(a => a.CanServe(demand) && HasRoom(a, demand.Channel)).OrderBy(a => a.IdleSince).ThenBy(a => a.Id.ToString(), StringComparer.Ordinal).ToList())
            {
                Settle(agent);
            }
        }
    }
}
