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

    public static async Task RunAsync(RouterKind kind, int count)
    {
        Console.WriteLine($"A helpline by day ({HelplineScenario.DayBegins} to {HelplineScenario.NightBegins} h) and by night, {kind.Name}, the same {count} people in each variant:");
        foreach (var variant in Variants)
        {
            var outcomes = await PlayAsync(kind, variant.Shifts(), variant.CallsInterrupt, count);
            Console.WriteLine($"  {variant.Name}");
            Console.WriteLine("    channel     when     people   mean wait, s    p95, s   in time    hung up");
            foreach (var channel in Enum.GetValues<Channel>())
            {
                Print(channel, "day", [.. outcomes.Where(o => o.Channel == channel && IsDay(o))]);
                Print(channel, "night", [.. outcomes.Where(o => o.Channel == channel && !IsDay(o))]);
            }
        }
    }

    /// <summary>The same people before two routers, which must let each wait equally long.</summary>
    public static async Task CompareAsync(RouterKind one, RouterKind other, int count)
    {
        var first = await PlayAsync(one, HelplineScenario.Shifts(), callsInterrupt: false, count);
        var second = await PlayAsync(other, HelplineScenario.Shifts(), callsInterrupt: false, count);
        Console.WriteLine(Sameness.Of(first, second, one, other));
    }

    private static Task<IReadOnlyList<Outcome>> PlayAsync(RouterKind kind, IReadOnlyList<Shift> shifts, bool callsInterrupt, int count) =>
        kind.PlayAsync(HelplineScenario.Line(callsInterrupt), HelplineScenario.Callers(count, Seed), shifts, Draws.Milliseconds(HelplineScenario.Ring));

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
