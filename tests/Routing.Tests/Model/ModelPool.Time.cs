using Helpline.Contracts;

namespace Helpline.Routing.Tests.Model;

/// <summary>What time brings.</summary>
internal sealed partial class ModelPool
{
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
}
