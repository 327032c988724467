using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.RoutingModel;

/// <summary>The steps of the two lives.</summary>
public sealed partial class ModelPool
{
    /// <summary>The person is gone: what rings or connects is withdrawn, what is live goes to wrap-up.</summary>
    public StepOutcome PersonLeft(ModelContact contact, CloseReason reason)
    {
        Begin();
        if (contact.State == ContactState.Closed)
        {
            return Finish();
        }

        var assignment = contact.Assignment;
        var live = assignment is not null && AssignmentLife.Next(assignment.State, AssignmentTrigger.PersonLeft) is not null;
        var trigger = contact.State == ContactState.Waiting && reason == CloseReason.Expired ? ContactTrigger.Expired : ContactTrigger.Left;
        if (live)
        {
            Move(assignment!, AssignmentTrigger.PersonLeft);
            Close(contact, trigger, CloseReason.Answered);
            Tell(RoutingEventKind.PersonLeft, contact, assignment);
            Settle(assignment!.Agent);
        }
        else
        {
            CloseUnanswered(contact, trigger, reason);
        }

        return Finish();
    }

    /// <summary>A supervisor changes the order.</summary>
    public StepOutcome Reprioritise(ModelContact contact, Priority priority, AgentId by)
    {
        Begin();
        if (contact.State == ContactState.Closed)
        {
            return Finish(StepOutcome.NotPossibleNow);
        }

        if (contact.Priority != priority)
        {
            Leave(contact);
            contact.Priority = priority;
            Tell(RoutingEventKind.Reprioritised, contact, reason: by.ToString());
            if (contact is { State: ContactState.Waiting, IsOffered: false })
            {
                Stand(contact);
                Match(contact);
            }
        }

        return Finish();
    }

    private void CloseUnanswered(ModelContact contact, ContactTrigger trigger, CloseReason reason)
    {
        var withdrawn = TakeBack(contact);
        Close(contact, trigger, reason);
        if (withdrawn is not null)
        {
            Tell(RoutingEventKind.Withdrawn, contact, withdrawn);
        }

        Tell(RoutingEventKind.Closed, contact, reason: Word(reason));
        if (withdrawn is not null)
        {
            Settle(withdrawn.Agent);
        }
    }

    // An offer, or a connection coming up.
    private ModelAssignment? TakeBack(ModelContact contact)
    {
        var assignment = contact.Assignment;
        if (assignment is not null)
        {
            Move(assignment, AssignmentTrigger.Withdraw);
            contact.Assignment = null;
        }

        return assignment;
    }

    private void Decline(ModelAssignment assignment, string reason)
    {
        var contact = assignment.Contact;
        Move(assignment, AssignmentTrigger.Decline);
        Rest(contact, assignment.Agent);
        EndReservation(contact, assignment.Agent.Id);
        Wait(contact);
        Tell(RoutingEventKind.Declined, contact, assignment, reason: reason);
        Match(contact);
    }

    private void Lapse(ModelAssignment assignment)
    {
        var (contact, agent) = (assignment.Contact, assignment.Agent);
        Move(assignment, AssignmentTrigger.Lapse);
        Rest(contact, agent);
        EndReservation(contact, agent.Id);
        Wait(contact);
        Tell(RoutingEventKind.Lapsed, contact, assignment);
        if (agent.Status == AgentStatus.Available)
        {
            ChangeStatus(agent, AgentStatus.Paused, "missedOffer");
        }

        // Before what was kept for the agent until now: it has stood in the queue longer.
        Match(contact);
        if (!agent.IsReady)
        {
            FreeReserved(agent.Id);
        }

        Settle(agent);
    }

    private void ConnectFailed(ModelAssignment assignment, string? reason)
    {
        Move(assignment, AssignmentTrigger.ConnectFailed);
        Wait(assignment.Contact);
        Tell(RoutingEventKind.ConnectFailed, assignment.Contact, assignment, reason: reason);
        Rematch(assignment);
    }

    private void AgentLost(ModelAssignment assignment, string? reason)
    {
        var contact = assignment.Contact;
        Move(assignment, AssignmentTrigger.AgentLost);
        if (Boost.Of(contact.Priority) < Boost.Of(Priority.Dropped))
        {
            contact.Priority = Priority.Dropped;
        }

        Wait(contact);
        Tell(RoutingEventKind.AgentLost, contact, assignment, reason: reason);
        Rematch(assignment);
    }

    // The agent is asked after all others, and then for what has waited longest, which may be another.
    private void Rematch(ModelAssignment assignment)
    {
        assignment.Agent.IdleSince = at;
        LeaveIdle(assignment.Agent);
        Match(assignment.Contact, assignment.Agent);
        Settle(assignment.Agent);
    }

    private void Rest(ModelContact contact, ModelAgent agent) => contact.Declined[agent.Id] = at + Ms(settings.Rest);

    private static void EndReservation(ModelContact contact, AgentId agent)
    {
        if (contact.ReservedFor == agent)
        {
            (contact.ReservedFor, contact.ReservedUntil) = (null, null);
        }
    }

    /// <summary>The contact waits (again), from its own time on.</summary>
    private void Wait(ModelContact contact)
    {
        if (contact.State != ContactState.Waiting)
        {
            Move(contact, ContactTrigger.Requeued);
            contact.From = contact.WaitingSince;
            contact.Again = at;
        }

        contact.Assignment = null;
        Enter(contact);
    }

    private void Forget(ModelContact contact)
    {
        Leave(contact);
        contact.Declined.Clear();
        (contact.ReservedFor, contact.ReservedUntil) = (null, null);
        SetDeadline(contact, null);
    }

    private void Close(ModelContact contact, ContactTrigger trigger, CloseReason reason)
    {
        Forget(contact);
        Move(contact, trigger);
        (contact.CloseReason, contact.Assignment) = (reason, null);
        closed.Enqueue((at, contact));
    }

    private static void Move(ModelContact contact, ContactTrigger trigger) =>
        contact.State = ContactLife.Next(contact.State, trigger) ?? throw new InvalidOperationException($"A contact cannot go from {contact.State} by {trigger}.");

    private void Move(ModelAssignment assignment, AssignmentTrigger trigger, long? deadline = null)
    {
        assignment.State = AssignmentLife.Next(assignment.State, trigger)
            ?? throw new InvalidOperationException($"An assignment cannot go from {assignment.State} by {trigger}.");
        (assignment.Deadline, assignment.Reply) = (deadline, null);
        if (assignment.State is not AssignmentState.Parked)
        {
            assignment.GraceEnds = null;
        }

        Due(assignment);
        if (!AssignmentLife.IsOpen(assignment.State))
        {
            assignment.Agent.Open.Remove(assignment);
            assignments.Remove(assignment);
        }
    }
}
