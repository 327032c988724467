using Helpline.Contracts;
using Microsoft.Extensions.Options;

namespace Helpline.Routing.Router;

/// <summary>Finds the plan of a contact: the policy of the line whose people it waits for, else of the line it came on.</summary>
internal sealed class QueuePlans(IServiceLines lines, IOptions<RoutingOptions> options)
{
    private const string LineSkill = "line:";

    public QueuePlan For(LineId line, Demand demand)
    {
        var asked = demand.Skills.FirstOrDefault(s => s.StartsWith(LineSkill, StringComparison.Ordinal));
        var policy = (asked is null ? null : lines.Find(new(Skill.Split(asked).Name[LineSkill.Length..]))) ?? lines.Find(line);
        var offer = ChannelTraits.Of(demand.Channel).Exclusive ? options.Value.LiveOfferSeconds : options.Value.WrittenOfferSeconds;
        return QueuePlan.Of(policy?.Queue ?? QueuePolicy.Default, demand, TimeSpan.FromSeconds(offer));
    }

    /// <summary>What a contact of this demand asks for when it is handed to the people of another line of the pool, in the language it has; null when there is no such line.</summary>
    public Demand? OnLine(PoolId pool, LineId line, Demand demand) =>
        lines.Find(line) is { } target && target.Pool == pool
            ? new Demand(demand.Channel, demand.Skills.Where(s => !s.StartsWith(LineSkill, StringComparison.Ordinal)).Append(Skill.Line(line)))
            : null;
}
