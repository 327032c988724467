namespace Helpline.Host.Startup;

/// <summary>What this process does. One image, started as often as each role is wanted; all roles by default.</summary>
internal sealed record RoleSet(bool Gateway, bool Routing, bool Console)
{
    private static readonly string[] Known = ["gateway", "routing", "console"];

    /// <summary>Reads the list of roles.</summary>
    /// <param name="list">Comma-separated, as given by <c>--roles</c>; null or blank for all.</param>
    /// <exception cref="StartProblem">A name is not a role.</exception>
    public static RoleSet Parse(string? list)
    {
        var names = string.IsNullOrWhiteSpace(list)
            ? Known
            : list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var unknown = names.Except(Known, StringComparer.Ordinal).ToArray();
        return unknown.Length == 0
            ? new RoleSet(names.Contains("gateway", StringComparer.Ordinal), names.Contains("routing", StringComparer.Ordinal), names.Contains("console", StringComparer.Ordinal))
            : throw new StartProblem($"--roles: '{string.Join("', '", unknown)}' is not a role. Roles are {string.Join(", ", Known)}, separated by commas; leave --roles out for all three.");
    }

    public override string ToString() =>
        string.Join(',', new[] { Gateway ? "gateway" : null, Routing ? "routing" : null, Console ? "console" : null }.OfType<string>());
}
