using Helpline.Contracts;

namespace Helpline.RoutingModel;

/// <summary>What time brings.</summary>
public sealed partial class ModelPool
{
    private readonly SortedSet<DueItem> deadlines = new(DueItem.Order);

    /// <summary>When something is due next, or null.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            var next = Math.Min(leases.Count > 0 ? leases.Min.Score : long.MaxValue, deadlines.Count > 0 ? deadlines.Min!.At : long.MaxValue);
            return next == long.MaxValue ? null : DateTimeOffset.FromUnixTimeMilliseconds(next);
        }
    }

    /// <summary>Does everything that is due now, some deadlines at a time as the calls on Redis do.</summary>
    public void DoDue()
    {
        facts = [];
        do
        {
            Look();
            foreach (var due in deadlines.TakeWhile(d => d.At <= at).Take(settings.DueAtOnce).ToList())
            {
                // What came before it in this very call may have settled it.
                if (deadlines.Remove(due))
                {
                    Do(due);
                }
            }

            Finish();
        }
        while (deadlines.Count > 0 && deadlines.Min!.At <= at);
    }

    private void Do(DueItem due)
    {
        if (due.Assignment is { } assignment)
        {
            assignment.StandsDueAt = null;
            AssignmentDue(assignment);
        }
        else
        {
            due.Contact!.Deadline = null;
            ContactDue(due.Contact);
        }
    }

    private void AssignmentDue(ModelAssignment assignment)
    {
        switch (assignment.State)
        {
            case AssignmentState.Offered:
                Lapse(assignment);
                break;
            case AssignmentState.Connecting:
                ConnectFailed(assignment, "timeout");
                break;
            case AssignmentState.Active or AssignmentState.Parked when assignment.GraceEnds <= at:
                AgentLost(assignment, "graceEnded");
                break;
            case AssignmentState.Parked when assignment.Reply is null:
                Reply(assignment);
                break;
            case AssignmentState.Parked:
                Release(assignment, "notTakenUp", rests: false);
                Settle(assignment.Agent);
                break;
        }
    }

    private void ContactDue(ModelContact contact)
    {
        if (ExpiresAt(contact) <= at)
        {
            CloseUnanswered(contact, ContactTrigger.Expired, CloseReason.Expired);
            return;
        }

        var ended = contact.ReservedUntil <= at;
        if (ended)
        {
            (contact.ReservedFor, contact.ReservedUntil) = (null, null);
        }

        if (contact.IsOffered)
        {
            if (ended)
            {
                Tell(RoutingEventKind.Relaxed, contact);
            }

            SetDeadline(contact);
            return;
        }

        if (ended || contact.Plan.StageAt(at - contact.From) != contact.Stage)
        {
            Leave(contact);
            Enter(contact);
            Tell(RoutingEventKind.Relaxed, contact);
        }

        Match(contact);
        SetDeadline(contact);
    }

    // A reservation ends before its time.
    private void SetFree(ModelContact contact)
    {
        Leave(contact);
        (contact.ReservedFor, contact.ReservedUntil) = (null, null);
        Enter(contact);
        Tell(RoutingEventKind.Relaxed, contact);
        Match(contact);
    }

    private static long? ExpiresAt(ModelContact contact) => contact.Plan.Expires is { } expires ? contact.From + expires : null;

    // The first of what time will bring to a waiting contact. Its stage stays while it rings.
    private void SetDeadline(ModelContact contact)
    {
        if (contact.State != ContactState.Waiting)
        {
            SetDeadline(contact, null);
            return;
        }

        var next = Math.Min(contact.ReservedUntil ?? long.MaxValue, ExpiresAt(contact) ?? long.MaxValue);
        foreach (var rested in contact.Declined.Values)
        {
            next = rested > at ? Math.Min(next, rested) : next;
        }

        if (!contact.IsOffered && contact.Stage + 1 < contact.Plan.Stages.Count)
        {
            next = Math.Min(next, contact.From + contact.Plan.Stages[contact.Stage + 1].At);
        }

        SetDeadline(contact, next == long.MaxValue ? null : next);
    }

    private void SetDeadline(ModelContact contact, long? deadline)
    {
        if (contact.Deadline == deadline)
        {
            return;
        }

        if (contact.Deadline is { } before)
        {
            deadlines.Remove(new(before, null, contact));
        }

        contact.Deadline = deadline;
        if (deadline is { } next)
        {
            deadlines.Add(new(next, null, contact));
        }
    }

    private void Due(ModelAssignment assignment)
    {
        Undue(assignment);
        if (AssignmentLife.IsOpen(assignment.State) && assignment.Due is { } due)
        {
            assignment.StandsDueAt = due;
            deadlines.Add(new(due, assignment, null));
        }
    }

    private void Undue(ModelAssignment assignment)
    {
        if (assignment.StandsDueAt is { } before)
        {
            deadlines.Remove(new(before, assignment, null));
            assignment.StandsDueAt = null;
        }
    }
}

/// <summary>What is due when: in the order of time, assignments before contacts, then by id.</summary>
internal sealed record DueItem(long At, ModelAssignment? Assignment, ModelContact? Contact)
{
    public static IComparer<DueItem> Order { get; } = Comparer<DueItem>.Create((a, b) => a.Key.CompareTo(b.Key));

    private (long At, bool IsContact, Guid Id) Key => (At, Contact is not null, Assignment?.Id.Value ?? Contact!.Id.Value);
}
