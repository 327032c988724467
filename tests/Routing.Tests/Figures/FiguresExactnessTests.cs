using System.Text.Json;
using Helpline.Contracts;
using Helpline.Routing.Figures;
using Xunit.Abstractions;

namespace Helpline.Routing.Tests.Figures;

/// <summary>The kept figures against the same worked out afresh from the whole history, after every event, on random histories. The seed is in what fails.</summary>
public sealed class FiguresExactnessTests(ITestOutputHelper output)
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    private static readonly FigureRules Rules = new(new(London), TimeSpan.FromSeconds(5), Seconds);

    [Fact]
    public void ARandomHistory_GivesWhatIsWorkedOutAfresh_AfterEveryEvent()
    {
        var seeds = string.Equals(Environment.GetEnvironmentVariable("HELPLINE_NIGHTLY"), "1", StringComparison.Ordinal) ? Enumerable.Range(Random.Shared.Next(), 5000) : Enumerable.Range(1, 300);
        var (ranges, levels, nights) = (0, 0, 0);
        foreach (var seed in seeds)
        {
            var (fold, naive, random) = (new FiguresFold(new("main"), Rules), new NaiveFigures(London, TimeSpan.FromSeconds(5), Seconds), new Random(seed));
            var seen = new List<RoutingEvent>();
            foreach (var e in new LawfulHistory(seed).Tell(seed % 10 == 0 ? 130 : 50))
            {
                fold.Apply(e);
                fold.DayKnown = true;
                naive.Add(e);
                seen.Add(e);
                Repeat(fold, seen, random);
                var now = e.At + TimeSpan.FromSeconds(random.Next(3) == 0 ? random.Next(4000) : 0);
                var (kept, afresh) = (fold.At(now), naive.At(now));
                string.Join('\n', Told(kept).Except(Told(afresh)).Concat(Told(afresh).Except(Told(kept)))).ShouldBe("", $"seed {seed}, after event {seen.Count}: {e}");
                ranges += kept.Queues.Count(q => q.EstimatedWait is not null);
                levels += kept.Queues.Count(q => q.Today!.ServiceLevel is > 0 and < 1);
                nights += kept.DayStart > seen[0].At ? 1 : 0;
            }
        }

        output.WriteLine($"seeds {seeds.First()} to {seeds.Last()}: {ranges} estimates, {levels} service levels between none and all, {nights} answers after midnight");
        ranges.ShouldBeGreaterThan(100);
        levels.ShouldBeGreaterThan(100);
        nights.ShouldBeGreaterThan(100);
    }

    /// <summary>To ask must not change what is kept: time of a question may be ahead of the next event's.</summary>
    [Fact]
    public void Asking_ChangesNothing()
    {
        var (asked, silent) = (new FiguresFold(new("main"), Rules), new FiguresFold(new("main"), Rules));
        foreach (var e in new LawfulHistory(7).Tell(400))
        {
            asked.Apply(e);
            asked.At(e.At + TimeSpan.FromHours(20));
            silent.Apply(e);
            Told(asked.At(e.At)).ShouldBe(Told(silent.At(e.At)));
        }
    }

    // At least once: what was delivered comes again, alone or from further back.
    private static void Repeat(FiguresFold fold, List<RoutingEvent> seen, Random random)
    {
        if (random.Next(5) == 0)
        {
            foreach (var again in seen.Skip(random.Next(seen.Count)))
            {
                fold.Apply(again);
            }
        }
    }

    private static int Seconds(LineId line) => line.Value is "wales" ? 60 : 20;

    private static List<string> Told(PoolFigures figures) => [.. figures.Queues.Select(q => JsonSerializer.Serialize(q)), JsonSerializer.Serialize(figures with { Queues = [] })];
}
