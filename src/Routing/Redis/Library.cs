using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Helpline.Routing.Redis;

/// <summary>
/// All Lua of the room as one library of Redis functions: <c>library.lua</c> with its includes and tables put in, then each call. Loaded once, so that a call costs no set-up.
/// Its name carries the hash of its text: two versions of us can use one Redis.
/// </summary>
internal static partial class Library
{
    static Library()
    {
        var text = new StringBuilder(Expand(Source("library")));
        foreach (var file in Scripts.Files)
        {
            text.Append(Wrap(file));
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..12];
        Name = $"helpline_{hash}";
        Text = $"#!lua name={Name}\nlocal LIBRARY = '{Name}'\n{text}";
    }

    public static string Name { get; }

    public static string Text { get; }

    /// <summary>Reads an embedded Lua file.</summary>
    /// <exception cref="InvalidOperationException">It is not embedded.</exception>
    public static string Source(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Helpline.Routing.Lua.{name}.lua")
            ?? throw new InvalidOperationException($"Lua/{name}.lua is not embedded in this assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The text with its includes and tables put in.</summary>
    public static string Expand(string source)
    {
        var text = new StringBuilder();
        Expand(source, text, []);
        return text.ToString();
    }

    private static string Wrap(Script call) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        register('{call.Name}', {(call.OnlyReads ? "true" : "false")}, function(ARGV)
        {Source(call.FileName)}
        end)

        """);

    private static void Expand(string source, StringBuilder text, HashSet<string> seen)
    {
        foreach (var line in source.Split('\n'))
        {
            var directive = Directive().Match(line);
            if (!directive.Success)
            {
                text.Append(line).Append('\n');
            }
            else if (!seen.Add(directive.Value))
            {
                throw new InvalidOperationException($"'{directive.Value}' stands twice.");
            }
            else if (directive.Groups["what"].Value is "table")
            {
                text.Append(LuaTables.Write(directive.Groups["name"].Value)).Append('\n');
            }
            else
            {
                Expand(Source(directive.Groups["name"].Value), text, seen);
            }
        }
    }

    [GeneratedRegex(@"^--- @(?<what>include|table) (?<name>\w+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Directive();
}
