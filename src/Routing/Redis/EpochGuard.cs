using Helpline.Contracts;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Helpline.Routing.Redis;

/// <summary>
/// Sees to it that a pool's numbers can be trusted: a new epoch where Redis was emptied, replaced, restarted or set back behind what Records keeps.
/// Any node may do it, several at once; the script lets one.
/// </summary>
internal sealed partial class EpochGuard(
    RedisConnection redis, CommonArguments common, IContactEventSink sink, ILogger<EpochGuard> logger)
{
    /// <summary>The pool's epoch, a new one if it had to be.</summary>
    public async Task<long> EnsureAsync(PoolId pool, CancellationToken cancellationToken)
    {
        var database = await redis.DatabaseAsync(cancellationToken);
        var kept = await CheckpointAsync(pool, cancellationToken);
        var run = await RunIdAsync(database, cancellationToken);
        var call = LibraryCalls.Of(Scripts.StartEpoch, common.KeysOf(pool), common.After(run, kept.Epoch, kept.Number));
        var reply = await LibraryCalls.RunAsync(database, call, cancellationToken);
        var epoch = (long)reply[1];
        if ((int)reply[0] == 1)
        {
            LogStarted(pool, epoch, kept);
        }

        return epoch;
    }

    private async Task<EventPosition> CheckpointAsync(PoolId pool, CancellationToken cancellationToken)
    {
        try
        {
            return await sink.CheckpointAsync(pool, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Without it an epoch could repeat numbers that readers have seen.
            throw new RoutingUnavailableException(
                "The queue (Redis) came up new, and Records could not say up to where its events are kept. Check ConnectionStrings:Postgres; the step can be repeated safely.", e);
        }
    }

    private static async Task<string> RunIdAsync(IDatabase database, CancellationToken cancellationToken)
    {
        const string Field = "run_id:";
        var info = (string?)await database.ExecuteAsync("INFO", "server").WaitAsync(RedisConnection.Patience, cancellationToken) ?? "";
        var at = info.IndexOf(Field, StringComparison.Ordinal) + Field.Length;
        return info[at..info.IndexOf('\r', at)];
    }

    [LoggerMessage(1001, LogLevel.Warning, "Pool {Pool} begins epoch {Epoch} (Records keeps up to {Checkpoint}): the queue was emptied, replaced or restarted; open contacts come back from Records")]
    private partial void LogStarted(PoolId pool, long epoch, EventPosition checkpoint);
}
