using StackExchange.Redis;

namespace Helpline.Bench.Routing;

/// <summary>A script that does nothing, through the router's own connection: what client, network and Redis cost before any rule is looked at.</summary>
internal sealed class NoOp(IDatabase database, byte[] hash)
{
    private static readonly RedisKey[] Keys = ["bench"];

    public static async Task<NoOp> LoadAsync(RoutingNode node)
    {
        var database = await node.DatabaseAsync();
        return new(database, Convert.FromHexString((string)await database.ExecuteAsync("SCRIPT", "LOAD", "return 1")));
    }

    public Task RunAsync() => database.ScriptEvaluateAsync(hash, Keys, []);
}
