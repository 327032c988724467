using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;
using Helpline.Routing.Redis;
using Helpline.Routing.Workers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Helpline.Nodes.Tests;

/// <summary>One node of an installation: the real router on the real records. It can be given a life that ends before its tests do.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly List<IHostedService> workers = [];

    /// <summary>A node of an installation; see <see cref="Site"/>.</summary>
    /// <param name="scripts">The time of Redis, where a test owns it.</param>
    /// <param name="clock">The clock of the machine the node runs on.</param>
    public Node(Site site, string redis, string postgres, TimeProvider? scripts = null, TimeProvider? clock = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:Redis"] = redis,
            ["ConnectionStrings:Postgres"] = postgres,
            ["Keys:Directory"] = site.Keys,
            ["Routing:KeyPrefix"] = site.Prefix,
            ["Routing:SweepSeconds"] = "1",
            ["Routing:LiveOfferSeconds"] = "5",
            ["Routing:ConnectSeconds"] = "5",
        }).Build();
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(clock ?? TimeProvider.System)
            .AddSingleton(new ScriptClock(scripts))
            .AddRecords(configuration)
            .AddContactRouting(configuration)
            .AddRoutingWorkers()
            .BuildServiceProvider(validateScopes: true);
    }

    public IContactRouter Router => Get<IContactRouter>();

    public IAgentPresence Presence => Get<IAgentPresence>();

    public IPoolView View => Get<IPoolView>();

    public IIntake Intake => Get<IIntake>();

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public async Task<IDatabase> DatabaseAsync() => await Get<RedisConnection>().DatabaseAsync(CancellationToken.None);

    public Task<int> SweepAsync() => Get<SweepWorker>().SweepAsync(Site.Pool, CancellationToken.None);

    public Task DoDueAsync() => Get<DeadlineWorker>().DoDueAsync(Site.Pool, CancellationToken.None);

    /// <summary>What the host does before it serves: the schema, the keys, the lines.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken = default)
    {
        await Get<IRecordsSetup>().MigrateAsync(cancellationToken);
        await Get<IServiceLines>().RefreshAsync(cancellationToken);
    }

    /// <summary>What the pump does in one round, without its loop.</summary>
    public async Task PumpAsync(CancellationToken cancellationToken = default)
    {
        var sink = Get<IContactEventSink>();
        var after = await sink.CheckpointAsync(Site.Pool, cancellationToken);
        var upTo = (await View.SnapshotAsync(Site.Pool, cancellationToken)).Position;
        var events = new List<RoutingEvent>();
        if (after < upTo)
        {
            await foreach (var each in View.TailAsync(Site.Pool, after, cancellationToken))
            {
                events.Add(each);
                if (each.Position >= upTo)
                {
                    break;
                }
            }

            await sink.AppendAsync(Site.Pool, events, cancellationToken);
        }
    }

    /// <summary>Starts what the role <c>routing</c> runs all the time.</summary>
    public async Task<Node> StartAsync()
    {
        foreach (var worker in services.GetServices<IHostedService>())
        {
            workers.Add(worker);
            await worker.StartAsync(CancellationToken.None);
        }

        return this;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in workers)
        {
            await worker.StopAsync(CancellationToken.None);
        }

        await services.DisposeAsync();
    }
}
