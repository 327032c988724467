using Helpline.Contracts;
using StackExchange.Redis;

namespace Helpline.Routing.Redis;

/// <summary>Runs a call on a pool: within its time, loading the library where Redis does not have it and looking at the epoch where nobody has.</summary>
internal sealed class ScriptRunner(RedisConnection redis, CommonArguments common, EpochGuard epochs)
{
    /// <summary>Runs it. What is abandoned after the time may still happen when Redis wakes, so every call can be repeated.</summary>
    /// <returns>What the call returned, its code first.</returns>
    /// <exception cref="RoutingUnavailableException">Redis did not answer in time.</exception>
    public async Task<RedisResult[]> RunAsync(Script script, PoolId pool, RedisValue[] own, CancellationToken cancellationToken)
    {
        var call = LibraryCalls.Of(script, common.KeysOf(pool), common.After(own));
        try
        {
            var database = await redis.DatabaseAsync(cancellationToken);
            var reply = await LibraryCalls.RunAsync(database, call, cancellationToken);
            if ((int)reply[0] != (int)ReturnCode.NoEpoch)
            {
                return reply;
            }

            // Redis is empty, or runs anew and may have lost its last second: nobody's call runs before the pool was compared with Records.
            await epochs.EnsureAsync(pool, cancellationToken);
            return await LibraryCalls.RunAsync(database, call, cancellationToken);
        }
        catch (Exception e) when (RedisConnection.IsOutage(e))
        {
            throw new RoutingUnavailableException("The queue (Redis) did not answer in time. Check ConnectionStrings:Redis and that Redis runs; the step can be repeated safely.", e);
        }
    }
}
