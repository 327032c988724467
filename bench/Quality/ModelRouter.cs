using Helpline.Contracts;
using Helpline.Routing;
using Helpline.RoutingModel;

namespace Helpline.Bench.Quality;

/// <summary>The pure model of the router's rule, which the tests hold against the real one step by step. Its leases never end: here everybody is heard.</summary>
internal sealed class ModelRouter(ServiceLine line, VirtualClock clock) : ISimulatedRouter
{
    private readonly ModelPool pool = new(
        new() { Lease = TimeSpan.FromDays(100 * 365), LineOf = id => id == line.Id ? line : null }, clock.GetUtcNow);

    private readonly Dictionary<AssignmentId, ModelAssignment> open = [];

    public Queue<SimulatedOffer> Offers { get; } = [];

    public ValueTask AdvanceAsync(long ms)
    {
        var until = VirtualClock.At(ms);
        while (pool.NextDue is { } due && due <= until && Offers.Count == 0)
        {
            clock.Set(VirtualClock.Of(due));
            pool.DoDue();
            TakeOffers();
        }

        if (Offers.Count == 0)
        {
            clock.Set(ms);
        }

        return default;
    }

    public ValueTask SignOnAsync(AgentProfile profile)
    {
        pool.SignOn(profile);
        TakeOffers();
        pool.SetStatus(profile.Id, AgentStatus.Available, null);
        TakeOffers();
        pool.Renew([profile.Id]);
        TakeOffers();
        return default;
    }

    public ValueTask SignOffAsync(AgentId agent)
    {
        pool.SetStatus(agent, AgentStatus.Offline, null);
        TakeOffers();
        return default;
    }

    public ValueTask EnqueueAsync(QueuedContact contact) => Done("enqueue", pool.Enqueue(contact) == EnqueueOutcome.Enqueued);

    public ValueTask<bool> AcceptAsync(SimulatedOffer offer)
    {
        var accepted = pool.Accept(open[offer.Assignment], offer.Agent) == AcceptOutcome.Accepted;
        TakeOffers();
        if (accepted)
        {
            Check("connected", pool.Connected(open[offer.Assignment]) == StepOutcome.Done);
            TakeOffers();
        }
        else
        {
            open.Remove(offer.Assignment);
        }

        return new(accepted);
    }

    public ValueTask EndAsync(SimulatedOffer offer) => Done("end", pool.End(open[offer.Assignment], offer.Agent) == StepOutcome.Done);

    public ValueTask CompleteAsync(SimulatedOffer offer)
    {
        open.Remove(offer.Assignment, out var assignment);
        return Done("complete", pool.Complete(assignment!, offer.Agent) == StepOutcome.Done);
    }

    public ValueTask LeaveAsync(ContactId contact) => Done("leave", pool.PersonLeft(pool.Contacts[contact], CloseReason.Abandoned) == StepOutcome.Done);

    public ValueTask DisposeAsync() => default;

    private ValueTask Done(string step, bool done)
    {
        Check(step, done);
        TakeOffers();
        return default;
    }

    private static void Check(string step, bool done)
    {
        if (!done)
        {
            throw new InvalidOperationException($"The step '{step}' was refused.");
        }
    }

    private void TakeOffers()
    {
        foreach (var fact in pool.Facts)
        {
            if (fact is { Kind: RoutingEventKind.Offered, Assignment: { } assignment })
            {
                open[assignment.Id] = assignment;
                Offers.Enqueue(new(assignment.Contact.Id, assignment.Id, assignment.Agent.Id));
            }
        }
    }
}
