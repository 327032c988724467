using Helpline.Contracts;
using Helpline.Records;
using Helpline.Support;
using Npgsql;

namespace Helpline.Nodes.Tests;

/// <summary>The servers of all tests, and a migrated database to copy.</summary>
public sealed class Servers : IAsyncLifetime
{
    private string? migrated;
    private int sites;

    public RedisServer Redis { get; private set; } = null!;

    public PostgresServer Postgres { get; private set; } = null!;

    public string Keys { get; } = Directory.CreateTempSubdirectory("hl-keys-").FullName;

    public async Task InitializeAsync()
    {
        var postgres = PostgresServer.StartAsync();
        Redis = await RedisServer.StartAsync();
        Postgres = await postgres;
        migrated = await Postgres.CreateDatabaseAsync();
        await using var node = new Node(new Site(Redis, migrated, "setup", Keys), Redis.ConnectionString, migrated);
        await node.Get<IRecordsSetup>().MigrateAsync(default);
        await node.Get<IRecordsSetup>().SeedLinesAsync([Site.Line], default);
        await node.OpenAsync();
        await node.View.SnapshotAsync(Site.Pool, default); // Redis learns the rule.
    }

    public async Task DisposeAsync()
    {
        await Redis.DisposeAsync();
        await Postgres.DisposeAsync();
        Directory.Delete(Keys, recursive: true);
    }

    /// <summary>An installation of its own on the shared servers, or on a Redis of the test's own.</summary>
    internal async Task<Site> NewSiteAsync(RedisServer? redis = null) =>
        new(redis ?? Redis, await Postgres.CreateDatabaseAsync(copyOf: migrated), $"n{Interlocked.Increment(ref sites)}", Keys);
}

[CollectionDefinition(Name)]
public sealed class WithServers : ICollectionFixture<Servers>
{
    public const string Name = "servers";
}

/// <summary>One installation: a database and a part of Redis, and as many nodes as a test wants.</summary>
internal sealed class Site(RedisServer redis, string database, string prefix, string keys)
{
    public static readonly PoolId Pool = new("midlands");

    public static readonly ServiceLine Line = new(
        new("northants"), Pool, "Northamptonshire", "Northamptonshire", "en", "You are through.", [new(Channel.Phone, "+448081570100"), new(Channel.Sms, "+447700900100")]);

    public string Database => database;

    public string Prefix => prefix;

    public string Keys => keys;

    public async Task<Node> NewNodeAsync(TimeProvider? scripts = null, TimeProvider? clock = null)
    {
        var node = new Node(this, redis.ConnectionString, database, scripts, clock);
        await node.OpenAsync();
        return node;
    }

    /// <summary>A node that reaches its servers through proxies, and dies when one of them says so.</summary>
    public Mortal NewMortal(TimeProvider? scripts = null)
    {
        var life = new CancellationTokenSource();
        var postgres = new NpgsqlConnectionStringBuilder(database);
        var (toRedis, toPostgres) = (FaultProxy.BeforeRedis(redis.Port, life), FaultProxy.BeforePostgres(postgres.Port, life));
        postgres.Port = toPostgres.Port;
        var redisThere = redis.ConnectionString.Replace($":{redis.Port},", $":{toRedis.Port},", StringComparison.Ordinal);
        return new(new Node(this, redisThere, postgres.ConnectionString, scripts), toRedis, toPostgres, life);
    }

    public async Task<IReadOnlyList<T>> ColumnAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<T>();
        while (await reader.ReadAsync())
        {
            values.Add(reader.GetFieldValue<T>(0));
        }

        return values;
    }
}

/// <summary>A node that can be cut off.</summary>
internal sealed class Mortal(Node node, FaultProxy redis, FaultProxy postgres, CancellationTokenSource life) : IAsyncDisposable
{
    public Node Node => node;

    public FaultProxy Redis => redis;

    public FaultProxy Postgres => postgres;

    public bool IsDead => life.IsCancellationRequested;

    /// <summary>Lets the node do something; false when it died of it, or was dead.</summary>
    public async Task<bool> DoAsync(Func<Node, CancellationToken, Task> step)
    {
        try
        {
            await step(node, life.Token).WaitAsync(life.Token);
            return true;
        }
        catch (Exception) when (IsDead)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await redis.DisposeAsync();
        await postgres.DisposeAsync();
        await node.DisposeAsync();
        life.Dispose();
    }
}
