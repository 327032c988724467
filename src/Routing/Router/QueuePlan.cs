using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Helpline.Contracts;

namespace Helpline.Routing.Router;

/// <summary>
/// What a line's policy means for one demand, as the scripts read it: the queue of each stage, and times in milliseconds. Named by the hash of its text, so equal plans are one.
/// </summary>
internal sealed record QueuePlan(string Name, string Json)
{
    private const int MostKnown = 2_000;

    // A policy that was read anew is another one; what was made of the old one goes with it.
    private static readonly ConditionalWeakTable<QueuePolicy, ConcurrentDictionary<(string Demand, int Offer), QueuePlan>> Known = [];

    /// <summary>The plan, made once.</summary>
    /// <param name="offer">How long an offer rings where the line does not say.</param>
    public static QueuePlan Of(QueuePolicy policy, Demand demand, TimeSpan offer)
    {
        var (known, key) = (Known.GetOrCreateValue(policy), (demand.Key, (int)offer.TotalSeconds));
        if (known.TryGetValue(key, out var plan))
        {
            return plan;
        }

        if (known.Count > MostKnown)
        {
            known.Clear();
        }

        return known[key] = Make(policy, demand, offer);
    }

    private static QueuePlan Make(QueuePolicy policy, Demand demand, TimeSpan offer)
    {
        var (skills, backups) = (demand.Skills, new SortedSet<string>(StringComparer.Ordinal));
        var stages = new List<StageWire> { new(0, Queue(skills)) };
        foreach (var stage in policy.Stages.Where(s => s.Channels.Count == 0 || s.Channels.Contains(demand.Channel)))
        {
            skills = Widen(skills, stage);
            backups.UnionWith(stage.Open);
            if (Queue(skills) is var queue && !string.Equals(queue, stages[^1].Queue, StringComparison.Ordinal))
            {
                stages.Add(new(stage.AfterSeconds * 1000L, queue));
            }
        }

        var rings = policy.OfferSeconds.TryGetValue(demand.Channel, out var seconds) ? TimeSpan.FromSeconds(seconds) : offer;
        var json = JsonSerializer.Serialize(
            new PlanWire(
                stages,
                (long)rings.TotalMilliseconds,
                policy.StorySeconds > 0 ? policy.StorySeconds * 1000L : null,
                policy.ExpireSeconds.TryGetValue(demand.Channel, out var expires) ? expires * 1000L : null),
            PlanJson.Default.PlanWire);
        return new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..16], json);

        string Queue(IReadOnlyList<string> skills) =>
            $"{new Demand(demand.Channel, skills).Key}|{string.Join(',', backups)}|{policy.Choice}|{(policy.CallsInterruptWriting && ChannelTraits.Of(demand.Channel).Exclusive ? "i" : "")}";
    }

    private static IReadOnlyList<string> Widen(IReadOnlyList<string> skills, QueueStage stage) =>
        [.. from skill in skills
            let asked = Skill.Split(skill)
            where !stage.Drop.Any(dropped => string.Equals(asked.Name, dropped, StringComparison.Ordinal) || asked.Name.StartsWith(dropped + ':', StringComparison.Ordinal))
            select Skill.AtLevel(asked.Name, Math.Min(asked.Level, stage.LowerLevelsTo ?? Skill.MaxLevel))];
}

internal sealed record StageWire(long At, string Queue);

internal sealed record PlanWire(IReadOnlyList<StageWire> Stages, long Offer, long? Story, long? Expires);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PlanWire))]
internal sealed partial class PlanJson : JsonSerializerContext;
