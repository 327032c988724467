namespace Helpline.Routing.Tests.Model;

/// <summary>What the policy <c>longest-idle</c> looks at.</summary>
internal sealed record IdleAgent(string Id, long IdleSince);

/// <summary>The pure model of policy.lua: a named order of facts, strongest first, packed into one score.</summary>
internal static class LongestIdle
{
    public const string Name = "longest-idle";
    private static readonly (long Size, Func<IdleAgent, long> Of)[] Facts = [(1L << 42, agent => agent.IdleSince)];

    public static long Rank(IdleAgent agent) => Facts.Aggregate(0L, (score, fact) => (score * fact.Size) + fact.Of(agent));

    public static IdleAgent? Choose(IEnumerable<IdleAgent> agents) => agents.OrderBy(Rank).ThenBy(a => a.Id, StringComparer.Ordinal).FirstOrDefault();
}
