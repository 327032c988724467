using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.RoutingModel;

/// <summary>Written conversations that wait for the person.</summary>
public sealed partial class ModelPool
{
    /// <summary>Waits for the person without taking room.</summary>
    public StepOutcome Park(ModelAssignment assignment, AgentId by, DateTimeOffset? until)
    {
        Begin();
        if (Refuse(assignment, by, AssignmentTrigger.Park, AssignmentState.Parked) is { } refused)
        {
            return Finish(refused);
        }

        if (assignment.Exclusive)
        {
            return Finish(StepOutcome.NotPossibleNow);
        }

        // An agent who is not heard keeps it no longer for having parked it.
        var grace = assignment.GraceEnds;
        Move(assignment, AssignmentTrigger.Park, until?.ToUnixTimeMilliseconds());
        assignment.GraceEnds = grace;
        Due(assignment);
        Tell(RoutingEventKind.Parked, assignment.Contact, assignment);
        Settle(assignment.Agent);
        return Finish();
    }

    /// <summary>The agent goes on with it of their own wish.</summary>
    public StepOutcome Resume(ModelAssignment assignment, AgentId by)
    {
        Begin();
        if (Refuse(assignment, by, AssignmentTrigger.Resume, AssignmentState.Active) is { } refused)
        {
            return Finish(refused);
        }

        if (!IsFree(assignment.Agent, assignment.Contact.Shape))
        {
            return Finish(StepOutcome.NotPossibleNow);
        }

        Resume(assignment);
        Settle(assignment.Agent);
        return Finish();
    }

    /// <summary>The agent gives it back.</summary>
    public StepOutcome Release(ModelAssignment assignment, AgentId by)
    {
        Begin();
        if (Refuse(assignment, by, AssignmentTrigger.Release, AssignmentState.Released) is { } refused)
        {
            return Finish(refused);
        }

        Release(assignment, "byAgent", rests: true);
        Settle(assignment.Agent);
        return Finish();
    }

    /// <summary>Something new to read; the person's reply wakes a parked conversation.</summary>
    public void Announce(ModelContact contact, ContactNews news)
    {
        Begin();
        var assignment = contact.Assignment;
        Tell(RoutingEventKind.News, contact, assignment, reason: Word(news));
        if (news == ContactNews.MessageReceived && assignment?.State == AssignmentState.Parked)
        {
            Reply(assignment);
        }

        Finish();
    }

    private void Reply(ModelAssignment assignment)
    {
        if (assignment.Reply is null)
        {
            assignment.Reply = at;
            assignment.Deadline = at + Ms(settings.ParkedReply);
            Due(assignment);
            Settle(assignment.Agent);
        }
    }

    private void Resume(ModelAssignment assignment)
    {
        Move(assignment, AssignmentTrigger.Resume);
        Tell(RoutingEventKind.Resumed, assignment.Contact, assignment);
    }

    private void Release(ModelAssignment assignment, string? reason, bool rests)
    {
        var contact = assignment.Contact;
        contact.WaitingSince = assignment.Reply ?? at;
        contact.KnownTo = assignment.Agent.Id;
        Move(assignment, AssignmentTrigger.Release);
        if (rests)
        {
            Rest(contact, assignment.Agent);
        }

        Wait(contact);
        Tell(RoutingEventKind.Released, contact, assignment, reason: reason);
        Match(contact);
    }
}
