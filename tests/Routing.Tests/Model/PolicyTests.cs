using System.Globalization;
using System.Text.Json;
using Helpline.Contracts;
using Helpline.Routing.Redis;
using Helpline.Routing.Tests.Nodes;
using Helpline.RoutingModel;

namespace Helpline.Routing.Tests.Model;

public sealed class PolicyTests(RedisFixture redis) : PoolTest(redis)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task TheScript_RanksRandomAgentsAsTheModelDoes(int seed)
    {
        const string Ask = """
            -- ARGV[1] agents as JSON
            --- @include policy
            local ranks = { policy.name }
            for i, agent in ipairs(cjson.decode(ARGV[1])) do
              ranks[i + 1] = string.format('%.0f', rank(agent)) .. ' ' .. string.format('%.0f', idleSince(rank(agent)))
            end
            return ranks
            """;
        var random = new Random(seed);
        var agents = Enumerable.Range(0, 200).Select(_ => new Candidate(0, 0, random.NextInt64(1L << 41))).ToList();

        var ranks = (string[])await (await A.DatabaseAsync()).ExecuteAsync(
            "EVAL", Script.Parse("ask", 0, Ask).Text, 0, JsonSerializer.Serialize(agents.Select(a => new { idle = a.IdleSince })));

        ranks[0].ShouldBe(ChoicePolicy.LongestIdle);
        ranks.Skip(1).ShouldBe(agents.Select(a => string.Create(CultureInfo.InvariantCulture, $"{Policies.Rank(ChoicePolicy.LongestIdle, a)} {a.IdleSince}")));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task TheScript_ChoosesAmongRandomAgentsAsTheModelDoes(int seed)
    {
        var random = new Random(seed);
        var idle = new List<(string Id, long IdleSince)>();
        foreach (var _ in Enumerable.Range(0, 30))
        {
            Clock.Advance(TimeSpan.FromMilliseconds(random.Next(3)));
            idle.Add(new((await AgentAsync(capacity: (Channel.Phone, 1))).ToString(), Clock.GetUtcNow().ToUnixTimeMilliseconds()));
        }

        while (idle.Count > 0)
        {
            var expected = idle.OrderBy(a => Policies.Rank(ChoicePolicy.LongestIdle, new(0, 0, a.IdleSince))).ThenBy(a => a.Id, StringComparer.Ordinal).First();
            (await OfferedAsync(await EnqueueAsync())).Agent.ToString().ShouldBe(expected.Id);
            idle.Remove(expected);
        }
    }
}
