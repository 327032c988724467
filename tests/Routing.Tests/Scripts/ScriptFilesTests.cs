using System.Reflection;
using System.Text.RegularExpressions;
using Helpline.Routing.Redis;

namespace Helpline.Routing.Tests.Scripts;

public sealed partial class ScriptFilesTests
{
    private static readonly Dictionary<string, string> Files = ReadFiles();

    [Fact]
    public void EveryScriptFile_IsKnownToScripts_AndLoads()
    {
        var known = typeof(Routing.Redis.Scripts).GetFields().Select(f => (Script)f.GetValue(null)!).Select(s => s.FileName).ToList();

        known.ShouldBe(Routing.Redis.Scripts.Files.Select(s => s.FileName), ignoreOrder: true);
        known.Order(StringComparer.Ordinal).ShouldBe(Files.Keys.Where(f => f.Contains('-', StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryScript_SaysItsKeysArgumentsAndReturns() =>
        Files.Where(f => f.Key.Contains('-', StringComparison.Ordinal)).ShouldAllBe(f =>
            f.Value.Contains("\n-- KEYS[1] ", StringComparison.Ordinal) && f.Value.Contains("\n-- ARGV", StringComparison.Ordinal) && f.Value.Contains("\n-- Returns {", StringComparison.Ordinal));

    [Fact]
    public void EveryScript_DescribesEachArgumentItReads()
    {
        foreach (var (name, text) in Files.Where(f => f.Key.Contains('-', StringComparison.Ordinal)))
        {
            var header = string.Join('\n', text.Split('\n').TakeWhile(l => l.StartsWith("-- ", StringComparison.Ordinal)));
            var read = Argument().Matches(text[header.Length..]).Select(m => m.Value).Distinct(StringComparer.Ordinal);
            read.ShouldAllBe(argument => header.Contains(argument, StringComparison.Ordinal), name);
        }
    }

    [Fact]
    public void KeysAreBuiltInOneFileOnly() =>
        Files.Where(f => f.Key is not ("keys" or "call")).ShouldAllBe(f => !Body(f.Value).Contains("KEYS[", StringComparison.Ordinal) && !Body(f.Value).Contains("root .. ':", StringComparison.Ordinal));

    [Fact]
    public void AnIncludeThatIsMissing_IsRefused() =>
        Should.Throw<InvalidOperationException>(() => Library.Expand("--- @include nowhere")).Message.ShouldContain("nowhere.lua");

    [Fact]
    public void AnIncludeThatStandsTwice_IsRefused() =>
        Should.Throw<InvalidOperationException>(() => Library.Expand("--- @include keys\n--- @include keys")).Message.ShouldContain("twice");

    private static string Body(string text) => string.Join('\n', text.Split('\n').Where(l => !l.StartsWith("--", StringComparison.Ordinal)));

    private static Dictionary<string, string> ReadFiles()
    {
        const string Folder = "Helpline.Routing.Lua.";
        var assembly = typeof(Script).Assembly;
        return assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).ToDictionary(
            n => Path.GetFileNameWithoutExtension(n[Folder.Length..]),
            n => Read(assembly, n),
            StringComparer.Ordinal);
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"ARGV\[\d+\]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Argument();
}
