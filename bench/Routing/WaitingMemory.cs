using System.Globalization;
using Helpline.Contracts;

namespace Helpline.Bench.Routing;

/// <summary>What a waiting contact takes of Redis's memory: with its event, and when the event is kept by Records and forgotten here.</summary>
internal static class WaitingMemory
{
    private const double Bound = 1536;

    public static async Task RunAsync(BenchArguments arguments)
    {
        var (rounds, waiting) = (arguments.Rounds ?? (arguments.Quick ? 1 : 5), arguments.Quick ? 10_000 : 100_000);
        Console.WriteLine($"Memory of Redis for a waiting contact, {waiting} waiting; {rounds} round(s) (median, range):");
        var results = new List<(double State, double Events)>();
        for (var i = 0; i < rounds; i++)
        {
            results.Add(await RoundAsync(waiting));
        }

        Figures.Print("bytes a contact", results.Select(r => r.State), "0");
        Figures.Print("bytes of its event, until trimmed", results.Select(r => r.Events), "0");
        Figures.PrintAim(string.Create(CultureInfo.InvariantCulture, $"at most {Bound:0} bytes a contact"), Figures.Median(results.Select(r => r.State)), Bound);
    }

    private static async Task<(double State, double Events)> RoundAsync(int waiting)
    {
        PoolId id = new("memory");
        await using var node = await RoutingNode.StartAsync([BenchPool.LineOf(id)], settings: new Dictionary<string, int> { ["LeaseSeconds"] = 60 });
        await using var pool = await BenchPool.OpenAsync(node, id, agents: 0);
        var database = await node.DatabaseAsync();

        // One of each language first, so that the queues stand and only contacts are counted.
        await pool.FillAsync(100);
        await node.TrimAsync(id);
        var before = await RedisUse.MemoryAsync(database);
        await pool.FillAsync(waiting);
        var after = await RedisUse.MemoryAsync(database);
        await node.TrimAsync(id);
        var trimmed = await RedisUse.MemoryAsync(database);
        return ((trimmed - before) / waiting, (after - trimmed) / waiting);
    }
}
