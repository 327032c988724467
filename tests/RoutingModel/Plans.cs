using System.Collections.Frozen;
using System.Globalization;
using Helpline.Contracts;

namespace Helpline.RoutingModel;

/// <summary>What a contact waits for as time goes by: stages of queues, and its own times in milliseconds.</summary>
/// <param name="Story">How long it is kept for the agent who knows the story, should they be busy when it comes.</param>
/// <param name="Expires">After how long it closes unanswered, or null.</param>
public sealed record ModelPlan(IReadOnlyList<PlanStage> Stages, long Offer, long Story, long? Expires)
{
    public static ModelPlan Make(QueuePolicy policy, Demand demand, ModelSettings settings)
    {
        var skills = demand.Skills.Select(Skill.Split).ToList();
        var backups = new SortedSet<string>(StringComparer.Ordinal);
        var stages = new List<PlanStage> { new(0, QueueShape.Of(demand.Channel, skills, backups, policy)) };
        foreach (var stage in policy.Stages.Where(s => s.Channels.Count == 0 || s.Channels.Contains(demand.Channel)))
        {
            skills = [.. skills.Where(s => !stage.Drop.Any(d => Drops(d, s.Name))).Select(s => (s.Name, Math.Min(s.Level, stage.LowerLevelsTo ?? s.Level)))];
            backups.UnionWith(stage.Open);
            var shape = QueueShape.Of(demand.Channel, skills, backups, policy);
            if (!string.Equals(shape.Text, stages[^1].Queue.Text, StringComparison.Ordinal))
            {
                stages.Add(new(stage.AfterSeconds * 1000L, shape));
            }
        }

        var usual = ChannelTraits.Of(demand.Channel).Exclusive ? settings.LiveOffer : settings.WrittenOffer;
        return new(
            stages,
            policy.OfferSeconds.TryGetValue(demand.Channel, out var offer) ? offer * 1000L : (long)usual.TotalMilliseconds,
            policy.StorySeconds * 1000L,
            policy.ExpireSeconds.TryGetValue(demand.Channel, out var expire) ? expire * 1000L : null);
    }

    /// <summary>The last stage that has begun.</summary>
    public int StageAt(long waited)
    {
        var stage = Stages.Count - 1;
        while (stage > 0 && Stages[stage].At > waited)
        {
            stage--;
        }

        return stage;
    }

    // A kind drops all its skills; nobody drops sign language.
    private static bool Drops(string dropped, string skill)
    {
        var name = Skill.Split(dropped).Name;
        return skill != Skill.Bsl
            && (string.Equals(name, skill, StringComparison.Ordinal) || skill.StartsWith(name + ":", StringComparison.Ordinal));
    }
}

/// <summary>One stage of a plan.</summary>
/// <param name="At">Milliseconds after it began to wait.</param>
public sealed record PlanStage(long At, QueueShape Queue);

/// <summary>What all contacts of one queue ask for. <see cref="Text"/> is one string per shape.</summary>
public sealed record QueueShape(
    string Text, Channel Channel, IReadOnlyList<(string Name, int Level)> Skills, FrozenSet<string> Backups, string Policy, bool Interrupts)
{
    public bool Exclusive { get; } = ChannelTraits.Of(Channel).Exclusive;

    public static QueueShape Of(Channel channel, IReadOnlyList<(string Name, int Level)> skills, IReadOnlySet<string> backups, QueuePolicy policy)
    {
        var asked = string.Join(',', skills.Select(s => Skill.AtLevel(s.Name, s.Level)));
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{channel.ToString().ToLowerInvariant()}|{asked}|{string.Join(',', backups)}|{policy.Choice}|{(policy.CallsInterruptWriting ? "i" : "")}");
        return new(text, channel, [.. skills], backups.ToFrozenSet(StringComparer.Ordinal), policy.Choice, policy.CallsInterruptWriting);
    }
}
