using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Helpline.Contracts;
using Helpline.Routing.Redis;
using StackExchange.Redis;

namespace Helpline.Routing.Router;

/// <summary>Who is there and what they can take.</summary>
internal sealed class AgentPresence(ScriptRunner scripts) : IAgentPresence
{
    private const int LongestReason = 100;
    private const int MostSkills = 200;
    private const int MostAtOnce = 100;

    public Task<StepOutcome> SignOnAsync(PoolId pool, AgentProfile profile, CancellationToken cancellationToken) =>
        IsValid(profile)
            ? StepAsync(Scripts.SignOn, pool, [profile.Id.ToString(), Pack(profile), NameOf(Pack(profile))], cancellationToken)
            : Task.FromResult(StepOutcome.NotValid);

    public Task<StepOutcome> SetStatusAsync(PoolId pool, AgentId agent, AgentStatus status, string? reason, CancellationToken cancellationToken) =>
        Enum.IsDefined(status) && (reason is null || reason.Length <= LongestReason)
            ? StepAsync(Scripts.SetStatus, pool, [agent.ToString(), LuaTables.Word(status), reason ?? "", ""], cancellationToken)
            : Task.FromResult(StepOutcome.NotValid);

    public Task<StepOutcome> ForceOffAsync(PoolId pool, AgentId agent, AgentId by, CancellationToken cancellationToken) =>
        StepAsync(Scripts.SetStatus, pool, [agent.ToString(), LuaTables.Word(AgentStatus.Offline), "forcedOff", by.ToString()], cancellationToken);

    public async Task<IReadOnlyList<AgentId>> RenewAsync(PoolId pool, IReadOnlyCollection<AgentId> heard, CancellationToken cancellationToken)
    {
        if (heard.Count == 0)
        {
            return [];
        }

        var reply = await scripts.RunAsync(Scripts.Renew, pool, [.. heard.Select(a => (RedisValue)a.ToString())], cancellationToken);
        return [.. reply.Skip(1).Select(a => AgentId.Parse((string)a))];
    }

    private static bool IsValid(AgentProfile profile) =>
        profile.Skills.Count <= MostSkills && profile.Skills.All(Skill.IsValid)
        && (profile.Backups ?? []).All(ShortName.IsValid)
        && profile.Capacity.All(c => Enum.IsDefined(c.Key) && c.Value is >= 0 and <= MostAtOnce);

    // Sorted, so that equal profiles are equal texts and signing on again changes nothing.
    private static string Pack(AgentProfile profile) => JsonSerializer.Serialize(new
    {
        skills = new SortedDictionary<string, int>(
            Skill.Normalise(profile.Skills).Select(Skill.Split).ToDictionary(s => s.Name, s => s.Level, StringComparer.Ordinal), StringComparer.Ordinal),
        capacity = new SortedDictionary<string, int>(
            profile.Capacity.ToDictionary(c => c.Key.ToString().ToLowerInvariant(), c => c.Value, StringComparer.Ordinal), StringComparer.Ordinal),
        backups = (profile.Backups ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    });

    private static string NameOf(string profile) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(profile)))[..16];

    private async Task<StepOutcome> StepAsync(Script script, PoolId pool, RedisValue[] own, CancellationToken cancellationToken) =>
        (StepOutcome)(int)(await scripts.RunAsync(script, pool, own, cancellationToken))[0];
}
