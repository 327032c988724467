using Helpline.Contracts;
using Helpline.Routing.Events;
using Helpline.Routing.Redis;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Helpline.Routing.Delivery;

/// <summary>Shortens a pool's stream, never above Records' checkpoint nor above what a handler group has still to do.</summary>
internal sealed partial class StreamTrimmer(RedisConnection redis, CommonArguments common, ILogger<StreamTrimmer> logger)
{
    private const int Long = 100_000;

    public async Task TrimAsync(PoolId pool, EventPosition checkpoint, CancellationToken cancellationToken)
    {
        var database = await redis.DatabaseAsync(cancellationToken);
        var stream = common.KeysOf(pool).Events;
        var below = checkpoint;
        foreach (var group in (RedisResult[])await RunAsync("XINFO", "GROUPS", stream))
        {
            var done = await DoneByAsync((RedisResult[])group);
            below = done < below ? done : below;
        }

        // Approximate: exact trimming costs four times as much, in front of every script.
        await RunAsync("XTRIM", stream, "MINID", "~", StreamEntry.IdOf(below));
        if ((long)await RunAsync("XLEN", stream) > Long)
        {
            LogLong(pool, Long, below);
        }

        async Task<EventPosition> DoneByAsync(RedisResult[] group)
        {
            var fields = group.Chunk(2).ToDictionary(f => (string)f[0], f => f[1], StringComparer.Ordinal);
            var pending = (RedisResult[])await RunAsync("XPENDING", stream, (string)fields["name"]);
            return StreamEntry.PositionOf((int)pending[0] > 0 ? (string)pending[1] : (string)fields["last-delivered-id"]);
        }

        Task<RedisResult> RunAsync(string command, params object[] arguments) =>
            database.ExecuteAsync(command, arguments).WaitAsync(RedisConnection.Patience, cancellationToken);
    }

    [LoggerMessage(1005, LogLevel.Warning, "The stream of pool {Pool} holds more than {Long} entries: Records, or a handler of events, is behind or gone (done up to {Below})")]
    private partial void LogLong(PoolId pool, int @long, EventPosition below);
}
