using System.Globalization;
using Helpline.Contracts;

namespace Helpline.Bench.Routing;

/// <summary>
/// Full lives a second with a queue that never empties: each life enqueues a contact, takes the oldest offer, accepts, connects, ends and completes, which makes the next offer.
/// Beside it, in the same round, a script that does nothing, through the same connection at the same concurrency.
/// </summary>
internal static class Lives
{
    private const int Agents = 1000;
    private const int Waiting = 5000;

    public static async Task RunAsync(BenchArguments arguments)
    {
        var seconds = arguments.Seconds ?? (arguments.Quick ? 2 : 5);
        var rounds = arguments.Rounds ?? (arguments.Quick ? 1 : 5);
        PoolId id = new("lives");
        await using var node = await RoutingNode.StartAsync([BenchPool.LineOf(id)], settings: new Dictionary<string, int> { ["LiveOfferSeconds"] = 120 });
        await using var pool = await BenchPool.OpenAsync(node, id, Agents);
        await pool.FillAsync(Agents + Waiting);
        Console.WriteLine($"Full lives, {Agents} agents, {Waiting} waiting, every event read back; {rounds} round(s) of {seconds} s (median, range):");
        await RoundAsync(node, pool, 50, TimeSpan.FromSeconds(2));
        foreach (var concurrency in (int[])[50, 200])
        {
            var results = new List<Round>();
            for (var i = 0; i < rounds; i++)
            {
                results.Add(await RoundAsync(node, pool, concurrency, TimeSpan.FromSeconds(seconds)));
            }

            Print(concurrency, results);
        }

        await PrintKindsAsync(node, pool);
        Console.WriteLine($"  waiting at the end: {await WaitingAsync(node, id)}");
    }

    private static async Task<Round> RoundAsync(RoutingNode node, BenchPool pool, int concurrency, TimeSpan time)
    {
        await node.TrimAsync(pool.Id);
        await pool.RenewAsync();
        var noOp = await NoOp.LoadAsync(node);
        var nothing = await Crowd.ForAsync(time / 2, concurrency, noOp.RunAsync);

        using var heard = new CancellationTokenSource();
        var keepHeard = pool.KeepHeardAsync(heard.Token);
        var (before, allocated) = (await node.UseAsync(), GC.GetTotalAllocatedBytes(precise: true));
        var lives = await Crowd.ForAsync(time, concurrency, async () =>
        {
            await pool.EnqueueAsync();
            await Life.FinishAsync(node.Router, (await pool.NextOfferAsync()).Event);
        });
        var (use, bytes) = (await node.UseAsync() - before, GC.GetTotalAllocatedBytes(precise: true) - allocated);
        await heard.CancelAsync();
        await keepHeard;
        return new(
            nothing.Count / nothing.Seconds, lives.Count / lives.Seconds, (double)use.Commands / lives.Count,
            use.CpuMicroseconds / lives.Count, use.ScriptMicroseconds / lives.Count, (double)bytes / lives.Count);
    }

    private static void Print(int concurrency, IReadOnlyList<Round> rounds)
    {
        Console.WriteLine($"  concurrency {concurrency}");
        Figures.Print("lives a second", rounds.Select(r => r.Lives), "0");
        Figures.Print("no-op scripts a second", rounds.Select(r => r.NoOps), "0");
        Figures.Print("script calls, % of no-ops", rounds.Select(r => 100 * Life.Calls * r.Lives / r.NoOps), "0.0");
        Figures.Print("Redis commands a life", rounds.Select(r => r.Commands), "0.0");
        Figures.Print("Redis CPU a life, us", rounds.Select(r => r.Cpu), "0.0");
        Figures.Print("of it in scripts, us", rounds.Select(r => r.Script), "0.0");
        Figures.Print("client bytes a life", rounds.Select(r => r.Bytes), "0");
    }

    // One kind of call after the other, so that Redis's account of all scripts is that of one.
    private static async Task PrintKindsAsync(RoutingNode node, BenchPool pool)
    {
        const int Some = 500;
        await pool.RenewAsync();
        var offers = new List<RoutingEvent>();
        while (offers.Count < Some)
        {
            offers.Add((await pool.NextOfferAsync()).Event);
        }

        var kinds = Life.Steps.Select(s => (s.Name, Do: (Func<RoutingEvent, Task>)(o => s.DoAsync(node.Router, o)))).Prepend(("enqueue", _ => pool.EnqueueAsync()));
        foreach (var (name, act) in kinds)
        {
            var before = await node.UseAsync();
            await Crowd.EachAsync(offers, 50, act);
            var use = await node.UseAsync() - before;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"    {name,-28}{use.ScriptMicroseconds / Some,10:0.0}   us in the script, {(double)use.Commands / Some:0.0} commands"));
        }
    }

    private static async Task<int> WaitingAsync(RoutingNode node, PoolId pool)
    {
        var snapshot = await node.View.SnapshotAsync(pool, CancellationToken.None);
        return snapshot.Contacts.Count(c => c.State is ContactState.Waiting) - snapshot.Assignments.Count(a => a.State is AssignmentState.Offered);
    }

    private sealed record Round(double NoOps, double Lives, double Commands, double Cpu, double Script, double Bytes);
}
