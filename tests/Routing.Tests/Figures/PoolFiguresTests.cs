using System.Text.Json;
using Helpline.Contracts;
using Helpline.Routing.Figures;
using Helpline.Routing.Redis;
using Helpline.Routing.Tests.Nodes;
using Helpline.Support;
using StackExchange.Redis;

namespace Helpline.Routing.Tests.Figures;

/// <summary>The figures of a real pool, as a node's console asks for them.</summary>
public sealed class PoolFiguresTests(RedisFixture redis) : PoolTest(redis)
{
    [Fact]
    public async Task AFewContacts_ShowAsTheyWent()
    {
        var figures = await AfterAMorningAsync();

        var total = figures.Queues[0];
        (total.Waiting, total.Today!.Offered, total.Today.Answered, total.Today.Abandoned).ShouldBe((1, 4, 2, 1));
        total.Today.ServiceLevel.ShouldBe(1.0 / 3); // within 30 s: one; the other took 35, one left, one has only just come
        total.Today.AverageSpeedOfAnswer.ShouldBe(TimeSpan.FromSeconds(20));
        total.LongestWait!.Value.ShouldBe(TimeSpan.Zero, TimeSpan.FromSeconds(20));
        figures.Queues.Single(q => q is { Line: null, Channel: Channel.Sms }).Waiting.ShouldBe(1);
        figures.AgentsByState.Where(s => s.Value > 0).ShouldBe([new(AgentActivity.WrapUp, 1)]);
        figures.Occupancy!.Value.ShouldBe(55.0 / 90, 0.2);
        figures.DayStart.ShouldBe(new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));
        figures.Position.ShouldBe((await SnapshotAsync()).Position);
    }

    [Fact]
    public async Task ANodeThatComesLater_ReadsTheSameFromTheHistory()
    {
        var followed = await AfterAMorningAsync();
        await PumpAsync();
        await EnqueueAsync(Sms); // not in Records yet
        followed = await UntilAsync(A, f => f.Position > followed.Position);

        Told(await KnownAsync(B)).ShouldBe(Told(followed));
    }

    [Fact]
    public async Task WhatIsOpenSinceLongAgo_IsThere_ButNotOfToday()
    {
        await EnqueueAsync(Sms);
        Clock.Advance(TimeSpan.FromHours(50));
        await EnqueueAsync(Phone);
        await PumpAsync();

        var total = (await KnownAsync(A)).Queues[0];

        (total.Waiting, total.Today!.Offered).ShouldBe((2, 1));
        total.LongestWait!.Value.ShouldBe(TimeSpan.FromHours(50), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task HistoryAway_TheLivePartIsThereAtOnce_AndTheDayUnknownUntilItIsBack()
    {
        await EnqueueAsync();
        await PumpAsync();
        Records.HistoryFails = new InvalidOperationException("The database is away.");
        var figures = await A.Figures.NowAsync(Pool, default);
        await EnqueueAsync();
        figures = await UntilAsync(A, f => f.Queues[0].Waiting == 2);
        (figures.DayKnown, figures.Queues[0].Today, figures.Occupancy).ShouldBe((false, null, null));

        Records.HistoryFails = null;

        (await KnownAsync(A)).Queues[0].Today!.Offered.ShouldBe(2);
    }

    [Fact]
    public async Task RedisEmptied_TheDayGoesOn_AndNobodyArrivesTwice()
    {
        var before = await AfterAMorningAsync();
        await PumpAsync();
        var root = A.Get<CommonArguments>().KeysOf(Pool).Root.ToString();
        var database = await A.DatabaseAsync();
        var keys = (string[])await database.ExecuteAsync("KEYS", $"{root[..root.IndexOf('{', StringComparison.Ordinal)]}*");
        await database.KeyDeleteAsync([.. keys.Select(k => (RedisKey)k)]);

        await B.SweepAsync();

        var after = await UntilAsync(A, f => f.DayKnown && f.Position.Epoch > before.Position.Epoch && f.Queues[0].Waiting == 1);
        after.Queues[0].Today.ShouldBe(before.Queues[0].Today);
        after.AgentsByState[AgentActivity.Away].ShouldBe(1);
    }

    [Fact]
    public async Task WhatAnAgentSignedOnWith_IsReadFromTheEvent()
    {
        await AgentAsync(["line:northants@3", "lang:en"], (Channel.Phone, 1));

        var known = AgentCapability.Read((await EventsAsync()).First(e => e is { Kind: RoutingEventKind.AgentChanged, Reason: "signedOn" }).Detail);

        known.ShouldNotBeNull();
        AgentCapability.Serves(known, Pools.Line, Channel.Phone).ShouldBeTrue();
        AgentCapability.Serves(known, null, Channel.Phone).ShouldBeTrue();
        AgentCapability.Serves(known, Pools.OtherLine, Channel.Phone).ShouldBeFalse();
        AgentCapability.Serves(known, Pools.Line, Channel.Sms).ShouldBeFalse();
    }

    [Fact]
    public async Task RedisAway_IsSaid()
    {
        await using var node = new Node("127.0.0.1:1,abortConnect=false", "none", Records);
        await Should.ThrowAsync<RoutingUnavailableException>(async () => await node.Figures.NowAsync(Pool, default));
    }

    // One answered after 5 s, one after 35 s and still wrapped up, one who left after 6 s; a text waits.
    private async Task<PoolFigures> AfterAMorningAsync()
    {
        await A.Figures.NowAsync(Pool, default);
        var agent = await AgentAsync();
        var first = await EnqueueAsync();
        await PassAsync(TimeSpan.FromSeconds(5), agent);
        var talk = await ActiveAsync(first);
        var second = await EnqueueAsync();
        var third = await EnqueueAsync();
        await PassAsync(TimeSpan.FromSeconds(6), agent);
        await A.Router.PersonLeftAsync(Pool, third.Id, CloseReason.Abandoned, default);
        await PassAsync(TimeSpan.FromSeconds(24), agent);
        await A.Router.EndAsync(Pool, talk.Id, agent, default);
        await A.Router.CompleteAsync(Pool, talk.Id, agent, default);
        await PassAsync(TimeSpan.FromSeconds(5), agent);
        await WrappingUpAsync(second);
        await PassAsync(TimeSpan.FromSeconds(5), agent);
        await EnqueueAsync(new(Channel.Sms, ["lang:cy"]));
        var position = (await SnapshotAsync()).Position;
        return await UntilAsync(A, f => f.DayKnown && f.Position == position);
    }

    private static Task<PoolFigures> KnownAsync(Node node) => UntilAsync(node, f => f.DayKnown);

    private static async Task<PoolFigures> UntilAsync(Node node, Func<PoolFigures, bool> shown)
    {
        PoolFigures? figures = null;
        await Poll.Until(async () => shown(figures = await node.Figures.NowAsync(Pool, default)), () => $"the figures are still {Told(figures!)}");
        return figures!;
    }

    private async Task PumpAsync() => await Records.AppendAsync(Pool, await EventsAsync(), default);

    // Without what goes by the time of the question.
    private static string Told(PoolFigures figures) => JsonSerializer.Serialize(figures with
    {
        At = default,
        Occupancy = figures.Occupancy is { } share ? Math.Round(share, 1) : null,
        Queues = [.. figures.Queues.Select(q => q with { LongestWait = null })],
    });
}
