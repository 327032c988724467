using System.Text.Json;
using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;

namespace Helpline.Routing.Tests.Steps;

/// <summary>Whom each policy chooses among several, and what is written down about the choice.</summary>
public sealed class PolicyChoiceTests(RedisFixture redis) : PoolTest(redis)
{
    private static readonly Demand Faith = new(Channel.Phone, [.. Phone.Skills, "specialism:faith@2"]);

    // Idle longest: the middle one (7 of 27 levels), then the novice (4), then the expert (11).
    [Theory]
    [InlineData(ChoicePolicy.LongestIdle, new[] { "middle", "novice", "expert" })]
    [InlineData(ChoicePolicy.BestSkill, new[] { "expert", "middle", "novice" })]
    [InlineData(ChoicePolicy.SpareSkill, new[] { "novice", "middle", "expert" })]
    public async Task EachPolicy_ChoosesWhomItShould_AndWritesDownAmongWhom(string policy, string[] order)
    {
        Records.Policy = new() { Choice = policy };
        var agents = new Dictionary<string, (AgentId Id, int Level, int IdleMs)>(StringComparer.Ordinal);
        foreach (var (name, faith, idle) in new[] { ("middle", 5, 3000), ("novice", 2, 2000), ("expert", 9, 1000) })
        {
            agents[name] = (await AgentAsync([.. Phone.Skills, $"specialism:faith@{faith}"]), faith + 2, idle);
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await OfferedAsync(await EnqueueAsync(Faith), agents[order[0]].Id);

        var why = DetailOf(await LastAsync(RoutingEventKind.Offered));
        why.GetProperty("policy").GetString().ShouldBe(policy);
        why.GetProperty("stage").GetInt32().ShouldBe(0);
        var candidates = why.GetProperty("candidates").EnumerateArray().ToList();
        candidates.Select(IdOf).ShouldBe(order.Select(n => agents[n].Id.ToString()));
        candidates.Select(c => c.GetProperty("idleMs").GetInt32()).ShouldBe(order.Select(n => agents[n].IdleMs));
        var asksLevels = !string.Equals(policy, ChoicePolicy.LongestIdle, StringComparison.Ordinal);
        candidates.Select(c => c.TryGetProperty("level", out var level) ? level.GetInt32() : (int?)null).ShouldBe(order.Select(n => asksLevels ? agents[n].Level : (int?)null));
    }

    [Theory]
    [InlineData(ChoicePolicy.BestSkill)]
    [InlineData(ChoicePolicy.SpareSkill)]
    public async Task AmongEquallySkilled_TheLongestIdleIsChosen_AndThenTheSmallerId(string policy)
    {
        Records.Policy = new() { Choice = policy };
        var twins = new[] { await AgentAsync(), await AgentAsync() }.OrderBy(a => a.ToString(), StringComparer.Ordinal).ToList();
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await AgentAsync();

        await OfferedAsync(await EnqueueAsync(), twins[0]);
        await OfferedAsync(await EnqueueAsync(), twins[1]);
    }

    [Fact]
    public async Task TheTenBest_AreWrittenDown_TheChosenFirst()
    {
        var agents = new List<AgentId>();
        for (var i = 0; i < 12; i++)
        {
            agents.Add(await AgentAsync());
            Clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        await OfferedAsync(await EnqueueAsync(), agents[0]);

        var candidates = DetailOf(await LastAsync(RoutingEventKind.Offered)).GetProperty("candidates").EnumerateArray().Select(IdOf);
        candidates.ShouldBe(agents.Take(10).Select(a => a.ToString()));
    }

    [Fact]
    public async Task WhoWasLeftOut_IsCounted_ByReason()
    {
        var writing = await AgentAsync();
        await ActiveAsync(await EnqueueAsync(Sms));
        var call = await EnqueueAsync();
        await WaitsAsync(call);
        Clock.Advance(TimeSpan.FromSeconds(1));
        var declining = await AgentAsync(null, (Channel.Sms, 1));
        var text = await EnqueueAsync(Sms);
        await A.Router.DeclineAsync(Pool, (await OfferedAsync(text, declining)).Id, declining, DeclineReason.NotNow, default);
        var second = await AgentAsync(null, (Channel.Sms, 1));
        await A.Router.DeclineAsync(Pool, (await OfferedAsync(text, second)).Id, second, DeclineReason.NotNow, default);
        await AgentAsync(["lang:cy"]);
        await SignOnAsync(AgentId.New());
        await WaitsAsync(text);

        var third = await AgentAsync(null, (Channel.Sms, 1));
        await OfferedAsync(text, third);
        await A.Router.DeclineAsync(Pool, (await OfferedAsync(text, third)).Id, third, DeclineReason.NotNow, default);
        await A.Router.ReprioritiseAsync(Pool, text.Id, Priority.High, writing, default);

        // The text is ahead of the call now: the one who writes may have it.
        await OfferedAsync(text, writing);
        var skipped = DetailOf(await LastAsync(RoutingEventKind.Offered)).GetProperty("skipped");
        Count(skipped, "declined").ShouldBe(3);
        Count(skipped, "noSkill").ShouldBe(1);
        Count(skipped, "away").ShouldBe(1);
        Count(skipped, "busy").ShouldBe(0);
    }

    [Fact]
    public async Task WhoIsKeptForACall_IsCounted_AndNotChosen()
    {
        await AgentAsync();
        await ActiveAsync(await EnqueueAsync(Sms));
        await WaitsAsync(await EnqueueAsync());
        Clock.Advance(TimeSpan.FromSeconds(1));
        var texting = await AgentAsync(null, (Channel.Sms, 1));

        await OfferedAsync(await EnqueueAsync(Sms), texting);

        var why = DetailOf(await LastAsync(RoutingEventKind.Offered));
        why.GetProperty("candidates").EnumerateArray().Select(IdOf).ShouldBe([texting.ToString()]);
        Count(why.GetProperty("skipped"), "keptForCall").ShouldBe(1);
    }

    private static string? IdOf(JsonElement candidate) => candidate.GetProperty("agent").GetString();

    private static int Count(JsonElement skipped, string reason) => skipped.TryGetProperty(reason, out var count) ? count.GetInt32() : 0;
}
