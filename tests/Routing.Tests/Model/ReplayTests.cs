using Helpline.Contracts;
using Helpline.Routing.Events;
using Helpline.Routing.Redis;
using Helpline.Routing.Tests.Nodes;
using Helpline.RoutingModel;

namespace Helpline.Routing.Tests.Model;

/// <summary>The recorded history alone suffices to decide again.</summary>
public sealed class ReplayTests(RedisFixture redis) : HistoryTest(redis)
{
    public static TheoryData<int> Seeds => [.. Nightly ? Enumerable.Range(Random.Shared.Next(1_000_000), 100) : Enumerable.Range(101, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task TheHistory_AskedOfThePureModel_GivesTheSameDecisions(int seed)
    {
        await PlayAsync(seed, StepsOf(seed));
        var replay = new Replay(World.LineOf);
        foreach (var entry in await EntriesAsync())
        {
            var happened = entry.Events.Where(e => e.Kind != RoutingEventKind.EpochStarted).ToList();
            if (happened.Count > 0)
            {
                replay.Decide(entry with { Events = happened }).Select(Told).ShouldBe(happened.Select(Told), $"seed {seed}, entry {entry.Id}");
            }
        }
    }

    private async Task<IReadOnlyList<StreamEntry>> EntriesAsync()
    {
        var key = A.Get<CommonArguments>().KeysOf(Pool).Events;
        return StreamEntry.ReadEntries(Pool, await (await A.DatabaseAsync()).ExecuteAsync("XRANGE", key, "-", "+"));
    }

    private static string Told(RoutingEvent e) => $"{e.Kind} contact {e.Contact?.Id} agent {e.Assignment?.Agent ?? e.Agent?.Id}";

    private static string Told(ModelFact f) => $"{f.Kind} contact {f.Contact?.Id} agent {f.Assignment?.Agent.Id ?? f.Agent?.Id}";
}
