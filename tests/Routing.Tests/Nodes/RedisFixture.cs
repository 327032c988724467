using Helpline.Support;

namespace Helpline.Routing.Tests.Nodes;

/// <summary>One Redis for all tests that leave it running; each has a key prefix of its own.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    private RedisServer? server;
    private int prefixes;

    public string ConnectionString => server!.ConnectionString;

    public string NextPrefix() => $"t{Interlocked.Increment(ref prefixes)}";

    public async Task InitializeAsync() => server = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await server!.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class RedisTests : ICollectionFixture<RedisFixture>
{
    public const string Name = "Redis";
}
