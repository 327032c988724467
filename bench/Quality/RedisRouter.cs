using Helpline.Bench.Routing;
using Helpline.Contracts;
using Helpline.Routing;
using Helpline.Routing.Events;
using Helpline.Routing.Redis;
using Helpline.Routing.Workers;

namespace Helpline.Bench.Quality;

/// <summary>The real router on a Redis of its own, its scripts on the virtual clock. After each call it reads the pool's new events for offers.</summary>
internal sealed class RedisRouter : ISimulatedRouter
{
    private const long RenewEvery = 40_000;
    private const int TrimEvery = 20_000;

    private readonly RoutingNode node;
    private readonly VirtualClock clock;
    private readonly PoolId pool;
    private readonly HashSet<AgentId> there = [];
    private EventPosition position = EventPosition.Start;
    private long renewed;
    private long look;
    private int calls;
    private int waiting;

    private RedisRouter(RoutingNode node, VirtualClock clock, PoolId pool)
    {
        this.node = node;
        this.clock = clock;
        this.pool = pool;
    }

    public Queue<SimulatedOffer> Offers { get; } = [];

    public static async Task<RedisRouter> StartAsync(ServiceLine line, VirtualClock clock) =>
        new(await RoutingNode.StartAsync([line], clock, new Dictionary<string, int> { ["LeaseSeconds"] = 60 }), clock, line.Pool);

    public async ValueTask AdvanceAsync(long ms)
    {
        // Leases are renewed on the way; deadlines are done to the millisecond while anybody waits.
        while (clock.Now < ms && Offers.Count == 0)
        {
            clock.Set(Math.Min(ms, Math.Min(renewed + RenewEvery, waiting > 0 ? Math.Max(look, clock.Now + 1) : ms)));
            if (clock.Now >= renewed + RenewEvery)
            {
                renewed = clock.Now;
                await node.Presence.RenewAsync(pool, there, default);
                await ReadAsync();
            }

            if (waiting > 0)
            {
                // It says when to look again, at the latest in a quarter of a second.
                look = clock.Now + Math.Max(1, (long)Math.Ceiling((await node.Get<DeadlineWorker>().DoDueAsync(pool, default)).TotalMilliseconds));
                await ReadAsync();
            }
        }
    }

    public async ValueTask SignOnAsync(AgentProfile profile)
    {
        there.Add(profile.Id);
        await node.Presence.SignOnAsync(pool, profile, default);
        await node.Presence.SetStatusAsync(pool, profile.Id, AgentStatus.Available, null, default);
        await node.Presence.RenewAsync(pool, [profile.Id], default);
        await ReadAsync();
    }

    // Still heard: they finish what they have. One the pool has forgotten is not known to it any more.
    public async ValueTask SignOffAsync(AgentId agent)
    {
        await node.Presence.SetStatusAsync(pool, agent, AgentStatus.Offline, null, default);
        await ReadAsync();
    }

    public async ValueTask EnqueueAsync(QueuedContact contact)
    {
        Check("enqueue", await node.Router.EnqueueAsync(contact, default) == EnqueueOutcome.Enqueued);
        await ReadAsync();
    }

    public async ValueTask<bool> AcceptAsync(SimulatedOffer offer)
    {
        var accepted = (await node.Router.AcceptAsync(pool, offer.Assignment, offer.Agent, default)).Outcome == AcceptOutcome.Accepted;
        if (accepted)
        {
            Check("connected", await node.Router.ConnectedAsync(pool, offer.Assignment, default) == StepOutcome.Done);
        }

        await ReadAsync();
        return accepted;
    }

    public async ValueTask EndAsync(SimulatedOffer offer)
    {
        Check("end", await node.Router.EndAsync(pool, offer.Assignment, offer.Agent, default) == StepOutcome.Done);
        await ReadAsync();
    }

    public async ValueTask CompleteAsync(SimulatedOffer offer)
    {
        Check("complete", await node.Router.CompleteAsync(pool, offer.Assignment, offer.Agent, default) == StepOutcome.Done);
        await ReadAsync();
    }

    public async ValueTask LeaveAsync(ContactId contact)
    {
        Check("leave", await node.Router.PersonLeftAsync(pool, contact, CloseReason.Abandoned, default) == StepOutcome.Done);
        await ReadAsync();
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();

    private async Task ReadAsync()
    {
        var database = await node.DatabaseAsync();
        var reply = await database.ExecuteAsync("XRANGE", node.Get<CommonArguments>().KeysOf(pool).Events, $"({StreamEntry.IdOf(position)}", "+");
        foreach (var routingEvent in StreamEntry.ReadEntries(pool, reply).SelectMany(e => e.Events))
        {
            position = routingEvent.Position;
            waiting += routingEvent.Kind switch { RoutingEventKind.Enqueued => 1, RoutingEventKind.Accepted or RoutingEventKind.Closed => -1, _ => 0 };
            if (routingEvent is { Kind: RoutingEventKind.Offered, Assignment: { } assignment })
            {
                Offers.Enqueue(new(assignment.Contact, assignment.Id, assignment.Agent));
            }
        }

        if (++calls % TrimEvery == 0)
        {
            await node.TrimAsync(pool);
        }
    }

    private static void Check(string step, bool done)
    {
        if (!done)
        {
            throw new InvalidOperationException($"The step '{step}' was refused.");
        }
    }
}
