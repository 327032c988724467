using Helpline.Contracts;
using Helpline.Routing.Events;
using Helpline.Routing.Redis;
using Helpline.Routing.Workers;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Helpline.Routing.Delivery;

/// <summary>
/// Hands every event to Records, in order. A lease in Redis lets one node do it; should two overlap, Records is idempotent by position.
/// What Records has, and every handler group has done, is trimmed.
/// </summary>
internal sealed class EventPump(
    RedisConnection redis, CommonArguments common, IContactEventSink sink, StreamTrimmer trimmer, PoolLoops loops, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TrimEvery = TimeSpan.FromSeconds(5);
    private readonly RedisValue node = Guid.CreateVersion7().ToString("N");

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => loops.RunAsync("event pump", RoundAsync, stoppingToken);

    private async Task RoundAsync(PoolId pool, CancellationToken cancellationToken)
    {
        var database = await redis.DatabaseAsync(cancellationToken);
        var lease = common.KeysOf(pool).Pump;
        if (!await database.LockTakeAsync(lease, node, Lease).WaitAsync(RedisConnection.Patience, cancellationToken))
        {
            await Task.Delay(AskAgain, time, cancellationToken);
            return;
        }

        try
        {
            await PumpAsync(pool, () => database.LockExtendAsync(lease, node, Lease).WaitAsync(RedisConnection.Patience, cancellationToken), cancellationToken);
        }
        finally
        {
            // So that another node need not wait for the lease to end. In an outage it ends by itself.
            Task release = database.LockReleaseAsync(lease, node).WaitAsync(RedisConnection.Patience, CancellationToken.None);
            await release.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PumpAsync(PoolId pool, Func<Task<bool>> keepLease, CancellationToken cancellationToken)
    {
        await using var reader = new EventReader(redis, common, pool);
        var position = await sink.CheckpointAsync(pool, cancellationToken);
        var trimmed = time.GetTimestamp();
        do
        {
            var entries = await reader.ReadAsync(position, cancellationToken);
            var events = entries.SelectMany(e => e.Events).Where(e => e.Position > position).ToList();
            if (events.Count > 0)
            {
                await sink.AppendAsync(pool, events, cancellationToken);
                position = events[^1].Position;
            }

            if (time.GetElapsedTime(trimmed) > TrimEvery)
            {
                await trimmer.TrimAsync(pool, position, cancellationToken);
                trimmed = time.GetTimestamp();
            }
        }
        while (await keepLease());
    }
}
