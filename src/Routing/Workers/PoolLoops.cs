using Helpline.Contracts;
using Microsoft.Extensions.Logging;

namespace Helpline.Routing.Workers;

/// <summary>Keeps one loop going for every pool there is, also for pools that are added later.</summary>
internal sealed partial class PoolLoops(IServiceLines lines, TimeProvider time, ILogger<PoolLoops> logger)
{
    private static readonly TimeSpan LookForPools = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SayAgain = TimeSpan.FromSeconds(30);

    /// <summary>Runs rounds, one after the other and per pool, until cancelled.</summary>
    /// <param name="what">What the loop does, for the log.</param>
    public async Task RunAsync(string what, Func<PoolId, CancellationToken, Task> round, CancellationToken cancellationToken)
    {
        var served = new Dictionary<PoolId, Task>();
        using var timer = new PeriodicTimer(LookForPools, time);
        try
        {
            do
            {
                foreach (var pool in lines.All.Select(l => l.Pool).Distinct().Where(p => !served.ContainsKey(p)))
                {
                    served.Add(pool, ServeAsync(what, pool, round, cancellationToken));
                }
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Task.WhenAll(served.Values);
        }
    }

    private async Task ServeAsync(string what, PoolId pool, Func<PoolId, CancellationToken, Task> round, CancellationToken cancellationToken)
    {
        long? said = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await round(pool, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it was, the next round must come: callers wait behind this loop. A long outage is said now and then, not each second.
                if (said is not { } at || time.GetElapsedTime(at) > SayAgain)
                {
                    LogFailed(e, what, pool);
                    said = time.GetTimestamp();
                }

                await Task.Delay(PauseAfterFailure, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(1002, LogLevel.Warning, "A round of {What} failed for pool {Pool}; it goes on in a second")]
    private partial void LogFailed(Exception exception, string what, PoolId pool);
}
