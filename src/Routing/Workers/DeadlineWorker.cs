using Helpline.Contracts;
using Helpline.Routing.Redis;
using Microsoft.Extensions.Hosting;

namespace Helpline.Routing.Workers;

/// <summary>Does what time brings, as soon as it is due. Every routing node runs it: a deadline is done by whoever comes first.</summary>
internal sealed class DeadlineWorker(ScriptRunner scripts, PoolLoops loops, TimeProvider time) : BackgroundService
{
    private const int AtOnce = 20;

    // An earlier deadline may be set while we sleep; it is late by no more than this.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMilliseconds(250);

    /// <summary>Does what is due now.</summary>
    /// <returns>How long until the next, at most <see cref="LongestSleep"/>.</returns>
    public async Task<TimeSpan> DoDueAsync(PoolId pool, CancellationToken cancellationToken)
    {
        while (true)
        {
            var reply = await scripts.RunAsync(Scripts.Due, pool, [AtOnce], cancellationToken);
            var wait = (long)reply[1];
            if ((int)reply[0] == 0 && wait != 0)
            {
                return wait > 0 && wait < LongestSleep.TotalMilliseconds ? TimeSpan.FromMilliseconds(wait) : LongestSleep;
            }
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => loops.RunAsync(
        "deadlines",
        async (pool, cancellationToken) => await Task.Delay(await DoDueAsync(pool, cancellationToken), time, cancellationToken),
        stoppingToken);
}
