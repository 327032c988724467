using Helpline.Support;
using Npgsql;
using StackExchange.Redis;

namespace Helpline.Contracts.Tests;

/// <summary>The servers every other test leans on really start, keep their data over a restart, and stop.</summary>
public sealed class ServersTests
{
    [Fact]
    public async Task Redis_StoppedAndStartedAgain_KeepsWhatItAcknowledged()
    {
        await using var server = await RedisServer.StartAsync();
        using (var redis = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString))
        {
            (await redis.GetDatabase().StringSetAsync("k", "v")).ShouldBeTrue();
        }

        await server.StopAsync();
        await server.StartAgainAsync();

        using var again = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        ((string?)await again.GetDatabase().StringGetAsync("k")).ShouldBe("v");
    }

    [Fact]
    public async Task Postgres_GivesEachTestADatabaseOfItsOwn()
    {
        await using var server = await PostgresServer.StartAsync();
        var first = await server.CreateDatabaseAsync();
        var second = await server.CreateDatabaseAsync();
        first.ShouldNotBe(second);

        await using var connection = new NpgsqlConnection(first);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select current_setting('server_encoding')", connection);
        (await command.ExecuteScalarAsync()).ShouldBe("UTF8");
    }
}
