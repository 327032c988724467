using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.Bench.Quality;

/// <summary>First come, first served, one at a time, whoever has been idle longest. So simple that it can be seen to be right: what it shows is that the simulation is.</summary>
internal sealed class FifoRouter(VirtualClock clock) : ISimulatedRouter
{
    private readonly Queue<ContactId> waiting = [];
    private readonly HashSet<ContactId> left = [];
    private readonly Queue<AgentId> idle = [];

    public Queue<SimulatedOffer> Offers { get; } = [];

    public ValueTask AdvanceAsync(long ms)
    {
        clock.Set(ms);
        return default;
    }

    public ValueTask SignOnAsync(AgentProfile profile) => Free(profile.Id);

    public ValueTask SignOffAsync(AgentId agent) => throw new NotSupportedException();

    public ValueTask EnqueueAsync(QueuedContact contact)
    {
        waiting.Enqueue(contact.Id);
        return Match();
    }

    public ValueTask<bool> AcceptAsync(SimulatedOffer offer) => new(true);

    public ValueTask EndAsync(SimulatedOffer offer) => default;

    public ValueTask CompleteAsync(SimulatedOffer offer) => Free(offer.Agent);

    public ValueTask LeaveAsync(ContactId contact)
    {
        left.Add(contact);
        return default;
    }

    public ValueTask DisposeAsync() => default;

    private ValueTask Free(AgentId agent)
    {
        idle.Enqueue(agent);
        return Match();
    }

    private ValueTask Match()
    {
        while (idle.Count > 0 && waiting.TryDequeue(out var contact))
        {
            if (!left.Remove(contact))
            {
                Offers.Enqueue(new(contact, default, idle.Dequeue()));
            }
        }

        return default;
    }
}
