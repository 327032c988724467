using System.Globalization;

namespace Helpline.Records.SafeContact;

/// <summary>Rules and refusals in plain words. Nothing in them is what a person said: only kinds, times and flags.</summary>
internal static class SafeWords
{
    private static readonly DayOfWeek[] Week =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>What an agent reads when something did not go: which rule, and when it would.</summary>
    public static string Sentence(SafeRefusal refusal, IReadOnlyList<SafeRuleSet> standing, LocalTime now, DateTimeOffset? next)
    {
        var they = standing.Count > 0 && standing.All(r => !r.Own) ? "Somebody at this address" : "They";
        return refusal switch
        {
            SafeRefusal.NoAddress => "Their number is withheld, so there is nowhere to call or write to.",
            SafeRefusal.NotAsked => "Nobody has asked them yet how it is safe to reach them. Ask when you next speak with them, and write it down under Safe contact.",
            SafeRefusal.Never => $"{they} asked that nothing is ever sent and nobody ever calls.",
            SafeRefusal.Kind => $"{they} asked for {KindsAndTimes(standing)}.",
            SafeRefusal.Voicemail => $"{they} asked that no voicemail is left.",
            SafeRefusal.Time => $"{they} asked for {KindsAndTimes(standing)}. It is {Clock(now.Wall)} now. {NextSafe(now, next)}",
        };
    }

    /// <summary>What all of them allow together: <c>calls only, 9 to 17 on weekdays, no voicemail, number withheld</c>.</summary>
    public static string Summary(IReadOnlyList<SafeRuleSet> standing)
    {
        if (standing.Any(r => r.Never))
        {
            return "nothing at all: no calls, no messages";
        }

        List<string> parts = [KindsAndTimes(standing)];
        if (standing.All(r => r.Kinds.Contains(OutboundKind.Call)))
        {
            parts.Add(standing.All(r => r.Voicemail) ? "voicemail is safe" : "no voicemail");
            if (standing.Any(r => r.WithholdNumber))
            {
                parts.Add("number withheld");
            }
        }

        if (standing is [{ Until: { } until }])
        {
            parts.Add($"until {until.ToString("d MMMM", CultureInfo.InvariantCulture)}");
        }

        return string.Join(", ", parts);
    }

    /// <summary><c>texts only, 9 to 17 on weekdays</c>.</summary>
    private static string KindsAndTimes(IReadOnlyList<SafeRuleSet> standing)
    {
        OutboundKind[] all = [OutboundKind.Call, OutboundKind.Text, OutboundKind.Email, OutboundKind.VideoLink];
        var kinds = all.Where(kind => standing.All(r => r.Kinds.Contains(kind))).ToList();
        var times = standing.Where(r => r.Times.Count > 0).Select(r => Times(r.Times)).Distinct(StringComparer.Ordinal).ToList();
        return times.Count == 0 ? Kinds(kinds, all.Length) : $"{Kinds(kinds, all.Length)}, {string.Join(" and also within ", times)}";
    }

    private static string Kinds(List<OutboundKind> kinds, int all) =>
        kinds.Count == all ? "calls and messages of any kind"
        : kinds.Count == 0 ? "no calls and no messages"
        : $"{Join(kinds.Select(Name))} only";

    private static string Name(OutboundKind kind) => kind switch
    {
        OutboundKind.Call => "calls",
        OutboundKind.Voicemail => "voicemail",
        OutboundKind.Text => "texts",
        OutboundKind.Email => "e-mail",
        OutboundKind.VideoLink => "video links",
    };

    private static string Times(IReadOnlyList<SafeTime> times) =>
        string.Join(" or ", times.Select(t => $"{Minute(t.From)} to {Minute(t.To)}{Days(t.Days)}"));

    private static string Days(IReadOnlyList<DayOfWeek> days)
    {
        var on = Week.Where(days.Contains).ToList();
        return on.Count == 7 ? ""
            : on.SequenceEqual(Week[..5]) ? " on weekdays"
            : on.SequenceEqual(Week[5..]) ? " at weekends"
            : $" on {Join(on.Select(day => day.ToString()))}";
    }

    private static string NextSafe(LocalTime now, DateTimeOffset? next)
    {
        if (next is not { } at)
        {
            return "There is no safe time in the next two weeks.";
        }

        var wall = (now with { At = at }).Wall;
        var days = (wall.Date - now.Wall.Date).Days;
        var day = days switch
        {
            0 => "today",
            1 => "tomorrow",
            < 7 => wall.DayOfWeek.ToString(),
            _ => wall.ToString("dddd d MMMM", CultureInfo.InvariantCulture),
        };
        return $"Next safe time: {day} {Clock(wall)}.";
    }

    private static string Minute(int minute) => minute % 60 == 0 ? $"{minute / 60}" : $"{minute / 60}:{minute % 60:00}";

    private static string Clock(DateTime wall) => wall.ToString("H:mm", CultureInfo.InvariantCulture);

    private static string Join(IEnumerable<string> words)
    {
        var all = words.ToList();
        return all.Count == 1 ? all[0] : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }
}
