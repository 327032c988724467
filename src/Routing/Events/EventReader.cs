using Helpline.Contracts;
using Helpline.Routing.Redis;
using StackExchange.Redis;

namespace Helpline.Routing.Events;

/// <summary>
/// Blocking reads of one pool's stream, on a connection of its own. After any failure the connection is dropped and a new one opened:
/// a read given up on would otherwise still stand in front of the next.
/// </summary>
internal sealed class EventReader(RedisConnection redis, CommonArguments common, PoolId pool) : IAsyncDisposable
{
    private static readonly TimeSpan Block = TimeSpan.FromSeconds(1);
    private ConnectionMultiplexer? connection;

    public RedisKey Key { get; } = common.KeysOf(pool).Events;

    /// <summary>The entries after a position; waits up to a second for the first, then answers with none.</summary>
    public async Task<IReadOnlyList<StreamEntry>> ReadAsync(EventPosition after, CancellationToken cancellationToken) =>
        StreamEntry.ReadStreams(pool, await ExecuteAsync(
            "XREAD", cancellationToken, "COUNT", 500, "BLOCK", (int)Block.TotalMilliseconds, "STREAMS", Key, StreamEntry.IdOf(after)));

    /// <summary>The next entry for a consumer of a group, as <see cref="ReadAsync"/>.</summary>
    public async Task<IReadOnlyList<StreamEntry>> ReadGroupAsync(string group, string consumer, CancellationToken cancellationToken) =>
        StreamEntry.ReadStreams(pool, await ExecuteAsync(
            "XREADGROUP", cancellationToken, "GROUP", group, consumer, "COUNT", 1, "BLOCK", (int)Block.TotalMilliseconds, "STREAMS", Key, ">"));

    public async Task<RedisResult> ExecuteAsync(string command, CancellationToken cancellationToken, params object[] arguments)
    {
        try
        {
            connection ??= await redis.OpenAsync();
            return await connection.GetDatabase().ExecuteAsync(command, arguments).WaitAsync(Block + RedisConnection.Patience, cancellationToken);
        }
        catch (Exception e) when (e is not RedisServerException)
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref connection, null) is { } open)
        {
            await open.CloseAsync(allowCommandsToComplete: false);
            open.Dispose();
        }
    }
}
