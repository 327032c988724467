using Helpline.Records.Storage;
using Helpline.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Helpline.Records.Tests;

/// <summary>One node with Records in it, as the host makes it. Several can share a database, a folder of keys and a clock.</summary>
public sealed class Node : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private Node(string database, string keys, TestClock clock, bool ownsTime = true)
    {
        (Database, Keys, Clock) = (database, keys, clock);
        services = Build(database, keys, clock, ownsTime, Logs);
    }

    public string Database { get; }

    public string Keys { get; }

    public TestClock Clock { get; }

    public LogLines Logs { get; } = new();

    /// <summary>A node on a database and keys of its own, migrated.</summary>
    public static async Task<Node> StartAsync(PostgresServer server)
    {
        var node = new Node(await server.CreateDatabaseAsync(), Directory.CreateTempSubdirectory("hl-keys-").FullName, new TestClock());
        await node.Setup.MigrateAsync(default);
        return node;
    }

    /// <summary>A node that has not been migrated yet.</summary>
    public static Node Unstarted(string database, string keys) => new(database, keys, new TestClock());

    /// <summary>Another node of the same installation, or this one after a restart.</summary>
    public async Task<Node> AnotherAsync()
    {
        var node = new Node(Database, Keys, Clock);
        await node.Setup.MigrateAsync(default);
        return node;
    }

    /// <summary>Another node of the same installation that goes by PostgreSQL's time, as in earnest, with a clock of its own that is wrong by so much.</summary>
    public async Task<Node> WithWrongClockAsync(TimeSpan wrongBy)
    {
        var node = new Node(Database, Keys, new TestClock(TimeProvider.System.GetUtcNow() + wrongBy), ownsTime: false);
        await node.Setup.MigrateAsync(default);
        return node;
    }

    public IRecordsSetup Setup => Get<IRecordsSetup>();

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public AsyncServiceScope Scope() => services.CreateAsyncScope();

    public async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    public async Task<IReadOnlyList<string>> ColumnAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
        {
            values.Add(reader.IsDBNull(0) ? "" : reader.GetValue(0).ToString()!);
        }

        return values;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static ServiceProvider Build(string database, string keys, TestClock clock, bool ownsTime, LogLines logs)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("ConnectionStrings:Postgres", database), new("Keys:Directory", keys)])
            .Build();
        return new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(new DatabaseClock(ownsTime ? clock : null))
            .AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(logs))
            .AddRecords(configuration)
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }
}
