using Helpline.Contracts;

namespace Helpline.RoutingModel;

/// <summary>What a policy looks at: how good an agent is at what a queue asks for, and since when they are idle.</summary>
/// <param name="Asked">How many skills the queue asks for.</param>
/// <param name="Levels">The sum of the agent's levels in them.</param>
/// <param name="IdleSince">Milliseconds since 1970.</param>
public readonly record struct Candidate(int Asked, int Levels, long IdleSince);

/// <summary>The named policies: each a named order of facts, strongest first, packed into one score. The lowest is asked first; of equals the smaller id.</summary>
public static class Policies
{
    /// <summary>Above every time in milliseconds until the year 2109.</summary>
    public const long IdleSize = 1L << 42;

    /// <summary>Above every sum of levels: twenty skills at nine.</summary>
    public const long LevelSize = 1L << 8;

    private static readonly PolicyFact Idle = new("idle", IdleSize, c => c.IdleSince);
    private static readonly PolicyFact LevelsShort = new("levelsShort", LevelSize, c => (Skill.MaxLevel * c.Asked) - c.Levels);
    private static readonly PolicyFact Levels = new("levels", LevelSize, c => c.Levels);

    /// <summary>The facts of each policy.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<PolicyFact>> Facts { get; } = new Dictionary<string, IReadOnlyList<PolicyFact>>(StringComparer.Ordinal)
    {
        [ChoicePolicy.LongestIdle] = [Idle],
        [ChoicePolicy.BestSkill] = [LevelsShort, Idle],
        [ChoicePolicy.SpareSkill] = [Levels, Idle],
    };

    /// <summary>The packed score, below 2^53.</summary>
    public static long Rank(string policy, Candidate candidate)
    {
        var score = 0L;
        foreach (var fact in Facts[policy])
        {
            score = (score * fact.Size) + fact.Of(candidate);
        }

        return score;
    }
}

/// <summary>One fact of a policy.</summary>
/// <param name="Size">Every value of the fact is below it.</param>
public sealed record PolicyFact(string Name, long Size, Func<Candidate, long> Of);
