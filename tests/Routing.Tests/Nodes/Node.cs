using Helpline.Contracts;
using Helpline.Routing.Delivery;
using Helpline.Routing.Redis;
using Helpline.Routing.Workers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Helpline.Routing.Tests.Nodes;

/// <summary>One node of the installation: the room as the host would build it, its workers started only on request.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private bool started;

    public Node(string redis, string prefix, RecordsDouble records, TimeProvider? clock = null, Func<Guid>? ids = null, params IRoutingEventHandler[] handlers)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:Redis"] = redis,
            ["Routing:KeyPrefix"] = prefix,
            ["Routing:SweepSeconds"] = "1",
        }).Build();
        var collection = new ServiceCollection()
            .AddLogging()
            .AddSingleton(records)
            .AddSingleton<IContactEventSink>(records)
            .AddSingleton<IOpenContacts>(records)
            .AddSingleton<IEventHistory>(records)
            .AddSingleton<IServiceLines>(records)
            .AddSingleton(new ScriptClock(clock, ids))
            .AddSingleton(new DeliveryPatience(Attempts: 3, TimeSpan.FromMilliseconds(5), ClaimAfter: TimeSpan.FromMilliseconds(300)));
        foreach (var handler in handlers)
        {
            collection.AddSingleton(handler);
        }

        services = collection.AddContactRouting(configuration).AddRoutingWorkers().BuildServiceProvider(validateScopes: true);
    }

    public IContactRouter Router => Get<IContactRouter>();

    public IAgentPresence Presence => Get<IAgentPresence>();

    public IPoolView View => Get<IPoolView>();

    public IPoolFigures Figures => Get<IPoolFigures>();

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public async Task<IDatabase> DatabaseAsync() => await Get<RedisConnection>().DatabaseAsync(CancellationToken.None);

    public Task<int> SweepAsync(PoolId? pool = null) => Get<SweepWorker>().SweepAsync(pool ?? Pools.Main, CancellationToken.None);

    public Task DoDueAsync(PoolId? pool = null) => Get<DeadlineWorker>().DoDueAsync(pool ?? Pools.Main, CancellationToken.None);

    public async Task<Node> StartAsync()
    {
        started = true;
        foreach (var service in services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        return this;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in started ? services.GetServices<IHostedService>() : [])
        {
            await service.StopAsync(CancellationToken.None);
        }

        await services.DisposeAsync();
    }
}
