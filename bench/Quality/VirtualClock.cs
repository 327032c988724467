namespace Helpline.Bench.Quality;

/// <summary>A clock that stands until it is set. Milliseconds since the beginning of the simulation.</summary>
internal sealed class VirtualClock : TimeProvider
{
    private static readonly DateTimeOffset Beginning = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    public long Now { get; private set; }

    public static DateTimeOffset At(long ms) => Beginning.AddMilliseconds(ms);

    public static long Of(DateTimeOffset time) => (long)(time - Beginning).TotalMilliseconds;

    public void Set(long ms) => Now = ms >= Now ? ms : throw new ArgumentOutOfRangeException(nameof(ms), ms, $"It is {Now} already.");

    public override DateTimeOffset GetUtcNow() => At(Now);
}
