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
        (await AskAsync(server, db => db.StringSetAsync("k", "v"))).ShouldBeTrue();

        await server.StopAsync();
        await server.StartAgainAsync();

        ((string?)await AskAsync(server, db => db.StringGetAsync("k"))).ShouldBe("v");
    }

    [Fact]
    public async Task AServerThatEndsAtItsStart_IsReportedAtOnceWithWhatItSaid()
    {
        await using var process = ServerProcess.Start("sh -c 'echo no disk left >&2; exit 1'", Path.GetTempPath());
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => process.UntilReadyAsync(() => Task.FromResult(false), "A server"));
        failure.Message.ShouldContain("no disk left");
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

    /// <summary>Closes asynchronously: this client's Dispose waits out its whole synchronous time-out.</summary>
    private static async Task<T> AskAsync<T>(RedisServer server, Func<IDatabase, Task<T>> question)
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        var answer = await question(redis.GetDatabase());
        await redis.CloseAsync();
        return answer;
    }
}
