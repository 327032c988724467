using System.Globalization;
using Helpline.Contracts;

namespace Helpline.Bench.Quality;

/// <summary>How each channel waits in <see cref="HelplineScenario"/>, by day and by night, and what one more agent, or another rule, would change for the same people.</summary>
internal static class HelplineBench
{
    private const ulong Seed = 20261120;

    private static readonly (string Name, Func<IReadOnlyList<Shift>> Shifts, bool CallsInterrupt)[] Variants =
    [
        ("as it is: 11 by day (1 signs BSL), 3 by night", HelplineScenario.Shifts, false),
        ("one more by day", () => [.. HelplineScenario.Shifts(), HelplineScenario.ByDay(HelplineScenario.OneMore)], false),
        ("one more by night", () => [.. HelplineScenario.Shifts(), HelplineScenario.ByNight(HelplineScenario.OneMore)], false),
        ("one more by day who signs BSL", () => [.. HelplineScenario.Shifts(), HelplineScenario.SignsByDay(HelplineScenario.OneMore)], false),
        ("nobody more, but calls may ring at who writes", HelplineScenario.Shifts, true),
    ];

    public static async Task RunAsync(RouterKind kind, int count, int variants)
    {
        Console.WriteLine($"A helpline by day ({HelplineScenario.DayBegins} to {HelplineScenario.NightBegins} h) and by night, {kind.Name}, the same {count} people in each variant:");
        foreach (var variant in Variants.Take(variants))
        {
            var line = HelplineScenario.Line(variant.CallsInterrupt);
            var outcomes = await kind.PlayAsync(line, HelplineScenario.Callers(count, Seed), variant.Shifts(), Draws.Milliseconds(HelplineScenario.Ring));
            Console.WriteLine($"  {variant.Name}");
            Console.WriteLine("    channel     when     people   mean wait, s    p95, s   in time    hung up");
            foreach (var channel in Enum.GetValues<Channel>())
            {
                Print(channel, "day", [.. outcomes.Where(o => o.Channel == channel && IsDay(o))]);
                Print(channel, "night", [.. outcomes.Where(o => o.Channel == channel && !IsDay(o))]);
            }
        }
    }

    private static bool IsDay(Outcome outcome) => outcome.Arrival / 3_600_000 % 24 is >= HelplineScenario.DayBegins and < HelplineScenario.NightBegins;

    // In time: answered within the channel's seconds, of all. Waits: of all, those who hung up included.
    private static void Print(Channel channel, string when, IReadOnlyList<Outcome> outcomes)
    {
        if (outcomes.Count == 0)
        {
            return;
        }

        var within = HelplineScenario.WithinSeconds(channel);
        var inTime = outcomes.Count(o => o.Answered && o.Wait <= within * 1000L) / (double)outcomes.Count;
        var hungUp = outcomes.Count(o => !o.Answered) / (double)outcomes.Count;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"    {channel,-12}{when,-8}{outcomes.Count,7}{outcomes.Average(o => o.Wait) / 1000,15:0.0}{new Percentiles(outcomes.Select(o => o.Wait / 1000.0)).At(0.95),10:0}{inTime,10:0.0 %}{hungUp,11:0.0 %}   (in time: {within} s)"));
    }
}
