namespace Helpline.Routing.Figures;

/// <summary>What the clock of Redis shows, without asking: the last time heard from it, and what has passed since. This node's own date does not matter.</summary>
internal sealed class RedisNow(TimeProvider time)
{
    // Two clocks drift apart by seconds a week; an event now and then keeps them together.
    private static readonly TimeSpan Trusted = TimeSpan.FromMinutes(10);
    private DateTimeOffset at;
    private long stamp;

    public DateTimeOffset Value => at + time.GetElapsedTime(stamp);

    public void Begin(DateTimeOffset heard) => (at, stamp) = (heard, time.GetTimestamp());

    public void Heard(DateTimeOffset heard)
    {
        if (heard > Value || time.GetElapsedTime(stamp) > Trusted)
        {
            Begin(heard);
        }
    }
}
