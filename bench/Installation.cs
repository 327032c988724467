using Helpline.Support;

namespace Helpline.Bench;

/// <summary>A whole helpline of its own for one measure: Redis, PostgreSQL and the real host, thrown away afterwards.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly RedisServer redis;
    private readonly PostgresServer postgres;
    private readonly string keys = Directory.CreateTempSubdirectory("hl-keys-").FullName;

    private Installation(RedisServer redis, PostgresServer postgres)
    {
        this.redis = redis;
        this.postgres = postgres;
    }

    public HostProcess Host { get; private set; } = null!;

    public static async Task<Installation> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var installation = new Installation(await RedisServer.StartAsync(), await PostgresServer.StartAsync());
        var all = new Dictionary<string, string>(settings, StringComparer.Ordinal)
        {
            ["ConnectionStrings__Redis"] = installation.redis.ConnectionString,
            ["ConnectionStrings__Postgres"] = await installation.postgres.CreateDatabaseAsync(),
            ["Keys__Directory"] = installation.keys,
        };
        installation.Host = await HostProcess.StartAsync(all);
        return installation;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await postgres.DisposeAsync();
        await redis.DisposeAsync();
        Directory.Delete(keys, recursive: true);
    }
}
