using System.Text.RegularExpressions;

namespace Helpline.Architecture.Tests;

/// <summary>Habits of the code that no compiler holds.</summary>
public sealed partial class SourceTests
{
    private const int Longest = 300;

    /// <summary>Long because they are one table, each with its reason.</summary>
    private static readonly string[] Tables =
    [
        "src/Web/console/src/texts.ts", // every word of the console in one place, for translators
    ];

    [Fact]
    public void NoSourceFile_IsTooLongToRead()
    {
        var wrong =
            from file in Tree.Files("src", ".cs", ".ts", ".tsx", ".lua", ".scss", ".css")
            where !file.EndsWith(".gen.ts", StringComparison.Ordinal) && !Tables.Contains(file, StringComparer.Ordinal)
            let lines = Tree.Lines(file).Length
            where lines > Longest
            select $"{file} has {lines} lines";
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void NobodyReadsTheClockPastTimeProvider() =>
        Found(@"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b|\bThread\.Sleep\(|\bStopwatch\.(StartNew|GetTimestamp)\(", "src", "tests").ShouldBeEmpty();

    [Fact]
    public void NoRegionsAndNoThingsToDo() => Found(@"^\s*#region|\b(TODO|FIXME|HACK)\b", "src", "tests", "bench").ShouldBeEmpty();

    [Fact]
    public void NoTest_IsSwitchedOff() => Found(@"\b(Fact|Theory)\(Skip\b", "tests").ShouldBeEmpty();

    [Fact]
    public void LogEvents_AreNumberedInTheirRoomsThousand()
    {
        var wrong =
            from e in LogEvents()
            let first = Rooms.LogEvents.GetValueOrDefault(e.Room)
            where first == 0 || e.Id <= first || e.Id >= first + 1000
            select $"{e.File}: {e.Id}";
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void LogEvents_AreNumberedOnce() =>
        LogEvents().GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(e => e.File))}").ShouldBeEmpty();

    private static IEnumerable<(string File, string Room, int Id)> LogEvents() =>
        from file in Tree.Files("src", ".cs")
        from Match e in LoggerMessage().Matches(Tree.Read(file))
        select (file, Tree.RoomOf(file), int.Parse(e.Groups["id"].Value, null));

    private static IEnumerable<string> Found(string pattern, params string[] folders) =>
        from folder in folders
        from file in Tree.Files(folder, ".cs", ".ts", ".tsx")
        where file != "tests/Architecture.Tests/SourceTests.cs"
        from line in Tree.Lines(file).Select((text, index) => (text, number: index + 1))
        where Regex.IsMatch(line.text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1))
        select $"{file}:{line.number}: {line.text.Trim()}";

    [GeneratedRegex(@"\[LoggerMessage\(\s*(EventId\s*=\s*)?(?<id>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LoggerMessage();
}
