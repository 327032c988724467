using Helpline.Contracts;
using Helpline.Support;

namespace Helpline.Records.Tests.Storage;

/// <summary>PostgreSQL away and back again, with a server of its own so that nobody else is disturbed.</summary>
public sealed class UnavailableTests : IAsyncLifetime
{
    private static readonly PoolId Pool = new("midlands");
    private PostgresServer server = null!;
    private Node node = null!;

    public async Task InitializeAsync()
    {
        server = await PostgresServer.StartAsync();
        node = await Node.StartAsync(server);
    }

    public async Task DisposeAsync()
    {
        await node.DisposeAsync();
        await server.DisposeAsync();
        Directory.Delete(node.Keys, recursive: true);
    }

    [Fact]
    public async Task EveryDoor_WhilePostgresIsAway_SaysSoPlainly_AndWorksAgainAfterwards()
    {
        await server.StopAsync();

        var contact = ContactId.New();
        var reader = new Reader(AgentId.New(), "in-hand");
        Func<Task>[] doors =
        [
            () => node.Get<IContactFile>().ReadAsync(contact, reader, default),
            () => node.Get<IContactFile>().RecentAsync(Pool, 5, default),
            () => node.Get<IOutbox>().ClaimAsync(1, TimeSpan.FromSeconds(1), default),
            () => node.Get<IOutbox>().UnsettledAsync(TimeSpan.Zero, 1, default),
            () => node.Get<ICallLegs>().FindAsync("CA1", default),
            () => node.Get<ISafeContact>().DecideAsync(new OutboundAttempt(contact, OutboundKind.Text), default),
            () => node.Get<ISafeContact>().ReadAsync(contact, reader, default),
            () => node.Get<ISafeOverrides>().OpenAsync(Pool, reader, default),
            () => node.Get<IAgentDirectory>().OfPoolAsync(Pool, default),
            () => node.Get<IContactEventSink>().CheckpointAsync(Pool, default),
            () => node.Get<IServiceLines>().RefreshAsync(default),
            () => node.Setup.MigrateAsync(default),
            () => node.Setup.HasAccountsAsync(default),
            () => node.Setup.UpsertAccountAsync(new NewAccount("ama", "Ama", "long enough", Pool, [Roles.Agent], [], new Dictionary<Channel, int>()), default),
            async () =>
            {
                await foreach (var open in node.Get<IOpenContacts>().ReadAsync(Pool, default))
                {
                    open.ShouldBeNull();
                }
            },
            async () =>
            {
                await foreach (var e in node.Get<IEventHistory>().ReadAsync(Pool, DateTimeOffset.MinValue, default))
                {
                    e.ShouldBeNull();
                }
            },
        ];
        foreach (var door in doors)
        {
            (await Should.ThrowAsync<RecordsUnavailableException>(door)).Message.ShouldContain("ConnectionStrings:Postgres");
        }

        await server.StartAgainAsync();

        (await node.Get<IContactFile>().RecentAsync(Pool, 5, default)).ShouldBeEmpty();
    }

    [Fact]
    public void AMistakeOfOurs_IsNotTakenForAnOutage() =>
        RecordsUnavailableException.Explains(new InvalidOperationException("x", new Npgsql.PostgresException("duplicate", "ERROR", "ERROR", "23505"))).ShouldBeFalse();
}
