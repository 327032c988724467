using System.Collections.Concurrent;
using Helpline.Contracts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Helpline.Routing.Figures;

/// <summary>One <see cref="FiguresFeed"/> per pool that was asked for; they run until the node stops.</summary>
internal sealed class FiguresFeeds : IPoolFigures, IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<PoolId, Lazy<(FiguresFeed Feed, Task Loop)>> feeds = new();
    private readonly Func<PoolId, FiguresFeed> create;

    public FiguresFeeds(
        IPoolView view,
        IContactEventSink sink,
        IEventHistory history,
        IServiceLines lines,
        IOptions<RoutingOptions> options,
        TimeProvider time,
        ILogger<FiguresFeed> logger)
    {
        var rules = new FigureRules(
            new(TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone)),
            TimeSpan.FromSeconds(options.Value.ShortAbandonSeconds),
            line => (lines.Find(line)?.Queue ?? QueuePolicy.Default).ServiceLevelSeconds);
        create = pool => new(pool, view, sink, history, rules, time, logger);
    }

    public ValueTask<PoolFigures> NowAsync(PoolId pool, CancellationToken cancellationToken) =>
        feeds.GetOrAdd(pool, id => new(() => Start(id))).Value.Feed.NowAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(feeds.Values.Select(f => f.Value.Loop));
        stopping.Dispose();
    }

    private (FiguresFeed Feed, Task Loop) Start(PoolId pool)
    {
        var feed = create(pool);
        return (feed, Task.Run(() => feed.RunAsync(stopping.Token), CancellationToken.None));
    }
}
