using Helpline.Contracts;
using Helpline.RoutingModel;

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
            agent.Count(a => ChannelTraits.Of(a.Channel).Exclusive).ShouldBeLessThanOrEqualTo(1, "one call at a time");
            var facts = snapshot.Agents.Single(a => a.Id == agent.Key);
            if (agent.Any(a => a.State == AssignmentState.Offered))
            {
                facts.Status.ShouldBe(AgentStatus.Available, "no offer to an agent who is not available");
                facts.Connected.ShouldBeTrue("no offer to a dead console");
            }
        }
    }

    /// <summary>Nobody waits while somebody idle could take it.</summary>
    public static void NobodyWaitsForNothing(this ModelPool pool)
    {
        foreach (var contact in pool.Contacts.Values.Where(Waits))
        {
            pool.Agents.Values.Where(a => pool.CouldTake(a, contact) && !contact.Declined.ContainsKey(a.Id))
                .Select(a => $"{contact.Id} waits and {a.Id} could take it").ShouldBeEmpty();
        }
    }

    /// <summary>What was offered last had waited longest of what is asked for in the same way.</summary>
    public static void NobodyIsOvertaken(this ModelPool pool)
    {
        var facts = pool.Facts;
        for (var i = 0; i < facts.Count; i++)
        {
            if (facts[i] is { Kind: RoutingEventKind.Offered, Contact: { IsOffered: true } offered, Agent: { } agent } && !facts.Take(i).Any(f => IsTakenBack(f, agent)))
            {
                pool.Contacts.Values.Where(c => Waits(c) && c.ReservedFor is null && c.Shape.Text == offered.Shape.Text && IsBefore(c, offered) && !c.Declined.ContainsKey(agent.Id))
                    .Where(c => !facts.Skip(i + 1).Any(f => f.Contact == c) && agent.CanServe(c.Shape))
                    .Select(c => $"{c.Id} was overtaken by {offered.Id} with {agent.Id}").ShouldBeEmpty();
            }
        }
    }

    /// <summary>A new offer is one to somebody who is there and has the skills, unless it was kept for them.</summary>
    public static void IsWellOffered(this ModelPool pool, ModelAssignment offer, long now)
    {
        if (offer.State == AssignmentState.Offered && pool.Facts.Any(f => f.Kind == RoutingEventKind.Offered && f.Assignment == offer))
        {
            (offer.Agent.LeaseEnds > now).ShouldBeTrue("no offer without a live lease");
            (offer.Agent.CapacityOf(offer.Channel) > 0).ShouldBeTrue("no offer without room");
            (offer.Contact.ReservedFor == offer.Agent.Id || offer.Agent.CanServe(offer.Contact.Shape)).ShouldBeTrue("no offer without the skills");
        }
    }

    // What rang at them is handed to them, or its task is theirs: it keeps the place it had when it began to ring.
    private static bool IsTakenBack(ModelFact fact, ModelAgent agent) =>
        fact.Kind is RoutingEventKind.Transferred or RoutingEventKind.Withdrawn && fact.Assignment?.Agent == agent;

    private static bool Waits(ModelContact contact) => contact is { State: ContactState.Waiting, IsOffered: false };

    private static bool IsBefore(ModelContact a, ModelContact b) => a.Score < b.Score || (a.Score == b.Score && a.Id.Value.CompareTo(b.Id.Value) < 0);

    private static bool CouldTake(this ModelPool pool, ModelAgent agent, ModelContact contact)
    {
        var taking = agent.Work.Where(a => AssignmentLife.TakesRoom(a.State)).ToList();
        var written = taking.Where(a => !a.Exclusive).ToList();
        var isTheirs = contact.ReservedFor is { } only ? only == agent.Id : agent.CanServe(contact.Shape);
        return isTheirs && agent.IsReady && agent.CapacityOf(contact.Demand.Channel) > 0 && taking.TrueForAll(a => !a.Exclusive && a.State != AssignmentState.Offered)
            && (contact.Exclusive
                ? written.Count == 0 || contact.Shape.Interrupts
                : written.Count(a => a.Channel == contact.Demand.Channel) < agent.CapacityOf(contact.Demand.Channel)
                    && !(written.Count > 0 && pool.Contacts.Values.Any(c => IsKeptBackBy(c, agent, contact))));
    }

    private static bool IsKeptBackBy(ModelContact call, ModelAgent agent, ModelContact contact) =>
        call.Exclusive && Waits(call) && call.Score < contact.Score && !call.Declined.ContainsKey(agent.Id)
        && (call.ReservedFor is { } only ? only == agent.Id : agent.CanServe(call.Shape) && !call.Shape.Interrupts);
}
