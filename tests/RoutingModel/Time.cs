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

    /// <summary>Lets leases end now, in this order, whatever their time: for a history that tells when they ended.</summary>
    internal void ExpireLeases(IReadOnlyList<AgentId> ended)
    {
        var from = now().ToUnixTimeMilliseconds() - ended.Count;
        foreach (var (id, i) in ended.Select((id, i) => (id, i)))
        {
            SetLease(agents[id], from + i);
        }
    }

    /// <summary>One call that does the deadlines a history names, in its order: asked for the next with the facts so far, it ends where none is due.</summary>
    internal void DoDueOf(Func<IReadOnlyList<ModelFact>, (ModelContact? Contact, ModelAssignment? Assignment)> next)
    {
        Begin();
        while (next(facts) is var (contact, assignment) && (assignment?.StandsDueAt ?? contact?.Deadline) <= at)
        {
            var due = new DueItem((assignment?.StandsDueAt ?? contact!.Deadline)!.Value, assignment, assignment is null ? contact : null);
            deadlines.Remove(due);
            Do(due);
        }

        Finish();
    }

    /// <summary>Its time is over, should nobody have taken it.</summary>
    internal bool HasExpired(ModelContact contact) => ExpiresAt(contact) <= now().ToUnixTimeMilliseconds();

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
            case AssignmentState.Parked when assignment.Deadline <= at && assignment.Reply is null:
                Tell(RoutingEventKind.Parked, assignment.Contact, assignment, reason: "due");
                Reply(assignment);
                break;
            case AssignmentState.Parked when assignment.Deadline <= at:
                Release(assignment, "noRoom", rests: false);
                break;
            case AssignmentState.Active or AssignmentState.Parked:
                AgentLost(assignment, "graceEnded");
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

        if (contact.ReservedUntil <= at)
        {
            SetFree(contact);
            return;
        }

        if (contact.Reserve is not null)
        {
            SetDeadline(contact);
        }
        else
        {
            var before = contact.Stage;
            Leave(contact);
            Enter(contact);
            if (contact.Stage != before)
            {
                Tell(RoutingEventKind.Relaxed, contact);
            }
        }

        Match(contact);
    }

    // A reservation is over: whoever else could take it may.
    private void SetFree(ModelContact contact)
    {
        Leave(contact);
        (contact.ReservedFor, contact.ReservedUntil) = (null, null);
        Enter(contact);
        Tell(RoutingEventKind.Relaxed, contact);
        Match(contact);
    }

    // A task of ours never does, nor does anybody in danger.
    private static long? ExpiresAt(ModelContact contact) =>
        contact is { Plan.Expires: { } expires, Task: null, Priority: not Priority.ImminentDanger } ? (contact.Again ?? contact.WaitingSince) + expires : null;

    // The first of what time will bring to a contact that stands somewhere: while it rings nothing does, and what is kept for one agent is not widened.
    private void SetDeadline(ModelContact contact)
    {
        if (contact.Queue is null && contact.Reserve is null)
        {
            SetDeadline(contact, null);
            return;
        }

        var next = Math.Min(contact.ReservedUntil ?? long.MaxValue, ExpiresAt(contact) ?? long.MaxValue);
        foreach (var rested in contact.Declined.Values)
        {
            next = rested > at ? Math.Min(next, rested) : next;
        }

        if (contact.Queue is not null && contact.Stage + 1 < contact.Plan.Stages.Count)
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
