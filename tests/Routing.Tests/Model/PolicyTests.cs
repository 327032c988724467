using System.Globalization;
using System.Text.Json;
using Helpline.Contracts;
using Helpline.Routing.Redis;
using Helpline.Routing.Tests.Nodes;
using Helpline.RoutingModel;

namespace Helpline.Routing.Tests.Model;

/// <summary>The policies stand in Lua and in the model: the same facts, the same sizes, the same order.</summary>
public sealed class PolicyTests(RedisFixture redis) : PoolTest(redis)
{
    [Theory]
    [InlineData(ChoicePolicy.LongestIdle, 1)]
    [InlineData(ChoicePolicy.BestSkill, 2)]
    [InlineData(ChoicePolicy.SpareSkill, 3)]
    public async Task TheScript_RanksRandomAgentsAsTheModelDoes(string policy, int seed)
    {
        const string Ask = """
            -- ARGV[1] policy  ARGV[2] candidates as JSON
            --- @include policy
            local ranks = {}
            for i, each in ipairs(cjson.decode(ARGV[2])) do
              local queue = { policy = ARGV[1], count = each.asked }
              local score = rank({ idle = each.idle }, queue, each.levels)
              ranks[i] = string.format('%.0f %.0f %s', score, idleSince(score), levelFrom(score, queue) or 'any')
            end
            return ranks
            """;
        var random = new Random(seed);
        var candidates = Enumerable.Range(0, 200).Select(_ => random.Next(Demand.MaxSkills + 1))
            .Select(asked => new Candidate(asked, asked * random.Next(1, Skill.MaxLevel + 1), random.NextInt64(1L << 41))).ToList();

        var ranks = (string[])await (await A.DatabaseAsync()).ExecuteAsync(
            "EVAL", Library.Expand(Ask), 0, policy, JsonSerializer.Serialize(candidates.Select(c => new { asked = c.Asked, levels = c.Levels, idle = c.IdleSince })));

        ranks.ShouldBe(candidates.Select(c => string.Create(
            CultureInfo.InvariantCulture, $"{Policies.Rank(policy, c)} {c.IdleSince} {(policy == ChoicePolicy.LongestIdle ? "any" : c.Levels)}")));
    }

    [Fact]
    public void EveryPolicyByName_HasFacts_AndTheirSizesMultiplyBelowWhatADoubleHolds()
    {
        Policies.Facts.Keys.ShouldBe(ChoicePolicy.All, ignoreOrder: true);
        foreach (var (name, facts) in Policies.Facts)
        {
            facts.Aggregate(1L, (size, fact) => checked(size * fact.Size)).ShouldBeLessThan(1L << 53, name);
            facts[^1].Name.ShouldBe("idle");
        }
    }
}
