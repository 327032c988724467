namespace Helpline.Contracts;

/// <summary>How the contacts of one line wait, who is asked first, and how the demand widens while nobody can take it.</summary>
public sealed record QueuePolicy
{
    public static QueuePolicy Default { get; } = new();

    /// <summary>The rule that orders free agents, by name: see <see cref="ChoicePolicy"/>.</summary>
    public string Choice { get; init; } = ChoicePolicy.BestSkill;

    /// <summary>How the demand widens, in order of time. None: it stays as it is.</summary>
    public IReadOnlyList<QueueStage> Stages { get; init; } = [];

    /// <summary>A call or a video may ring at an agent who has written work in hand. Otherwise such an agent finishes that first, and gets no newer written work while the call waits.</summary>
    public bool CallsInterruptWriting { get; init; }

    /// <summary>How long a contact waits for the agent who knows the person's story, when they are there but busy. 0 (default): they are asked first only if free.</summary>
    public int StorySeconds { get; init; }

    /// <summary>How long an offer rings, where a channel differs from the installation's setting.</summary>
    public IReadOnlyDictionary<Channel, int> OfferSeconds { get; init; } = new Dictionary<Channel, int>();

    /// <summary>After how long a contact that nobody answered closes as expired. A channel that is absent never expires.</summary>
    public IReadOnlyDictionary<Channel, int> ExpireSeconds { get; init; } = new Dictionary<Channel, int>();

    /// <summary>The wait within which an answer counts for the service level. Default 30 s; a contract may name another.</summary>
    public int ServiceLevelSeconds { get; init; } = 30;

    /// <summary>What is wrong with it, in words for the person who wrote it; empty when nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        if (!ChoicePolicy.All.Contains(Choice, StringComparer.Ordinal))
        {
            yield return $"the choice '{Choice}' is not known: use one of {string.Join(", ", ChoicePolicy.All)}";
        }

        if (StorySeconds is < 0 or > 3600 || ServiceLevelSeconds is < 1 or > 3600)
        {
            yield return "StorySeconds must be 0 to 3600 and ServiceLevelSeconds 1 to 3600";
        }

        if (OfferSeconds.Values.Any(s => s is < 5 or > 600) || ExpireSeconds.Values.Any(s => s is < 60 or > 7 * 86_400))
        {
            yield return "OfferSeconds must be 5 to 600 and ExpireSeconds 60 to 604800";
        }

        if (Stages.Count > 10 || Stages.Zip(Stages.Skip(1)).Any(p => p.First.AfterSeconds >= p.Second.AfterSeconds))
        {
            yield return "Stages must be at most ten, each later than the one before";
        }

        foreach (var problem in Stages.SelectMany(s => s.Problems()))
        {
            yield return problem;
        }
    }
}

/// <summary>One widening of a demand. Stages add up: what an earlier one dropped stays dropped.</summary>
public sealed record QueueStage
{
    /// <summary>How long after it began to wait.</summary>
    public int AfterSeconds { get; init; }

    /// <summary>Skills no longer asked for: a whole kind (<c>specialism</c>) or one skill (<c>specialism:faith</c>).</summary>
    public IReadOnlyList<string> Drop { get; init; } = [];

    /// <summary>No level above this is asked for any more.</summary>
    public int? LowerLevelsTo { get; init; }

    /// <summary>Back-up groups of agents (<c>on-call</c>) that are asked from now on.</summary>
    public IReadOnlyList<string> Open { get; init; } = [];

    /// <summary>The channels it is for; none named means all.</summary>
    public IReadOnlyList<Channel> Channels { get; init; } = [];

    internal IEnumerable<string> Problems()
    {
        if (AfterSeconds is < 1 or > 86_400)
        {
            yield return $"a stage after {AfterSeconds} s: use 1 to 86400";
        }

        if (LowerLevelsTo is < 1 or > Skill.MaxLevel)
        {
            yield return $"LowerLevelsTo {LowerLevelsTo}: use 1 to {Skill.MaxLevel}";
        }

        foreach (var bad in Open.Where(group => !ShortName.IsValid(group)))
        {
            yield return $"'{bad}' is not the name of a back-up group: use lower-case letters, digits and dashes";
        }

        foreach (var bad in Drop.Where(skill => !Skill.IsValid(skill) || skill.Contains('@', StringComparison.Ordinal)))
        {
            yield return $"'{bad}' is not a skill or a kind of skill, without a level";
        }

        if (Drop.Contains(Skill.Bsl, StringComparer.Ordinal))
        {
            yield return "the skill bsl cannot be dropped: a Deaf person would be offered to somebody who does not sign";
        }
    }
}

/// <summary>The rules by which one of several free agents is asked. The agent who knows the person's story always comes first.</summary>
public static class ChoicePolicy
{
    /// <summary>Whoever has been idle longest.</summary>
    public const string LongestIdle = "longest-idle";

    /// <summary>Whoever has the highest levels in what is asked for; among equals, who has been idle longest.</summary>
    public const string BestSkill = "best-skill";

    /// <summary>Whoever has the lowest levels that suffice, so that those with rare skills stay free; among equals, who has been idle longest.</summary>
    public const string SpareSkill = "spare-skill";

    public static IReadOnlyList<string> All { get; } = [LongestIdle, BestSkill, SpareSkill];
}
