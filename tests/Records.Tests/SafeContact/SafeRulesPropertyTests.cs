using Helpline.Records.SafeContact;
using Xunit.Abstractions;

namespace Helpline.Records.Tests.SafeContact;

/// <summary>Ten thousand random attempts at random rules, judged twice.</summary>
public sealed class SafeRulesPropertyTests(ITestOutputHelper output)
{
    private const int Attempts = 10_000;

    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    private static readonly OutboundKind[] Carriers = [OutboundKind.Call, OutboundKind.Text, OutboundKind.Email, OutboundKind.VideoLink];

    /// <summary>The last Sundays of March and October 2026, at one in the morning UTC.</summary>
    private static readonly DateTimeOffset[] ClockChanges = [new(2026, 3, 29, 1, 0, 0, TimeSpan.Zero), new(2026, 10, 25, 1, 0, 0, TimeSpan.Zero)];

    [Fact]
    public void NothingUnsafeGoesOut_AndWhatAllAllowGoes()
    {
        var seed = Environment.GetEnvironmentVariable("HELPLINE_SEED") is { Length: > 0 } given ? int.Parse(given, null) : Random.Shared.Next();
        output.WriteLine($"seed {seed}; HELPLINE_SEED={seed} repeats it");
        var random = new Random(seed);
        var (allowed, refused, promised) = (0, 0, 0);
        for (var n = 0; n < Attempts; n++)
        {
            var rules = RuleSets(random);
            var attempt = new SafeAttempt(Pick(random, Enum.GetValues<OutboundKind>()), random.Next(20) > 0, random.Next(2) == 0);
            var at = Moment(random);
            var unasked = random.Next(4) == 0 ? UnaskedRule.Nothing : UnaskedRule.Answers;

            var answer = SafeRules.Decide(rules, attempt, new LocalTime(at, London), unasked);

            var why = $"seed {seed}, attempt {n}: {attempt} at {at:u} against {string.Join(" | ", rules.Select(Words))}, unasked {unasked}";
            answer.Allowed.ShouldBe(NaiveOracle.MayGo(rules, attempt, at, London, unasked == UnaskedRule.Answers), why);
            answer.Allowed.ShouldBe(answer.Sentence is null, why);
            if (answer.NextSafe is { } next)
            {
                promised++;
                NaiveOracle.MayGo(rules, attempt, next, London, unasked == UnaskedRule.Answers).ShouldBeTrue($"promised {next:u}; {why}");
                NaiveOracle.MayGo(rules, attempt, next.AddMinutes(-1), London, unasked == UnaskedRule.Answers).ShouldBeFalse($"promised {next:u}, but a minute before was safe; {why}");
            }

            _ = answer.Allowed ? allowed++ : refused++;
        }

        output.WriteLine($"{allowed} allowed, {refused} refused, {promised} told when it is safe");
        allowed.ShouldBeGreaterThan(Attempts / 10, "a test that only refuses proves little");
        refused.ShouldBeGreaterThan(Attempts / 10);
        promised.ShouldBeGreaterThan(Attempts / 100);
    }

    private static List<SafeRuleSet> RuleSets(Random random) =>
        [.. Enumerable.Range(0, Pick(random, [0, 1, 1, 1, 2, 2, 3])).Select(_ => new SafeRuleSet(
            random.Next(2) == 0,
            random.Next(15) == 0,
            [.. Carriers.Where(_ => random.Next(4) > 0)],
            random.Next(2) == 0,
            random.Next(2) == 0,
            [.. Enumerable.Range(0, Pick(random, [0, 0, 1, 1, 2, 3])).Select(_ => Time(random))],
            random.Next(4) == 0 ? DateOnly.FromDateTime(Moment(random).DateTime) : null))];

    private static SafeTime Time(Random random)
    {
        List<DayOfWeek> days = [.. Enum.GetValues<DayOfWeek>().Where(_ => random.Next(3) > 0)];
        var from = random.Next(2) == 0 ? random.Next(24) * 60 : random.Next(1440);
        var to = random.Next(6) == 0 ? 1440 : random.Next(1, 1440);
        return new SafeTime(days.Count == 0 ? [DayOfWeek.Sunday] : days, from, to == from ? from + 1 : to);
    }

    /// <summary>One in three within two hours of a change of the clocks.</summary>
    private static DateTimeOffset Moment(Random random) => random.Next(3) == 0
        ? Pick(random, ClockChanges).AddSeconds(random.Next(-7200, 7200))
        : new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(random.Next(366 * 86_400));

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];

    private static string Words(SafeRuleSet rule) =>
        $"{(rule.Never ? "never " : "")}{string.Join('+', rule.Kinds)} voicemail {rule.Voicemail} times {string.Join(';', rule.Times.Select(t => $"{string.Join(',', t.Days)} {t.From}-{t.To}"))} until {rule.Until}";
}
