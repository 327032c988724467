using Helpline.Records.SafeContact;

namespace Helpline.Records.Tests.SafeContact;

/// <summary>
/// A second, slow and literal reading of the rules, sharing nothing with the first but their words: it lists every safe minute of the eight days around a moment on the
/// wall clock and looks whether this one is among them.
/// </summary>
internal static class NaiveOracle
{
    public static bool MayGo(IEnumerable<SafeRuleSet> rules, SafeAttempt attempt, DateTimeOffset at, TimeZoneInfo zone, bool answersAllowed)
    {
        if (!attempt.HasAddress)
        {
            return false;
        }

        var wall = (at + zone.GetUtcOffset(at)).DateTime;
        var counting = 0;
        foreach (var rule in rules)
        {
            if (rule.Until is { } last && wall.Date > last.ToDateTime(TimeOnly.MinValue))
            {
                continue;
            }

            counting++;
            if (rule.Never || !KindAllowed(rule, attempt.Kind) || (rule.Times.Count != 0 && !SafeMinutes(rule.Times, wall.Date).Contains(Minute(wall))))
            {
                return false;
            }
        }

        return counting > 0 || (answersAllowed && attempt.AnswersThem && attempt.Kind != OutboundKind.Voicemail);
    }

    private static bool KindAllowed(SafeRuleSet rule, OutboundKind kind) =>
        kind == OutboundKind.Voicemail ? rule.Voicemail && rule.Kinds.Contains(OutboundKind.Call) : rule.Kinds.Contains(kind);

    private static HashSet<DateTime> SafeMinutes(IEnumerable<SafeTime> times, DateTime day)
    {
        var minutes = new HashSet<DateTime>();
        foreach (var time in times)
        {
            for (var back = -7; back <= 0; back++)
            {
                var begins = day.AddDays(back);
                if (!time.Days.Contains(begins.DayOfWeek))
                {
                    continue;
                }

                var length = time.To > time.From ? time.To - time.From : 1440 - time.From + time.To;
                for (var minute = 0; minute < length; minute++)
                {
                    minutes.Add(begins.AddMinutes(time.From + minute));
                }
            }
        }

        return minutes;
    }

    private static DateTime Minute(DateTime wall) => wall.Date.AddHours(wall.Hour).AddMinutes(wall.Minute);
}
