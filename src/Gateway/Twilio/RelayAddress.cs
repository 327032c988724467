using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.Gateway.Twilio;

/// <summary>
/// Reads the number of a call that Relay UK carries: 18001 (typed) or 18002 before the person's own number. No number of a person begins like that:
/// North America has no exchange that begins with 1, and with ten further digits it is too long for one.
/// </summary>
internal static class RelayAddress
{
    private const int ShortestNumber = 10;
    private static readonly string[] Prefixes = ["18001", "18002", "018001", "018002", "4418001", "4418002"];

    /// <summary>The person's own number, and how the call is relayed; null when nobody relays as far as the number says.</summary>
    public static (CallerAddress From, AccessService? Access) Parse(string? from)
    {
        var digits = from is ['+', ..] ? from[1..] : from ?? "";
        var prefix = Array.Find(Prefixes, p => digits.StartsWith(p, StringComparison.Ordinal) && digits.Length >= p.Length + ShortestNumber);
        return prefix is null || !digits.All(char.IsAsciiDigit)
            ? (TwilioAddress.Parse(from), null)
            : (TwilioAddress.Parse($"+{International(digits[prefix.Length..])}"), AccessService.RelayUk);
    }

    /// <summary>As dialled in the United Kingdom, or with a country code.</summary>
    private static string International(string number) => number switch
    {
        ['0', '0', ..] => number[2..],
        ['0', ..] => $"44{number[1..]}",
        ['4', '4', ..] when number.Length > ShortestNumber => number,
        _ when number.Length == ShortestNumber => $"44{number}",
        _ => number,
    };
}
