namespace Helpline.Records.SafeContact;

/// <summary>Safe times of the week, by the clock on the wall.</summary>
internal static class SafeTimes
{
    public const int MinutesOfADay = 24 * 60;

    /// <summary>A weekly time comes back within a week; one that falls into the hour that summer time skips, within two.</summary>
    private const int LookAhead = 15 * MinutesOfADay;

    /// <summary>Whether a moment lies in one of the times; none at all means any moment.</summary>
    public static bool Allow(IReadOnlyList<SafeTime> times, DateTime wall) => times.Count == 0 || times.Any(t => Contains(t, wall));

    /// <summary>
    /// The first full minute after now at which it is safe, null when there is none in two weeks. It walks through real minutes, so that an hour which the clocks skip
    /// is never promised and one that they repeat counts twice.
    /// </summary>
    public static DateTimeOffset? Next(LocalTime now, Func<DateTime, bool> isSafe)
    {
        var at = new DateTimeOffset(now.At.UtcTicks - (now.At.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        for (var minute = 0; minute < LookAhead; minute++)
        {
            at = at.AddMinutes(1);
            if (isSafe((now with { At = at }).Wall))
            {
                return at;
            }
        }

        return null;
    }

    private static bool Contains(SafeTime time, DateTime wall)
    {
        var minute = (wall.Hour * 60) + wall.Minute;
        return time.From < time.To
            ? minute >= time.From && minute < time.To && time.Days.Contains(wall.DayOfWeek)
            : (minute >= time.From && time.Days.Contains(wall.DayOfWeek)) || (minute < time.To && time.Days.Contains(wall.AddDays(-1).DayOfWeek));
    }
}
