using Helpline.Contracts;

namespace Helpline.Routing.Tests.Model;

/// <summary>What may never be, whatever happened before.</summary>
internal static class Invariants
{
    public static void NothingImpossible(this PoolSnapshot snapshot)
    {
        snapshot.Assignments.GroupBy(a => a.Contact).ShouldAllBe(c => c.Count(a => AssignmentLife.OwnsContact(a.State)) <= 1, "two agents own one contact");
        snapshot.Assignments.GroupBy(a => a.Contact).ShouldAllBe(c => c.Count(a => a.State == AssignmentState.Offered) <= 1, "one contact rings at two agents");
        foreach (var contact in snapshot.Contacts)
        {
            var owned = snapshot.Assignments.Any(a => a.Contact == contact.Id && AssignmentLife.OwnsContact(a.State));
            owned.ShouldBe(contact.State == ContactState.InHand, "in hand means that somebody owns it");
        }

        foreach (var agent in snapshot.Assignments.Where(a => AssignmentLife.TakesRoom(a.State)).GroupBy(a => a.Agent))
        {
            agent.Count(a => a.State == AssignmentState.Offered).ShouldBeLessThanOrEqualTo(1, "one offer at a time");
            (agent.Any(a => ChannelTraits.Of(a.Channel).Exclusive) && agent.Count() > 1).ShouldBeFalse("a call leaves room for nothing else");
            var facts = snapshot.Agents.Single(a => a.Id == agent.Key);
            if (agent.Any(a => a.State == AssignmentState.Offered))
            {
                facts.Status.ShouldBe(AgentStatus.Available, "no offer to an agent who is not available");
                facts.Connected.ShouldBeTrue("no offer to a dead console");
            }
        }
    }
}
