using System.Text.Json;
using Helpline.Contracts;
using Helpline.Routing.Redis;

namespace Helpline.Routing.Router;

/// <summary>Who is there and what they can take.</summary>
internal sealed class AgentPresence(ScriptRunner scripts) : IAgentPresence
{
    public async Task<StepOutcome> SignOnAsync(PoolId pool, AgentProfile profile, CancellationToken cancellationToken) =>
        (StepOutcome)(int)(await scripts.RunAsync(Scripts.SignOn, pool, [profile.Id.ToString(), Pack(profile)], cancellationToken))[0];

    public Task<StepOutcome> ForceOffAsync(PoolId pool, AgentId agent, AgentId by, CancellationToken cancellationToken) => throw new NotSupportedException();

    public async Task<StepOutcome> SetStatusAsync(PoolId pool, AgentId agent, AgentStatus status, string? reason, CancellationToken cancellationToken)
    {
        var reply = await scripts.RunAsync(Scripts.SetStatus, pool, [agent.ToString(), LuaTables.Word(status), reason ?? ""], cancellationToken);
        return (StepOutcome)(int)reply[0];
    }

    public async Task<IReadOnlyList<AgentId>> RenewAsync(PoolId pool, IReadOnlyCollection<AgentId> heard, CancellationToken cancellationToken)
    {
        if (heard.Count == 0)
        {
            return [];
        }

        var reply = await scripts.RunAsync(Scripts.Renew, pool, [.. heard.Select(a => (StackExchange.Redis.RedisValue)a.ToString())], cancellationToken);
        return [.. reply.Skip(1).Select(a => AgentId.Parse((string)a))];
    }

    // Sorted, so that equal profiles are equal texts and signing on again changes nothing.
    private static string Pack(AgentProfile profile) => JsonSerializer.Serialize(new
    {
        skills = profile.Skills.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        capacity = new SortedDictionary<string, int>(
            profile.Capacity.ToDictionary(c => c.Key.ToString().ToLowerInvariant(), c => c.Value, StringComparer.Ordinal), StringComparer.Ordinal),
    });
}
