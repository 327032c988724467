using System.Collections.Concurrent;
using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.Gateway.Phone.Waiting;

/// <summary>How long callers may wait, from figures this node keeps in memory. Asked at most every few seconds per pool; a caller never waits for them longer than a moment.</summary>
internal sealed class WaitTimes(IPoolFigures figures, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<PoolId, (DateTimeOffset At, Task<PoolFigures?> Figures)> known = new();

    /// <summary>An honest range for the line's calls; null when there is none, or it cannot be had in time.</summary>
    public async Task<WaitRange?> OfAsync(ServiceLine line)
    {
        try
        {
            var now = await FiguresAsync(line.Pool).WaitAsync(Patience, time);
            return now?.Queues.FirstOrDefault(q => q.Line == line.Id && q.Channel == Channel.Phone)?.EstimatedWait;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private Task<PoolFigures?> FiguresAsync(PoolId pool)
    {
        var now = time.GetUtcNow();
        return known.AddOrUpdate(pool, _ => (now, AskAsync(pool)), (_, before) => now - before.At < Fresh || !before.Figures.IsCompleted ? before : (now, AskAsync(pool))).Figures;
    }

    /// <summary>Nothing is said of the wait while the queue is away: that is no failure of the call's.</summary>
    private async Task<PoolFigures?> AskAsync(PoolId pool)
    {
        try
        {
            return await figures.NowAsync(pool, CancellationToken.None);
        }
        catch (RoutingUnavailableException)
        {
            return null;
        }
    }
}
