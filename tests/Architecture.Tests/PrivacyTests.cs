using System.Text.RegularExpressions;

namespace Helpline.Architecture.Tests;

/// <summary>Nobody's number or address is in the tree, and no log line has a place for one.</summary>
public sealed partial class PrivacyTests
{
    /// <summary>Beginnings of numbers that can be nobody's.</summary>
    private static readonly string[] NobodysNumbers =
    [
        "441632960", "447700900", "448081570", "442079460", // Ofcom's ranges for drama
        "1415555", "1800555", "7999555", // North America's and Russia's 555
        "14158675309", "14158675310", // the signature vectors Twilio publishes
        "15005550", // Twilio's test numbers
        "266696687", "7378742833", "2562533", "8656696", "86282452253", // ANONYMOUS and its like, spelt on a keypad
    ];

    private static readonly string[] NobodysDomains = ["example.org", "example.com", "example.net", "mycompany.com"];

    private static readonly string[] Personal =
        ["Address", "From", "To", "Body", "Text", "Number", "Phone", "Email", "UserName", "DisplayName", "Notes", "Caller", "Message text", "Content"];

    [Fact]
    public void EveryNumber_IsInvented()
    {
        var wrong =
            from file in Written()
            from Match number in Number().Matches(Tree.Read(file))
            let digits = string.Concat(number.Value.Where(char.IsAsciiDigit))
            where !NobodysNumbers.Any(range => digits.StartsWith(range, StringComparison.Ordinal))
            select $"{file}: {number.Value}";
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void EveryNationalNumber_IsInvented()
    {
        var wrong =
            from file in Written()
            from Match number in NationalNumber().Matches(Tree.Read(file))
            let digits = string.Concat("44", string.Concat(number.Value.Where(char.IsAsciiDigit)).AsSpan(1))
            where !NobodysNumbers.Any(range => digits.StartsWith(range, StringComparison.Ordinal))
            select $"{file}: {number.Value}";
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void EveryMailAddress_IsInvented()
    {
        var wrong =
            from file in Written()
            from Match address in MailAddress().Matches(Tree.Read(file))
            let domain = address.Groups["domain"].Value.ToLowerInvariant()
            where !NobodysDomains.Any(d => domain == d || domain.EndsWith("." + d, StringComparison.Ordinal)) && !Reserved().IsMatch(domain)
            select $"{file}: {address.Value}";
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void NoLogLine_HasAPlaceForAPersonOrTheirWords()
    {
        var wrong =
            from file in Tree.Files("src", ".cs")
            from Match line in LoggerMessage().Matches(Tree.Read(file))
            from Match place in Placeholder().Matches(line.Value)
            where Personal.Contains(place.Groups["name"].Value, StringComparer.OrdinalIgnoreCase)
            select $"{file}: {place.Value}";
        wrong.ShouldBeEmpty();
    }

    /// <summary>What people wrote; lock files and generated files hold checksums that look like anything.</summary>
    private static IEnumerable<string> Written() =>
        Tree.Files(".", ".cs", ".ts", ".tsx", ".md", ".lua", ".sql", ".yml", ".sh", ".html", ".json", ".env.example", "helpline", "run")
            .Where(file => !file.Contains("lock", StringComparison.Ordinal) && !file.EndsWith(".gen.ts", StringComparison.Ordinal));

    [GeneratedRegex(@"(?<![\w+/=.])\+\d[\d -]{6,18}\d", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<![\w+/=.:-])0[1278]\d{2,3} ?\d{3} ?\d{3,4}(?![\w-])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NationalNumber();

    [GeneratedRegex(@"(?<![\w/])[\w.+-]+@(?<domain>[\w-]+(\.[\w-]+)*\.[a-zA-Z]{2,})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MailAddress();

    [GeneratedRegex(@"(^|\.)(example|test|invalid|localhost)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reserved();

    [GeneratedRegex(@"\[LoggerMessage\([^\]]*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LoggerMessage();

    [GeneratedRegex(@"\{@?(?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
