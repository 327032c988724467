namespace Helpline.Records.Storage;

/// <summary>Time as PostgreSQL keeps it: to the microsecond, so that what was stored equals what was said.</summary>
internal static class Clock
{
    public static DateTimeOffset Now(this TimeProvider clock) => clock.GetUtcNow().Stored();

    public static DateTimeOffset Stored(this DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
