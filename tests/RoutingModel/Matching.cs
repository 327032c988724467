using Helpline.Contracts;

namespace Helpline.RoutingModel;

/// <summary>Who gets what.</summary>
public sealed partial class ModelPool
{
    private bool exclusiveLeft;
    private readonly HashSet<ModelAgent> held = [];

    /// <summary>An agent for a waiting contact. False when nobody can take it now.</summary>
    private bool Match(ModelContact contact, ModelAgent? except = null)
    {
        if (contact.ReservedFor is { } only)
        {
            return agents.TryGetValue(only, out var kept) && kept != except && IsFree(kept, contact.Shape)
                && !IsResting(contact, kept) && !IsHeld(kept, contact) && Offer(contact, kept, OfferReason.Reserved);
        }

        if (contact.KnownTo is { } known && agents.TryGetValue(known, out var knows) && knows != except && knows.CanServe(contact.Shape)
            && IsFree(knows, contact.Shape) && !contact.Declined.ContainsKey(known) && !IsHeld(knows, contact))
        {
            return Offer(contact, knows, OfferReason.Story);
        }

        ModelAgent? again = null;
        foreach (var (_, _, agent) in QueueOf(contact.Shape).Idle)
        {
            var isFresh = !contact.Declined.TryGetValue(agent.Id, out var rested);
            if ((isFresh || (again is null && rested <= at)) && !IsHeld(agent, contact))
            {
                if (isFresh)
                {
                    return Offer(contact, agent, OfferReason.Policy);
                }

                again = agent;
            }
        }

        return again is not null && Offer(contact, again, OfferReason.Again);
    }

    /// <summary>A contact for an agent: the oldest they can take, else a place among the idle.</summary>
    private void Settle(ModelAgent agent)
    {
        if (!agent.IsKnown || ForgetIfGone(agent))
        {
            return;
        }

        while (OldestFor(agent) is { } next)
        {
            if (next.State == ContactState.Waiting)
            {
                Offer(next, agent, next.ReservedFor is null ? OfferReason.Oldest : OfferReason.Reserved);
                return;
            }

            Resume(next.Assignment!);
        }

        StandIdle(agent);
    }

    private ModelContact? OldestFor(ModelAgent agent)
    {
        Place<ModelContact> best = default, kept = default;
        var limit = new Lazy<long>(() => HeldFrom(agent));
        void Look(IEnumerable<Place<ModelContact>> among)
        {
            foreach (var place in among.Where(p => !IsResting(p.Who, agent) && IsFree(agent, p.Who.Shape)))
            {
                var isKept = !place.Who.Exclusive && limit.Value < place.Score;
                ref var first = ref isKept ? ref kept : ref best;
                first = first.Who is null || place.IsBefore(first) ? place : first;

                // All who follow are younger, and so neither better nor less kept back; only what is reserved mixes the channels.
                if (!isKept || place.Who.Queue is not null)
                {
                    return;
                }
            }
        }

        if (!agent.IsReady)
        {
            return null;
        }

        foreach (var served in agent.Serves)
        {
            if (served.Queue.Waiting.Count > 0 && IsFree(agent, served.Queue.Shape))
            {
                Look(served.Queue.Waiting);
            }
        }

        if (reserves.TryGetValue(agent.Id, out var reserve))
        {
            Look(reserve.Waiting);
        }

        foreach (var parked in agent.Open.Where(a => a.State == AssignmentState.Parked && a.Reply is not null))
        {
            Look([new(parked.Reply!.Value, parked.Contact.Id.Value, parked.Contact)]);
        }

        if (kept.Who is not null && (best.Who is null || kept.IsBefore(best)))
        {
            held.Add(agent);
        }

        return best.Who;
    }

    private static bool IsRested(ModelContact contact, ModelAgent agent, long at) => !contact.Declined.TryGetValue(agent.Id, out var rested) || rested <= at;

    private bool IsResting(ModelContact contact, ModelAgent agent) => !IsRested(contact, agent, at);

    private bool IsHeld(ModelAgent agent, ModelContact contact)
    {
        var isHeld = !contact.Exclusive && HeldFrom(agent) < contact.Score;
        if (isHeld)
        {
            held.Add(agent);
        }

        return isHeld;
    }

    /// <summary>
    /// The score of the oldest call an agent could take were their written work done, and which may not ring before: they get no written work that is younger.
    /// </summary>
    private long HeldFrom(ModelAgent agent)
    {
        var oldest = long.MaxValue;
        if (!HasWritten(agent))
        {
            return oldest;
        }

        foreach (var served in agent.Serves)
        {
            if (served.Queue.Shape is { Exclusive: true, Interrupts: false })
            {
                oldest = Math.Min(oldest, FirstCall(served.Queue.Waiting, agent));
            }
        }

        return reserves.TryGetValue(agent.Id, out var kept) ? Math.Min(oldest, FirstCall(kept.Waiting, agent)) : oldest;
    }

    private static long FirstCall(SortedSet<Place<ModelContact>> waiting, ModelAgent agent)
    {
        foreach (var place in waiting)
        {
            if (place.Who.Exclusive && !place.Who.Declined.ContainsKey(agent.Id))
            {
                return place.Score;
            }
        }

        return long.MaxValue;
    }

    private bool Offer(ModelContact contact, ModelAgent agent, OfferReason why)
    {
        var assignment = new ModelAssignment(new(new Guid(0x0f0f0f0f, 0, 0, BitConverter.GetBytes(++made))), contact, agent) { Deadline = at + contact.Plan.Offer };
        Leave(contact);
        contact.Assignment = assignment;
        SetDeadline(contact);
        agent.Open.Add(assignment);
        assignments.Add(assignment);
        Due(assignment);
        LeaveIdle(agent);
        Tell(RoutingEventKind.Offered, contact, assignment, agent, choice: why);
        return true;
    }

    // Written work held back for a call is looked at again when a call has left its queue.
    private void LookAgain()
    {
        var look = exclusiveLeft && held.Count > 0;
        exclusiveLeft = false;
        if (!look)
        {
            return;
        }

        // What they were held from may also be kept for them.
        var kept = held.OrderBy(a => a.Id.Value).ToList();
        held.Clear();
        foreach (var queue in queuesInOrder.Where(q => !q.Shape.Exclusive && q.Waiting.Count > 0))
        {
            foreach (var (_, _, agent) in queue.Idle.ToList())
            {
                Settle(agent);
            }
        }

        foreach (var agent in kept)
        {
            Settle(agent);
        }
    }
}
