using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Helpline.Routing.Redis;

/// <summary>A script as Redis runs it: its includes and tables put in, its hash known.</summary>
internal sealed partial class Script
{
    private Script(string name, int keys, string text)
    {
        Name = name;
        Keys = keys;
        Text = text;
#pragma warning disable CA5350 // Redis names a script by its SHA-1; nothing is protected by it.
        Hash = SHA1.HashData(Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
    }

    public string Name { get; }

    public int Keys { get; }

    public string Text { get; }

    public byte[] Hash { get; }

    /// <summary>Reads <c>Lua/{fileName}.lua</c>, where the file's name ends in the number of its keys: <c>accept-1</c>.</summary>
    /// <exception cref="InvalidOperationException">The file, an include or a table is missing, or the header lists another number of keys.</exception>
    public static Script Load(string fileName)
    {
        var name = FileName().Match(fileName);
        if (!name.Success)
        {
            throw new InvalidOperationException($"'{fileName}' does not say its number of keys: expected name-N.");
        }

        return Parse(name.Groups["name"].Value, int.Parse(name.Groups["keys"].Value, CultureInfo.InvariantCulture), Source(fileName));
    }

    /// <summary>As <see cref="Load"/>, from a text.</summary>
    public static Script Parse(string name, int keys, string source)
    {
        var documented = HeaderKey().Matches(source).Select(m => m.Value).Distinct(StringComparer.Ordinal).Count();
        if (documented != keys)
        {
            throw new InvalidOperationException($"Script '{name}' takes {keys} keys by its file name, and its header describes {documented}.");
        }

        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"local SCRIPT = '{name}'\n");
        Expand(source, text, []);
        return new Script(name, keys, text.ToString());
    }

    private static void Expand(string source, StringBuilder text, HashSet<string> seen)
    {
        foreach (var line in source.Split('\n'))
        {
            var directive = Directive().Match(line);
            if (!directive.Success)
            {
                text.Append(line).Append('\n');
            }
            else if (seen.Add(directive.Value))
            {
                Put(directive.Groups["what"].Value, directive.Groups["name"].Value, text, seen);
            }
        }
    }

    private static void Put(string what, string name, StringBuilder text, HashSet<string> seen)
    {
        if (what is "table")
        {
            text.Append(LuaTables.Write(name)).Append('\n');
        }
        else
        {
            Expand(Source(name), text, seen);
        }
    }

    private static string Source(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Helpline.Routing.Lua.{name}.lua")
            ?? throw new InvalidOperationException($"Lua/{name}.lua is not embedded in this assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^(?<name>[a-zA-Z]+)-(?<keys>\d+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileName();

    [GeneratedRegex(@"^--- @(?<what>include|table) (?<name>\w+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Directive();

    [GeneratedRegex(@"(?<=^-- .*)KEYS\[\d+\]", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HeaderKey();
}
