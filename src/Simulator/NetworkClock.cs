namespace Helpline.Simulator;

/// <summary>
/// The network's own time: everything that takes the network time, and every date it reports, goes by it. It runs <see cref="Speed"/> times as fast as the clock beneath, beginning at
/// the same date; after a change of speed it goes on from where it stood. What is bound to real sockets (time-outs of webhooks, a browser's lost connection) keeps to the clock beneath.
/// </summary>
internal sealed class NetworkClock : TimeProvider
{
    public const double Slowest = 0.1;
    public const double Fastest = 100;

    private readonly Lock gate = new();
    private readonly TimeProvider real;
    private readonly HashSet<NetworkTimer> armed = [];
    private double speed = 1;

    // When the speed last changed: by the clock beneath, and by this one.
    private (DateTimeOffset Date, long Stamp) realThen;
    private (DateTimeOffset Date, long Stamp) then;

    public NetworkClock(TimeProvider real, double speed = 1)
    {
        this.real = real;
        then = realThen = (real.GetUtcNow(), real.GetTimestamp());
        then.Stamp = 0;
        Speed = speed;
    }

    /// <summary>Seconds of the network's in one real second. Timers that wait are set anew.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not within <see cref="Slowest"/> and <see cref="Fastest"/>.</exception>
    public double Speed
    {
        get
        {
            lock (gate)
            {
                return speed;
            }
        }

        set
        {
            if (!IsSpeed(value))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, FormattableString.Invariant($"The clock's speed is {Slowest} to {Fastest}."));
            }

            lock (gate)
            {
                var (date, stamp) = (real.GetUtcNow(), real.GetTimestamp());
                then = (At(date), At(stamp));
                realThen = (date, stamp);
                speed = value;
                foreach (var timer in armed)
                {
                    timer.Set();
                }
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public static bool IsSpeed(double value) => value is >= Slowest and <= Fastest;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return At(real.GetUtcNow());
        }
    }

    public override long GetTimestamp()
    {
        lock (gate)
        {
            return At(real.GetTimestamp());
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new NetworkTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private DateTimeOffset At(DateTimeOffset date) => then.Date + ((date - realThen.Date) * speed);

    private long At(long stamp) => then.Stamp + (real.GetElapsedTime(realThen.Stamp, stamp) * speed).Ticks;

    /// <summary>Due at a moment of the network's; a timer of the clock beneath is set to when that will be.</summary>
    private sealed class NetworkTimer : ITimer
    {
        private readonly NetworkClock clock;
        private readonly TimerCallback callback;
        private readonly object? state;
        private readonly ITimer beneath;
        private TimeSpan period;
        private long due;

        public NetworkTimer(NetworkClock clock, TimerCallback callback, object? state)
        {
            (this.clock, this.callback, this.state) = (clock, callback, state);
            beneath = clock.real.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                this.period = period;
                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    clock.armed.Remove(this);
                    return beneath.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                }

                due = clock.At(clock.real.GetTimestamp()) + dueTime.Ticks;
                clock.armed.Add(this);
                return Set();
            }
        }

        /// <summary>Under the clock's lock.</summary>
        public bool Set()
        {
            var left = TimeSpan.FromTicks(due - clock.At(clock.real.GetTimestamp())) / clock.speed;
            return beneath.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.armed.Remove(this);
            }

            beneath.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire()
        {
            lock (clock.gate)
            {
                if (!clock.armed.Contains(this))
                {
                    return; // Stopped at the same moment.
                }

                if (period > TimeSpan.Zero)
                {
                    due += period.Ticks;
                    Set();
                }
                else
                {
                    clock.armed.Remove(this);
                }
            }

            callback(state);
        }
    }
}
