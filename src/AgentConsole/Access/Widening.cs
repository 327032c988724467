using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.AgentConsole.Access;

/// <summary>
/// What the next widening of a waiting contact will change. Stages add up and each is the same applied twice, so the first stage of its line that
/// would still change something is the next.
/// </summary>
internal static class Widening
{
    public static WideningView Next(QueuePolicy? policy, WhyWaiting why, DateTimeOffset at) =>
        (policy ?? QueuePolicy.Default).Stages
            .Where(stage => stage.Channels.Count == 0 || stage.Channels.Contains(why.Contact.Demand.Channel))
            .Select(stage => Change(stage, why, at))
            .FirstOrDefault(change => change.Drops.Count > 0 || change.LowersLevelsTo is not null || change.Opens.Count > 0)
        ?? new WideningView(at, [], null, []);

    private static WideningView Change(QueueStage stage, WhyWaiting why, DateTimeOffset at)
    {
        var drops = why.Asks.Where(skill => stage.Drop.Any(drop => Covers(drop, Skill.Split(skill).Name))).ToList();
        var lowers = stage.LowerLevelsTo is { } most && why.Asks.Except(drops, StringComparer.Ordinal).Any(skill => Skill.Split(skill).Level > most);
        return new WideningView(at, drops, lowers ? stage.LowerLevelsTo : null, [.. stage.Open.Except(why.OpenBackups, StringComparer.Ordinal)]);
    }

    /// <summary>A stage drops one skill, or a whole kind of them.</summary>
    private static bool Covers(string drop, string skill) =>
        string.Equals(Skill.Split(drop).Name, skill, StringComparison.Ordinal) || skill.StartsWith(drop + ":", StringComparison.Ordinal);
}
