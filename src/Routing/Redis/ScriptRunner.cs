using Helpline.Contracts;
using StackExchange.Redis;

namespace Helpline.Routing.Redis;

/// <summary>Runs a script on a pool: by hash, within its time, loading it where Redis does not have it and starting an epoch where there is none.</summary>
internal sealed class ScriptRunner(RedisConnection redis, CommonArguments common, EpochGuard epochs)
{
    /// <summary>Runs it. What is abandoned after the time may still happen when Redis wakes, so every script can be repeated.</summary>
    /// <returns>What the script returned, its code first.</returns>
    /// <exception cref="RoutingUnavailableException">Redis did not answer in time.</exception>
    public async Task<RedisResult[]> RunAsync(Script script, PoolId pool, RedisValue[] own, CancellationToken cancellationToken)
    {
        RedisKey[] keys = [common.KeysOf(pool).Root];
        var arguments = common.After(own);
        try
        {
            var database = await redis.DatabaseAsync(cancellationToken);
            var reply = await RunAsync(database, script, pool, keys, arguments, cancellationToken);
            if ((int)reply[0] != (int)ReturnCode.NoEpoch)
            {
                return reply;
            }

            await epochs.EnsureAsync(pool, cancellationToken);
            return await RunAsync(database, script, pool, keys, arguments, cancellationToken);
        }
        catch (Exception e) when (RedisConnection.IsOutage(e))
        {
            throw new RoutingUnavailableException("The queue (Redis) did not answer in time. Check ConnectionStrings:Redis and that Redis runs; the step can be repeated safely.", e);
        }
    }

    private async Task<RedisResult[]> RunAsync(IDatabase database, Script script, PoolId pool, RedisKey[] keys, RedisValue[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            return (RedisResult[])await database.ScriptEvaluateAsync(script.Hash, keys, arguments).WaitAsync(RedisConnection.Patience, cancellationToken);
        }
        catch (RedisServerException e) when (e.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            // Redis forgets scripts when it restarts, and a Redis that restarted may have lost its last second. So nobody loads a script
            // before the epochs have been looked at, and a script that runs is proof that somebody did. It did not run: repeating is safe.
            await epochs.EnsureAllAsync(pool, cancellationToken);
            await database.ExecuteAsync("SCRIPT", "LOAD", script.Text).WaitAsync(RedisConnection.Patience, cancellationToken);
            return (RedisResult[])await database.ScriptEvaluateAsync(script.Hash, keys, arguments).WaitAsync(RedisConnection.Patience, cancellationToken);
        }
    }
}
