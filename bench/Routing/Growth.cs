using System.Globalization;
using Helpline.Routing;

namespace Helpline.Bench.Routing;

/// <summary>
/// What a life costs in a large pool and in a small one, on the same Redis, in turns, one life after the other. Nobody's lease is renewed while a turn is measured.
/// </summary>
internal static class Growth
{
    private const double Bound = 1.5;

    public static async Task RunAsync(BenchArguments arguments)
    {
        var (rounds, lives, scale) = (arguments.Rounds ?? (arguments.Quick ? 1 : 5), arguments.Quick ? 300 : 1500, arguments.Quick ? 10 : 1);
        var (small, large) = ((Agents: 10, Waiting: 100), (Agents: 10_000 / scale, Waiting: 100_000 / scale));
        Contracts.PoolId smallId = new("small"), largeId = new("large");
        await using var node = await RoutingNode.StartAsync(
            [BenchPool.LineOf(smallId), BenchPool.LineOf(largeId)], settings: new Dictionary<string, int> { ["LiveOfferSeconds"] = 120, ["LeaseSeconds"] = 60 });
        await using var few = await BenchPool.OpenAsync(node, smallId, small.Agents);
        await few.FillAsync(small.Agents + small.Waiting);
        await using var many = await BenchPool.OpenAsync(node, largeId, large.Agents);
        await many.FillAsync(large.Agents + large.Waiting);
        Console.WriteLine($"Growth: {lives} lives in turns with {small.Agents} agents, {small.Waiting} waiting and with {large.Agents} agents, {large.Waiting} waiting; {rounds} round(s) (median, range):");
        await TurnAsync(node, few, lives / 3);
        await TurnAsync(node, many, lives / 3);
        var results = new List<(Turn Small, Turn Large)>();
        for (var i = 0; i < rounds; i++)
        {
            results.Add((await TurnAsync(node, few, lives), await TurnAsync(node, many, lives)));
        }

        Figures.Print("Redis CPU a life, small, us", results.Select(r => r.Small.Cpu), "0.0");
        Figures.Print("Redis CPU a life, large, us", results.Select(r => r.Large.Cpu), "0.0");
        Figures.Print("Redis commands a life, small", results.Select(r => r.Small.Commands), "0.0");
        Figures.Print("Redis commands a life, large", results.Select(r => r.Large.Commands), "0.0");
        Figures.Print("a life takes, small, us", results.Select(r => r.Small.Wall), "0");
        Figures.Print("a life takes, large, us", results.Select(r => r.Large.Wall), "0");
        Figures.Print("ratio of Redis CPU", results.Select(r => r.Large.Cpu / r.Small.Cpu), "0.00");
        Figures.Print("ratio of the time a life takes", results.Select(r => r.Large.Wall / r.Small.Wall), "0.00");
        Figures.Print("new demand none serves, small", [await FirstAsync(few)], "0' ms'");
        Figures.Print("new demand none serves, large", [await FirstAsync(many)], "0' ms'");
        Figures.PrintAim(string.Create(CultureInfo.InvariantCulture, $"ratio of Redis CPU at most {Bound}"), Figures.Median(results.Select(r => r.Large.Cpu / r.Small.Cpu)), Bound);
    }

    // Nobody speaks it; the router has its patience, and longer than that is not measured.
    private static async Task<double> FirstAsync(BenchPool pool)
    {
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            await pool.KnowAsync("bn");
        }
        catch (RoutingUnavailableException)
        {
            Console.WriteLine("    the first of a new demand took longer than the router waits for Redis");
        }

        return TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task<Turn> TurnAsync(RoutingNode node, BenchPool pool, int lives)
    {
        await node.TrimAsync(pool.Id);
        await pool.RenewAsync();
        var (before, began) = (await node.UseAsync(), TimeProvider.System.GetTimestamp());
        for (var i = 0; i < lives; i++)
        {
            await pool.EnqueueAsync();
            await Life.FinishAsync(node.Router, (await pool.NextOfferAsync()).Event);
        }

        var wall = TimeProvider.System.GetElapsedTime(began).TotalMicroseconds;
        var use = await node.UseAsync() - before;
        return new(use.CpuMicroseconds / lives, (double)use.Commands / lives, wall / lives);
    }

    private sealed record Turn(double Cpu, double Commands, double Wall);
}
