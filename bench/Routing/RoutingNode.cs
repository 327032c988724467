using System.Globalization;
using Helpline.Contracts;
using Helpline.Routing;
using Helpline.Routing.Redis;
using Helpline.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Helpline.Bench.Routing;

/// <summary>
/// The router as the host builds it, and a Redis of its own (AOF, written to disk every second) that lives as long as this does.
/// The node's workers do not run: nothing here comes due, and nobody keeps the events.
/// </summary>
internal sealed class RoutingNode : IAsyncDisposable
{
    private readonly RedisServer server;
    private readonly ServiceProvider services;

    private RoutingNode(RedisServer server, ServiceProvider services)
    {
        this.server = server;
        this.services = services;
    }

    public IContactRouter Router => services.GetRequiredService<IContactRouter>();

    public IAgentPresence Presence => services.GetRequiredService<IAgentPresence>();

    public IPoolView View => services.GetRequiredService<IPoolView>();

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <param name="lines">The lines there are; each pool needs one.</param>
    /// <param name="clock">Whose time the scripts use; null: that of Redis.</param>
    /// <param name="settings">Values of the section <c>Routing</c>.</param>
    /// <summary>Starts both.</summary>
    public static async Task<RoutingNode> StartAsync(IReadOnlyList<ServiceLine> lines, TimeProvider? clock = null, IReadOnlyDictionary<string, int>? settings = null)
    {
        var redis = await RedisServer.StartAsync();
        var values = new Dictionary<string, string?>(StringComparer.Ordinal) { ["ConnectionStrings:Redis"] = redis.ConnectionString };
        foreach (var (name, value) in settings ?? new Dictionary<string, int>())
        {
            values[$"Routing:{name}"] = value.ToString(CultureInfo.InvariantCulture);
        }

        var records = new BenchRecords(lines);
        var collection = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IContactEventSink>(records)
            .AddSingleton<IOpenContacts>(records)
            .AddSingleton<IServiceLines>(records)
            .AddSingleton(new ScriptClock(clock))
            .AddContactRouting(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .AddRoutingWorkers();
        return new(redis, collection.BuildServiceProvider());
    }

    /// <summary>The router's own connection.</summary>
    public async Task<IDatabase> DatabaseAsync() => await services.GetRequiredService<RedisConnection>().DatabaseAsync(CancellationToken.None);

    public async Task<RedisUse> UseAsync() => await RedisUse.ReadAsync(await DatabaseAsync());

    /// <summary>Forgets the events so far, as the pump does when Records has them: else they fill the memory of a long run.</summary>
    public async Task TrimAsync(PoolId pool) =>
        await (await DatabaseAsync()).ExecuteAsync("XTRIM", Get<CommonArguments>().KeysOf(pool).Events, "MAXLEN", "0");

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await server.DisposeAsync();
    }
}
