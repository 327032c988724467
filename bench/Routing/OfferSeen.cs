using System.Collections.Concurrent;
using System.Globalization;
using Helpline.Contracts;

namespace Helpline.Bench.Routing;

/// <summary>
/// From the call that enqueues a contact until a reader of the pool's events has the offer, with idle agents there, at a steady pace whether or not earlier ones are done.
/// Each life is finished at once, so that the agents stay idle. Beside it, at the same pace, a script that does nothing.
/// </summary>
internal static class OfferSeen
{
    private const int Agents = 1000;
    private const int PerSecond = 500;
    private const double Bound = 10;

    public static async Task RunAsync(BenchArguments arguments)
    {
        var (rounds, seconds) = (arguments.Rounds ?? (arguments.Quick ? 1 : 5), arguments.Seconds ?? (arguments.Quick ? 3 : 20));
        PoolId id = new("offers");
        await using var node = await RoutingNode.StartAsync([BenchPool.LineOf(id)]);
        await using var pool = await BenchPool.OpenAsync(node, id, Agents);
        using var heard = new CancellationTokenSource();
        var keepHeard = pool.KeepHeardAsync(heard.Token);
        Console.WriteLine($"Enqueued to offer seen, {PerSecond} contacts/s, {Agents} agents, mostly idle; {rounds} round(s) of {seconds} s (median, range):");
        await OffersAsync(node, pool, PerSecond);
        var results = new List<(Percentiles Nothing, Percentiles Offers)>();
        for (var i = 0; i < rounds; i++)
        {
            await node.TrimAsync(id);
            results.Add((await NoOpsAsync(node, PerSecond * seconds / 4), await OffersAsync(node, pool, PerSecond * seconds)));
        }

        await heard.CancelAsync();
        await keepHeard;
        Figures.Print("offer seen, p50, ms", results.Select(r => r.Offers.At(0.5)), "0.00");
        Figures.Print("offer seen, p99, ms", results.Select(r => r.Offers.At(0.99)), "0.00");
        Figures.Print("no-op script, p50, ms", results.Select(r => r.Nothing.At(0.5)), "0.00");
        Figures.Print("no-op script, p99, ms", results.Select(r => r.Nothing.At(0.99)), "0.00");
        Figures.Print("ratio of p50", results.Select(r => r.Offers.At(0.5) / r.Nothing.At(0.5)), "0.0");
        Figures.PrintAim(string.Create(CultureInfo.InvariantCulture, $"p99 at most {Bound} ms"), Figures.Median(results.Select(r => r.Offers.At(0.99))), Bound);
    }

    private static async Task<Percentiles> OffersAsync(RoutingNode node, BenchPool pool, int count)
    {
        var (asked, waits, finished) = (new ConcurrentDictionary<ContactId, long>(), new List<double>(count), new List<Task>(count));
        var enqueuing = PacedAsync(count, async () =>
        {
            var contact = ContactId.New();
            asked[contact] = TimeProvider.System.GetTimestamp();
            await pool.EnqueueAsync(contact);
        });
        while (waits.Count < count)
        {
            var offer = await pool.NextOfferAsync();
            waits.Add(TimeProvider.System.GetElapsedTime(asked[offer.Event.Contact!.Id], offer.At).TotalMilliseconds);
            finished.Add(Life.FinishAsync(node.Router, offer.Event));
        }

        await enqueuing;
        await Task.WhenAll(finished);
        return new(waits);
    }

    private static async Task<Percentiles> NoOpsAsync(RoutingNode node, int count)
    {
        var (noOp, waits) = (await NoOp.LoadAsync(node), new ConcurrentBag<double>());
        await PacedAsync(count, async () =>
        {
            var began = TimeProvider.System.GetTimestamp();
            await noOp.RunAsync();
            waits.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
        });
        return new(waits);
    }

    // The timer ticks each millisecond at best; what is due by then is begun together.
    private static async Task PacedAsync(int count, Func<Task> act)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        var (running, began) = (new List<Task>(count), TimeProvider.System.GetTimestamp());
        while (running.Count < count)
        {
            await timer.WaitForNextTickAsync();
            var due = Math.Min(count, (int)(TimeProvider.System.GetElapsedTime(began).TotalSeconds * PerSecond));
            while (running.Count < due)
            {
                running.Add(act());
            }
        }

        await Task.WhenAll(running);
    }
}
