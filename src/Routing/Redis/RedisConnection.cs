using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Helpline.Routing.Redis;

/// <summary><c>ConnectionStrings:Redis</c>.</summary>
internal sealed class RedisSettings
{
    public string ConnectionString { get; set; } = "";
}

/// <summary>The one connection for everything that does not block. It reconnects by itself; the first connect is tried again by each call.</summary>
internal sealed class RedisConnection(IOptions<RedisSettings> settings) : IAsyncDisposable
{
    /// <summary>Awaited commands of the client never time out by themselves, so each is given this.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly string[] NotReady = ["LOADING", "BUSY", "NOSCRIPT", "MASTERDOWN", "READONLY", "OOM", "MISCONF", "TRYAGAIN"];

    private readonly SemaphoreSlim gate = new(1);
    private ConnectionMultiplexer? multiplexer;

    public async ValueTask<IDatabase> DatabaseAsync(CancellationToken cancellationToken)
    {
        if (multiplexer is { } connected)
        {
            return connected.GetDatabase();
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            multiplexer ??= await OpenAsync();
            return multiplexer.GetDatabase();
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Another connection of the caller's own: a command that blocks delays everything behind it on its connection.</summary>
    public async Task<ConnectionMultiplexer> OpenAsync()
    {
        var options = ConfigurationOptions.Parse(settings.Value.ConnectionString);
        options.AbortOnConnectFail = false;
        options.ReconnectRetryPolicy = new LinearRetry(500);
        options.ConnectTimeout = (int)Patience.TotalMilliseconds;
        options.SyncTimeout = (int)Patience.TotalMilliseconds;
        return await ConnectionMultiplexer.ConnectAsync(options);
    }

    /// <summary>Redis cannot be reached, does not answer, or is not ready. An error in a script is none of these: it is a bug and shows as itself.</summary>
    public static bool IsOutage(Exception exception) => exception switch
    {
        RedisServerException refused => NotReady.Any(word => refused.Message.StartsWith(word, StringComparison.Ordinal)),
        RedisException or TimeoutException or ObjectDisposedException => true,
        _ => false,
    };

    public async ValueTask DisposeAsync()
    {
        if (multiplexer is not null)
        {
            await multiplexer.CloseAsync(allowCommandsToComplete: false);
            multiplexer.Dispose();
        }

        gate.Dispose();
    }
}
