using System.Globalization;

namespace Helpline.Bench.Quality;

/// <summary>How well people are served, on a virtual clock: against the formulas of Erlang, and in a helpline as there are some.</summary>
internal static class QualityBench
{
    private const double Within = 0.03;
    private const double AnswerSeconds = 20;
    private const int Seed = 20261120;

    private static readonly ErlangScenario Classic = new(100 / 1800.0, 180, null, 14);

    public static async Task RunAsync(BenchArguments arguments)
    {
        ErlangVectors.Check();
        foreach (var kind in (RouterKind[])[RouterKind.Fifo, RouterKind.Redis])
        {
            var count = arguments.Quick ? Math.Min(kind.Size / 10, 20_000) : kind.Size;
            Console.WriteLine($"Against Erlang: {kind.Name}, {count} contacts each (mean of all after the first hundredth, 95 % interval by batch means):");
            await AgainstErlangCAsync(kind, count);
            await AgainstErlangAAsync(kind, count, Classic with { Patience = 120 });
            foreach (var agents in kind == RouterKind.Redis ? [] : (int[])[2, 3, 4])
            {
                await AgainstErlangAAsync(kind, count, new(6 / 3600.0, 1200, 120, agents));
            }
        }

        await CompareAsync(RouterKind.Redis, RouterKind.Fifo, arguments.Quick ? 500 : 5000);
    }

    private static async Task AgainstErlangCAsync(RouterKind kind, int count)
    {
        var known = ErlangC.Of(Classic.Rate, Classic.HandleTime, Classic.Agents);
        var outcomes = await PlayAsync(kind, Classic, count);
        Console.WriteLine("  Erlang C: 100 calls in 30 min of 180 s, 14 agents");
        Print("P(wait)", outcomes, o => o.Wait > 0 ? 1 : 0, known.Wait);
        Print("service level, 20 s", outcomes, o => o.Wait <= AnswerSeconds * 1000 ? 1 : 0, known.ServiceLevel(AnswerSeconds));
        Print("average wait, s", outcomes, o => o.Wait / 1000.0, known.Asa);
    }

    private static async Task AgainstErlangAAsync(RouterKind kind, int count, ErlangScenario scenario)
    {
        var known = ErlangA.Of(scenario.Rate, scenario.HandleTime, scenario.Patience!.Value, scenario.Agents);
        var outcomes = await PlayAsync(kind, scenario, count);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  Erlang A: {scenario.Rate * 3600:0} calls an hour of {scenario.HandleTime:0} s, patience {scenario.Patience:0} s, {scenario.Agents} agents"));
        Print("P(wait)", outcomes, o => o.Wait > 0 ? 1 : 0, known.Wait);
        Print("P(hung up)", outcomes, o => o.Answered ? 0 : 1, known.Abandoned);
        Print("average wait of all, s", outcomes, o => o.Wait / 1000.0, known.MeanWait);
    }

    // The same people before two routers: with one skill and equal agents both must let each wait equally long.
    private static async Task CompareAsync(RouterKind one, RouterKind other, int count)
    {
        var scenario = Classic with { Patience = 120 };
        var (first, second) = (await PlayAsync(one, scenario, count), await PlayAsync(other, scenario, count));
        var differ = first.Zip(second).Count(pair => pair.First != pair.Second);
        Console.WriteLine($"The same {count} callers, {one.Name} and {other.Name}: {(differ == 0 ? "everybody fares the same" : $"MISSED: {differ} fare differently")}.");
    }

    private static Task<IReadOnlyList<Outcome>> PlayAsync(RouterKind kind, ErlangScenario scenario, int count) =>
        kind.PlayAsync(ErlangScenario.Line, scenario.Callers(count, Seed), scenario.Shifts(), ring: 0);

    private static void Print(string what, IReadOnlyList<Outcome> outcomes, Func<Outcome, double> value, double known)
    {
        var estimate = Estimate.Of([.. outcomes.Select(value)]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"    {what,-24}{estimate}   formula {known,9:0.0000}   {(estimate.Mean / known) - 1,8:+0.00 %;-0.00 %}   {estimate.Against(known, Within)}"));
    }
}
