using Helpline.Contracts;

namespace Helpline.Gateway.Twilio;

/// <summary>Reads who is at the other end, as the network says it.</summary>
internal static class TwilioAddress
{
    /// <summary>Networks spell "withheld" on the keypad: ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN, UNAVAILABLE. They look like numbers and belong to nobody.</summary>
    private static readonly HashSet<string> WithheldOnTheKeypad = new(StringComparer.Ordinal) { "266696687", "7378742833", "2562533", "8656696", "86282452253" };

    /// <summary>
    /// The person's number; <see cref="CallerAddress.Withheld"/> for the words and keypad spellings of "withheld" and for anything that is not a number:
    /// else every anonymous caller would be one "person", and a call back would reach a stranger.
    /// </summary>
    public static CallerAddress Parse(string? from)
    {
        var digits = from is ['+', ..] ? from[1..] : from ?? "";
        var isNumber = digits.Length is >= 3 and <= 15 && digits.All(char.IsAsciiDigit);
        return isNumber && !WithheldOnTheKeypad.Contains(digits) ? CallerAddress.Of(from) : CallerAddress.Withheld;
    }
}
