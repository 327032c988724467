using System.Globalization;
using System.Text.RegularExpressions;

namespace Helpline.Simulator;

/// <summary>The shapes of Twilio's identifiers, numbers and dates.</summary>
internal static partial class Sid
{
    public static string New(string prefix) => prefix + Guid.CreateVersion7().ToString("N");

    public static bool IsA(string prefix, string value) => value.StartsWith(prefix, StringComparison.Ordinal) && Hex32().IsMatch(value.AsSpan(prefix.Length));

    public static bool IsE164(string number) => E164().IsMatch(number);

    /// <summary>RFC 2822, as Twilio writes it: <c>Fri, 20 Nov 2026 03:00:00 +0000</c>.</summary>
    public static string Date(DateTimeOffset at) => at.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);

    public static string Number(double seconds) => Math.Floor(seconds).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^[0-9a-fA-F]{32}$", RegexOptions.None, 1000)]
    private static partial Regex Hex32();

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}$", RegexOptions.None, 1000)]
    private static partial Regex E164();
}
