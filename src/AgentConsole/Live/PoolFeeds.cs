using System.Collections.Concurrent;
using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.AgentConsole.Live;

/// <summary>One <see cref="PoolFeed"/> per pool that has had a window or a request here; they run until the node stops.</summary>
internal sealed class PoolFeeds(IPoolView view, Connections connections, TimeProvider time, ILogger<PoolFeed> logger) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<PoolId, Lazy<Running>> feeds = new();

    public PoolFeed Of(PoolId pool) => feeds.GetOrAdd(pool, id => new Lazy<Running>(() => Start(id))).Value.Feed;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await Task.WhenAll(feeds.Values.Select(feed => feed.Value.Loop)).WaitAsync(cancellationToken);
    }

    public void Dispose() => stopping.Dispose();

    private Running Start(PoolId pool)
    {
        var feed = new PoolFeed(pool, view, connections, time, logger);
        return new Running(feed, Task.Run(() => feed.RunAsync(stopping.Token), CancellationToken.None));
    }

    private sealed record Running(PoolFeed Feed, Task Loop);
}
