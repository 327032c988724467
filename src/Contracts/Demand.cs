using System.Collections.Concurrent;
using System.Text.Json.Serialization;

namespace Helpline.Contracts;

/// <summary>What a contact needs of the agent who takes it: the channel and every skill. Contacts of equal demand share one queue.</summary>
public sealed record Demand
{
    private static readonly Dictionary<string, Channel> Channels = Enum.GetValues<Channel>().ToDictionary(Word, StringComparer.Ordinal);

    private const int MostParsed = 10_000;
    private static readonly ConcurrentDictionary<string, Demand> Parsed = new(StringComparer.Ordinal);

    /// <summary>More than this cannot be asked for at once.</summary>
    public const int MaxSkills = 20;

    /// <summary>Sorts the skills and drops repeats (the higher level stays), so that equal demands are equal.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="skills">Skill names (see <see cref="Skill"/>), in any order; kept sorted, without repeats.</param>
    /// <exception cref="ArgumentException">A skill name is not of the form <c>kind</c> or <c>kind:value</c>, with or without <c>@level</c>.</exception>
    public Demand(Channel channel, IEnumerable<string> skills)
    {
        Channel = channel;
        var asked = skills.ToList();
        if (asked.Find(s => !Skill.IsValid(s)) is { } bad)
        {
            throw new ArgumentException($"'{bad}' is not a skill name: lower-case letters, digits, '-', one ':' and a level from @1 to @{Skill.MaxLevel} are allowed.", nameof(skills));
        }

        Skills = Skill.Normalise(asked);
        Key = $"{Word(Channel)}|{string.Join(',', Skills)}";
    }

    [JsonConstructor]
    private Demand(Channel channel, IReadOnlyList<string> skills)
        : this(channel, skills.AsEnumerable())
    {
    }

    public Channel Channel { get; }

    public IReadOnlyList<string> Skills { get; }

    /// <summary>One string per demand, the same for equal demands: <c>phone|lang:en,line:northants</c>. Safe inside a Redis key.</summary>
    [JsonIgnore]
    public string Key { get; }

    /// <summary>Reads what <see cref="Key"/> writes.</summary>
    /// <exception cref="FormatException">Not a demand key.</exception>
    public static Demand Parse(string key)
    {
        // Every event carries one, and there are few: each is read once.
        if (Parsed.TryGetValue(key, out var known))
        {
            return known;
        }

        if (Parsed.Count >= MostParsed)
        {
            Parsed.Clear();
        }

        return Parsed[key] = Read(key);
    }

    public bool Equals(Demand? other) => other is not null && string.Equals(Key, other.Key, StringComparison.Ordinal);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Key);

    private static Demand Read(string key)
    {
        var bar = key.IndexOf('|', StringComparison.Ordinal);
        var skills = key[(bar + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries);
        return bar > 0 && Channels.TryGetValue(key[..bar], out var channel) && skills.All(Skill.IsValid)
            ? new Demand(channel, skills)
            : throw new FormatException("Not a demand key: expected 'channel|skill,skill'.");
    }

    private static string Word(Channel channel) => channel.ToString().ToLowerInvariant();
}

/// <summary>
/// Skill names: <c>line:northants</c>, <c>lang:en</c>, <c>bsl</c>, <c>specialism:disability</c>. A level may follow: <c>specialism:disability@3</c>, asked for at least
/// at this level, or had at it. No level is level 1.
/// </summary>
public static class Skill
{
    public const string Bsl = "bsl";
    public const int MaxLevel = 9;

    public static string Line(LineId line) => $"line:{line.Value}";

    /// <summary>The skill of speaking a language.</summary>
    /// <param name="language">A BCP 47 tag, lower case: <c>en</c>, <c>cy</c>, <c>pa</c>.</param>
    public static string Language(string language) => $"lang:{language}";

    /// <summary>The skill at a level.</summary>
    public static string AtLevel(string name, int level) => level > 1 ? $"{name}@{level}" : name;

    /// <summary>Name and level of a valid skill.</summary>
    public static (string Name, int Level) Split(string skill) =>
        skill.IndexOf('@', StringComparison.Ordinal) is var at and >= 0 ? (skill[..at], skill[at + 1] - '0') : (skill, 1);

    /// <summary>Sorted by name, each once with its highest level.</summary>
    public static IReadOnlyList<string> Normalise(IEnumerable<string> skills) =>
        [.. skills.Select(Split).GroupBy(s => s.Name, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => AtLevel(g.Key, g.Max(s => s.Level)))];

    public static bool IsValid(string? skill)
    {
        if (skill is not { Length: > 0 and <= 60 })
        {
            return false;
        }

        var at = skill.IndexOf('@', StringComparison.Ordinal);
        var name = at < 0 ? skill : skill[..at];
        return (at < 0 || (skill.Length == at + 2 && skill[at + 1] is >= '1' and <= '9')) && IsName(name);
    }

    private static bool IsName(string name) =>
        name.Length > 0 && name[0] != ':' && name[^1] != ':' && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or ':') && name.Count(c => c == ':') <= 1;
}
