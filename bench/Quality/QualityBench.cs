using System.Globalization;

namespace Helpline.Bench.Quality;

/// <summary>How well people are served, on a virtual clock: against the formulas of Erlang, and in a helpline as there are some.</summary>
internal static class QualityBench
{
    private const double Within = 0.03;
    private const double AnswerSeconds = 20;
    private const ulong Seed = 20261120;

    private static readonly ErlangScenario Classic = new(100 / 1800.0, 180, null, 14);

    public static async Task RunAsync(BenchArguments arguments)
    {
        ErlangVectors.Check();
        foreach (var kind in (RouterKind[])[RouterKind.Fifo, RouterKind.Model, RouterKind.Redis])
        {
            await AgainstErlangAsync(kind, arguments.Quick ? Math.Min(kind.Size / 10, 20_000) : kind.Size, arguments.Quick ? 1 : kind.Plays);
        }

        await CompareAsync(RouterKind.Model, RouterKind.Fifo, arguments.Quick ? 20_000 : RouterKind.Model.Size);
        await CompareAsync(RouterKind.Redis, RouterKind.Model, arguments.Quick ? 500 : 5000);
        await HelplineBench.RunAsync(RouterKind.Model, arguments.Quick ? 20_000 : RouterKind.Model.Size / 5);
        await HelplineBench.CompareAsync(RouterKind.Redis, RouterKind.Model, arguments.Quick ? 300 : 3000);
    }

    private static async Task AgainstErlangAsync(RouterKind kind, int count, int plays)
    {
        Console.WriteLine($"Against Erlang: {kind.Name}, {plays} x {count} contacts (mean of all but the first hundredth, 95 % interval by batch means):");
        await AgainstErlangCAsync(kind, count, plays);
        await AgainstErlangAAsync(kind, count, plays, Classic with { Patience = 120 });
        foreach (var agents in kind == RouterKind.Redis ? [] : (int[])[2, 3, 4])
        {
            await AgainstErlangAAsync(kind, count, plays: 1, new(6 / 3600.0, 1200, 120, agents));
        }
    }

    private static async Task AgainstErlangCAsync(RouterKind kind, int count, int plays)
    {
        var known = ErlangC.Of(Classic.Rate, Classic.HandleTime, Classic.Agents);
        var outcomes = await PlayAsync(kind, Classic, count, plays);
        Console.WriteLine("  Erlang C: 100 calls in 30 min of 180 s, 14 agents");
        Print("P(wait)", outcomes, o => o.Wait > 0 ? 1 : 0, known.Wait);
        Print("service level, 20 s", outcomes, o => o.Wait <= AnswerSeconds * 1000 ? 1 : 0, known.ServiceLevel(AnswerSeconds));
        Print("average wait, s", outcomes, o => o.Wait / 1000.0, known.Asa);
    }

    private static async Task AgainstErlangAAsync(RouterKind kind, int count, int plays, ErlangScenario scenario)
    {
        var known = ErlangA.Of(scenario.Rate, scenario.HandleTime, scenario.Patience!.Value, scenario.Agents);
        var outcomes = await PlayAsync(kind, scenario, count, plays);
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
        var (first, second) = (await PlayAsync(one, scenario, count, plays: 1), await PlayAsync(other, scenario, count, plays: 1));
        Console.WriteLine(Sameness.Of(first[0], second[0], one, other));
    }

    private static async Task<IReadOnlyList<IReadOnlyList<Outcome>>> PlayAsync(RouterKind kind, ErlangScenario scenario, int count, int plays)
    {
        var outcomes = new List<IReadOnlyList<Outcome>>();
        for (var i = 0; i < plays; i++)
        {
            outcomes.Add(await kind.PlayAsync(ErlangScenario.Line, scenario.Callers(count, Seed + (ulong)i), scenario.Shifts(), ring: 0));
        }

        return outcomes;
    }

    private static void Print(string what, IReadOnlyList<IReadOnlyList<Outcome>> plays, Func<Outcome, double> value, double known)
    {
        var estimate = Estimate.Of(plays.Select(outcomes => outcomes.Select(value).ToArray()));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"    {what,-24}{estimate}   formula {known,9:0.0000}   {(estimate.Mean / known) - 1,8:+0.00 %;-0.00 %}   {estimate.Against(known, Within)}"));
    }
}
