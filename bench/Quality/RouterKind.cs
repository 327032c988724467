using Helpline.Contracts;

namespace Helpline.Bench.Quality;

/// <param name="Size">How many contacts it can play in bearable time.</param>
/// <param name="Plays">How often, each time with other people.</param>
/// <summary>A kind of router that can be simulated.</summary>
internal sealed record RouterKind(string Name, int Size, int Plays, Func<ServiceLine, VirtualClock, Task<ISimulatedRouter>> StartAsync)
{
    private const int Million = 1_000_000;

    /// <summary>For one skill only.</summary>
    public static readonly RouterKind Fifo = new("first come, first served", Million, 10, (_, clock) => Task.FromResult<ISimulatedRouter>(new FifoRouter(clock)));

    public static readonly RouterKind Model = new("the pure model of the rule", Million, 10, (line, clock) => Task.FromResult<ISimulatedRouter>(new ModelRouter(line, clock)));

    public static readonly RouterKind Redis = new("the router on Redis", 20_000, 1, async (line, clock) => await RedisRouter.StartAsync(line, clock));

    /// <summary>Plays callers to their ends with a router of this kind.</summary>
    /// <param name="ring">Milliseconds until an agent takes an offer.</param>
    public async Task<IReadOnlyList<Outcome>> PlayAsync(ServiceLine line, IEnumerable<Caller> callers, IReadOnlyList<Shift> shifts, long ring)
    {
        var clock = new VirtualClock();
        await using var router = await StartAsync(line, clock);
        return await new Simulation(router, clock, line, callers, shifts, ring).RunAsync();
    }
}
