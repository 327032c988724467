using Helpline.Contracts;

namespace Helpline.Host.Startup;

/// <summary>Section <c>Lines</c>: the service lines that seed an empty database. Afterwards the database is the truth.</summary>
internal sealed class LineSettings
{
    /// <summary>What agents and supervisors call it.</summary>
    public string Name { get; set; } = "";

    /// <summary>The area it serves, in words.</summary>
    public string Area { get; set; } = "";

    /// <summary>Agents and lines of one pool can serve each other. Default <c>main</c>.</summary>
    public string Pool { get; set; } = "main";

    /// <summary>BCP 47 tag, lower case. Default <c>en</c>.</summary>
    public string Language { get; set; } = "en";

    /// <summary>What a caller hears first. No menu.</summary>
    public string Greeting { get; set; } = "";

    /// <summary>Numbers people ring, in E.164.</summary>
    public string[] Phone { get; set; } = [];

    /// <summary>Numbers people text, in E.164.</summary>
    public string[] Sms { get; set; } = [];

    /// <summary>Addresses people write to.</summary>
    public string[] Email { get; set; } = [];

    /// <summary>The lines configuration names; none is allowed.</summary>
    /// <exception cref="StartProblem">Names every setting that is wrong.</exception>
    public static IReadOnlyList<ServiceLine> Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection("Lines").Get<Dictionary<string, LineSettings>>() ?? [];
        var queues = settings.Keys.ToDictionary(id => id, id => QueueSettings.Read(configuration.GetSection($"Lines:{id}:Queue")), StringComparer.Ordinal);
        var problems = settings.SelectMany(s => s.Value.Problems(s.Key).Concat(queues[s.Key].Problems)).Concat(Shared(settings)).ToArray();
        return problems.Length == 0
            ? [.. settings.Select(s => s.Value.ToLine(new LineId(s.Key)) with { Queue = queues[s.Key].Policy })]
            : throw new StartProblem("the lines in configuration need mending:\n" + string.Join('\n', problems.Select(p => $"  - {p}")));
    }

    private IEnumerable<string> Problems(string id)
    {
        if (!ShortName.IsValid(id))
        {
            yield return $"Lines:{id}: a line's short name has 1 to {ShortName.MaxLength} lower-case letters, digits and dashes.";
        }

        if (!ShortName.IsValid(Pool))
        {
            yield return $"Lines:{id}:Pool: '{Pool}' must have 1 to {ShortName.MaxLength} lower-case letters, digits and dashes.";
        }

        if (string.IsNullOrWhiteSpace(Name) || string.IsNullOrWhiteSpace(Greeting))
        {
            yield return $"Lines:{id}: Name and Greeting are needed; callers hear the greeting first.";
        }

        if (!Skill.IsValid(Skill.Language(Language)))
        {
            yield return $"Lines:{id}:Language: '{Language}' must be a language tag in lower case, such as en or cy.";
        }

        foreach (var number in Phone.Concat(Sms).Where(n => !IsE164(n)))
        {
            yield return $"Lines:{id}: '{number}' must be in international form, such as +441632960101.";
        }
    }

    private static IEnumerable<string> Shared(Dictionary<string, LineSettings> settings) =>
        settings.SelectMany(s => s.Value.ToAddresses())
            .GroupBy(a => a)
            .Where(g => g.Count() > 1)
            .Select(g => $"{g.Key.Address} is given to two lines for {g.Key.Channel}; an address belongs to one line.");

    private static bool IsE164(string number) =>
        number is { Length: >= 8 and <= 16 } && number[0] == '+' && number[1..].All(char.IsAsciiDigit);

    private ServiceLine ToLine(LineId id) => new(id, new PoolId(Pool), Name, Area, Language, Greeting, [.. ToAddresses()]);

    private IEnumerable<LineAddress> ToAddresses() =>
        Phone.Select(n => new LineAddress(Channel.Phone, n))
            .Concat(Sms.Select(n => new LineAddress(Channel.Sms, n)))
            .Concat(Email.Select(a => new LineAddress(Channel.Email, a)));
}
