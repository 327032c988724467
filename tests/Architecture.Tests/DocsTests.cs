using System.Text.RegularExpressions;

namespace Helpline.Architecture.Tests;

/// <summary>What the documents promise, held to the tree.</summary>
public sealed partial class DocsTests
{
    [Fact]
    public void Readme_IsUnder120Lines() => Tree.Lines("README.md").Length.ShouldBeLessThan(120);

    [Fact]
    public void EveryAdr_IsInTheIndex_AndHasANumberOfItsOwn()
    {
        var records = Tree.Files("docs/adr", ".md").Select(Path.GetFileName).OfType<string>().Where(name => name != "README.md").ToList();
        var index = Tree.Read("docs/adr/README.md");
        records.ShouldNotBeEmpty();
        records.Where(name => !index.Contains($"]({name})", StringComparison.Ordinal)).ShouldBeEmpty();
        records.Select(name => name[..4]).ShouldBeUnique();
    }

    [Fact]
    public void EveryLinkToAFile_LeadsToOne()
    {
        var wrong =
            from file in Tree.Files(".", ".md")
            from Match link in Link().Matches(Tree.Read(file))
            let target = link.Groups["target"].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
            where !Tree.Has(Path.Combine(Path.GetDirectoryName(file) ?? "", target))
            select $"{file}: {target}";
        wrong.ShouldBeEmpty();
    }

    /// <summary>An option nobody can read of is an option nobody can set.</summary>
    [Fact]
    public void EveryOption_IsInTheConfigurationPage()
    {
        var page = Tree.Read("docs/configuration.md");
        var wrong =
            from file in Tree.Files("src", "Options.cs", "Settings.cs")
            where !file.StartsWith("src/Simulator/", StringComparison.Ordinal)
            from Match option in Option().Matches(Tree.Read(file))
            let name = option.Groups["name"].Value
            where !page.Contains(name, StringComparison.Ordinal)
            select $"{file}: {name}";
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void EveryWordOfTheOutcomeForm_IsInTheGlossary()
    {
        var glossary = Tree.Read("docs/glossary.md");
        var words = OutcomeWord().Matches(Tree.Read("src/Records/IOutcomes.cs").Split("class OutcomeWords")[1]).Select(m => m.Groups["word"].Value).Distinct(StringComparer.Ordinal).ToList();
        words.Count.ShouldBeGreaterThan(50);
        words.Where(word => !glossary.Contains($"`{word}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^    public \S+ (?<name>\w+) \{ get; (set|init); \}", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Option();

    [GeneratedRegex(@"""(?<word>[a-z_]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OutcomeWord();
}
