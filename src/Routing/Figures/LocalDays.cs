namespace Helpline.Routing.Figures;

/// <summary>When a local day begins: the first instant of its date, also where the clocks change at midnight.</summary>
internal sealed class LocalDays(TimeZoneInfo zone)
{
    // Bounds of the day asked for last, almost always the one asked for next; one object, so that two threads never see halves.
    private volatile Tuple<long, long> last = new(0, 0);

    public DateTimeOffset StartOf(DateTimeOffset at)
    {
        var (start, next) = last;
        if (at.UtcTicks < start || at.UtcTicks >= next)
        {
            var date = TimeZoneInfo.ConvertTime(at, zone).Date;
            (start, next) = last = new(FirstInstant(date).UtcTicks, FirstInstant(date.AddDays(1)).UtcTicks);
        }

        return new(start, TimeSpan.Zero);
    }

    private DateTimeOffset FirstInstant(DateTime date)
    {
        while (zone.IsInvalidTime(date))
        {
            date = date.AddMinutes(15);
        }

        return new(date, zone.IsAmbiguousTime(date) ? zone.GetAmbiguousTimeOffsets(date).Max() : zone.GetUtcOffset(date));
    }
}
