using System.Collections.Concurrent;
using System.Security.Cryptography;
using Helpline.Support;
using Xunit.Abstractions;

namespace Helpline.Nodes.Tests;

/// <summary>
/// A node is killed before and after every call it makes to Redis and to PostgreSQL while it carries one person's call from arrival to outcome.
/// One or two others go on. By default a sample of the points, with <c>HELPLINE_NIGHTLY=1</c> all of them.
/// </summary>
[Collection(WithServers.Name)]
public sealed class FaultPointTests(Servers servers, ITestOutputHelper output)
{
    private const int OneIn = 5;

    /// <summary>At the times the nodes are set to: an offer and a connection may each run into their deadline (5 s), a lease (10 s) may end, and one more round of each follows.</summary>
    private static readonly TimeSpan Deadlines = TimeSpan.FromSeconds(35);

    public enum Server
    {
        Redis = 1,
        Postgres = 2,

        /// <summary>A Redis that has never seen a script or a pool.</summary>
        NewRedis = 3,
    }

    public enum Then
    {
        /// <summary>Whoever asked the dead node asks another the same.</summary>
        Repeated = 1,

        /// <summary>Nobody does; sweep and deadlines must bring it on.</summary>
        Abandoned = 2,
    }

    [Fact]
    public async Task NobodyKilled_TheCallIsOverAtOnce()
    {
        var (redis, postgres) = await CountAsync(Server.Redis);

        redis.Count.ShouldBeGreaterThan(15);
        postgres.Count.ShouldBeGreaterThan(15);
        output.WriteLine($"Redis: {string.Join(", ", redis)}");
        output.WriteLine($"PostgreSQL: {string.Join(" / ", postgres)}");
    }

    [Theory]
    [CombinatorialPoints]
    public async Task KilledThere_ThePoolConverges(Server server, CutMoment moment, Then then)
    {
        var (redis, postgres) = await CountAsync(server);
        var calls = server == Server.Postgres ? postgres : redis;
        var nightly = Environment.GetEnvironmentVariable("HELPLINE_NIGHTLY") == "1";
        var first = nightly ? 1 : RandomNumberGenerator.GetInt32(OneIn) + 1;
        var points = Enumerable.Range(1, calls.Count).Where(k => nightly || k % OneIn == first % OneIn).ToList();
        output.WriteLine($"{calls.Count} calls to {server}; killed {moment} every {(nightly ? 1 : OneIn)}th, from the {first}.");

        var wrong = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(points, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) =>
        {
            try
            {
                await KillAsync(server, number, moment, then);
            }
            catch (Exception e)
            {
                wrong.Enqueue($"{moment} call {number} to {server} ({calls[number - 1]}), {then}: {e.Message}");
            }
        });

        wrong.ShouldBeEmpty();
    }

    private async Task<(IReadOnlyList<string> Redis, IReadOnlyList<string> Postgres)> CountAsync(Server server)
    {
        await using var redis = server == Server.NewRedis ? await RedisServer.StartAsync() : null;
        var (site, clock) = (await servers.NewSiteAsync(redis), new TestClock(TimeProvider.System.GetUtcNow()));
        await using var other = await site.NewNodeAsync(clock);
        await using var node = site.NewMortal(clock);
        var call = new CallOfOnePerson(site, clock);
        foreach (var step in call.Steps)
        {
            (await node.DoAsync(step.DoAsync)).ShouldBeTrue();
        }

        await CallOfOnePerson.PresentAsync(other, call.There);
        await other.PumpAsync();

        await call.ShouldBeOverOnceAsync(other);
        return (node.Redis.Requests, node.Postgres.Requests);
    }

    private async Task KillAsync(Server server, int number, CutMoment moment, Then then)
    {
        await using var redis = server == Server.NewRedis ? await RedisServer.StartAsync() : null;
        var (site, clock) = (await servers.NewSiteAsync(redis), new TestClock(TimeProvider.System.GetUtcNow()));
        await using var second = await site.NewNodeAsync(clock);
        await using var third = await site.NewNodeAsync(clock);
        await using var node = site.NewMortal(clock);
        (server == Server.Postgres ? node.Postgres : node.Redis).CutAt(number, moment);
        var call = new CallOfOnePerson(site, clock);
        var died = "";
        foreach (var step in call.Steps)
        {
            if (await node.DoAsync(step.DoAsync))
            {
                continue;
            }

            // The step it died in is asked for again, or not; those that never began happen on other nodes as the world goes on.
            if (step.Always || (then == Then.Repeated && died.Length == 0))
            {
                await step.DoAsync(second, CancellationToken.None);
            }

            died = died.Length == 0 ? step.Name : died;
        }

        node.IsDead.ShouldBeTrue("the point was reached");
        Node[] left = number % 2 == 0 ? [second] : [third, second];
        await CallOfOnePerson.PresentAsync(second, call.There);
        var took = await call.UntilOverAsync(left, then == Then.Abandoned && died is "accept" or "connected", Deadlines);
        output.WriteLine($"  {number} ({died}): over after {took.TotalSeconds:0.0} s");
        await call.ShouldBeOverOnceAsync(left[0]);
    }

    private sealed class CombinatorialPointsAttribute : Xunit.Sdk.DataAttribute
    {
        public override IEnumerable<object[]> GetData(System.Reflection.MethodInfo testMethod) =>
            from server in Enum.GetValues<Server>()
            from moment in Enum.GetValues<CutMoment>()
            from then in Enum.GetValues<Then>()
            select new object[] { server, moment, then };
    }
}
