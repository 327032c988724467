using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.AgentConsole.Access;

/// <summary>What the next widening of a waiting contact changes, as the difference of what it asks for now and from then on.</summary>
internal static class WideningChange
{
    public static WideningView Between(WhyWaiting now, Widening next)
    {
        var then = next.Asks.Select(Skill.Split).ToDictionary(skill => skill.Name, skill => skill.Level, StringComparer.Ordinal);
        var drops = now.Asks.Where(skill => !then.ContainsKey(Skill.Split(skill).Name)).ToList();
        var lowered = now.Asks.Except(drops, StringComparer.Ordinal).Select(Skill.Split).Where(skill => then[skill.Name] < skill.Level).Select(skill => then[skill.Name]).ToList();
        return new(next.At, drops, lowered.Count > 0 ? lowered.Max() : null, [.. next.OpenBackups.Except(now.OpenBackups, StringComparer.Ordinal)]);
    }
}
