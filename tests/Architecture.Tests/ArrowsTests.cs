using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Helpline.Architecture.Tests;

/// <summary>Who may import whom, read from the project files and the using directives.</summary>
public sealed partial class ArrowsTests
{
    [Fact]
    public void EveryRoom_IsInTheTable() => Tree.Rooms.ShouldBeSubsetOf(Rooms.MayImport.Keys);

    [Fact]
    public void ProjectReferences_FollowTheArrows()
    {
        var wrong =
            from project in Tree.Files("src", ".csproj")
            let room = Tree.RoomOf(project)
            from target in Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))
            where !Rooms.MayImport[room].Contains(target, StringComparer.Ordinal)
            select $"{room} → {target}";
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void EveryPackage_IsInItsRoomOnly()
    {
        var wrong =
            from project in Tree.Files("src", ".csproj")
            let room = Tree.RoomOf(project)
            from package in Items(project, "PackageReference")
            where !Rooms.PackageOwners.GetValueOrDefault(package, []).Contains(room, StringComparer.Ordinal)
            select $"{room} has {package}";
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void UsingDirectives_FollowTheArrows()
    {
        var wrong =
            from file in Tree.Files("src", ".cs")
            let room = Tree.RoomOf(file)
            from Match use in OurNamespace().Matches(Tree.Read(file))
            let target = use.Groups["room"].Value
            where target != room && !Rooms.MayImport[room].Contains(target, StringComparer.Ordinal)
            select $"{file} uses {target}";
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void NoRoom_UsesAnothersPackageThroughTheBackDoor()
    {
        var wrong =
            from file in Tree.Files("src", ".cs")
            let room = Tree.RoomOf(file)
            let code = Tree.Read(file)
            from owned in Rooms.NamespaceOwner
            where owned.Value != room && Regex.IsMatch(code, $@"^\s*(global )?using (static )?(\w+ = )?{Regex.Escape(owned.Key)}[.;]", RegexOptions.Multiline, TimeSpan.FromSeconds(1))
            select $"{file} uses {owned.Key}, which is for {owned.Value}";
        wrong.ShouldBeEmpty();
    }

    /// <summary>Only the host starts rooms, so nobody else needs more of them than their doors.</summary>
    [Theory]
    [InlineData("Gateway")]
    [InlineData("Host")]
    public void ARoomThatNobodyBuildsOn_ShowsOnlyItsDoors(string room)
    {
        var wrong =
            from file in Tree.Files($"src/{room}", ".cs")
            from Match type in PublicType().Matches(Tree.Read(file))
            let name = type.Groups["name"].Value
            where name != "Program" && !name.EndsWith("Services", StringComparison.Ordinal) && !name.EndsWith("Options", StringComparison.Ordinal) && !name.EndsWith("Endpoints", StringComparison.Ordinal)
            select $"{file}: {name} is public";
        wrong.ShouldBeEmpty();
    }

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Parse(Tree.Read(project)).Descendants(kind).Select(item => (string?)item.Attribute("Include")).OfType<string>();

    [GeneratedRegex(@"^\s*(global )?using (static )?(\w+ = )?Helpline\.(?<room>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OurNamespace();

    [GeneratedRegex(@"^public ((sealed|static|abstract|readonly|partial|ref) )*(class|struct|interface|enum|record( struct| class)?|delegate \S+) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PublicType();
}
