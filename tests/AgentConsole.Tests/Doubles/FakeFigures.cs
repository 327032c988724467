using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.AgentConsole.Tests.Doubles;

/// <summary>The figures of the pool, as a test sets them; no day of its own until it does.</summary>
internal sealed class FakeFigures : IPoolFigures
{
    private volatile PoolFigures now = Of(answered: 4);
    private int reads;

    public PoolFigures Now
    {
        get => now;
        set => now = value;
    }

    public bool Away { get; set; }

    public int Reads => Volatile.Read(ref reads);

    public static PoolFigures Of(int answered, double occupancy = 0.5)
    {
        var today = new DayFigures(answered + 1, answered, Abandoned: 1, ShortAbandoned: 0, LeftMessage: 0, CallBackPromised: 0, Redirected: 0, Expired: 0, ServiceLevel: 2 / 3.0, AverageSpeedOfAnswer: null, AbandonmentRate: null);
        return new PoolFigures(
            Data.Pool,
            Data.Now,
            new EventPosition(1, 1),
            [
                new QueueFigures(Line: null, Channel: null, Waiting: 1, Tasks: 0, LongestWait: null, EstimatedWait: null, today),
                new QueueFigures(Line: null, Channel.Phone, Waiting: 1, Tasks: 0, LongestWait: null, new WaitRange(1, 3), today),
                new QueueFigures(Data.Line, Channel: null, Waiting: 1, Tasks: 0, LongestWait: null, EstimatedWait: null, today),
            ],
            new Dictionary<AgentActivity, int>(),
            DayKnown: true,
            Data.Now,
            occupancy);
    }

    public ValueTask<PoolFigures> NowAsync(PoolId pool, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref reads);
        return Away ? throw new RoutingUnavailableException() : ValueTask.FromResult(now);
    }
}
