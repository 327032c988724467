using System.Diagnostics.CodeAnalysis;

namespace Helpline.AgentConsole.Access;

/// <summary>A number typed by an agent, made into what the network can ring.</summary>
internal static class PartyNumber
{
    /// <summary>Premium and personal numbers, whose price somebody else sets, and directory enquiries.</summary>
    private static readonly string[] Costly = ["+449", "+4470", "+44118", "+44871", "+44872", "+44873"];

    /// <summary>E.164 of what was typed; otherwise a sentence that says what is wrong.</summary>
    public static bool TryRead(string typed, [NotNullWhen(true)] out string? number, [NotNullWhen(false)] out string? problem)
    {
        (number, problem) = (null, null);
        var digits = string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '(' or ')' or '.')));
        if (digits is "999" or "112" or "911" or "101" or "111" or "18000" or "116123")
        {
            problem = digits is "999" or "112" or "911"
                ? "Emergency numbers cannot be rung from here: they would not know where the person is. Ring them on your own phone and stay on this call."
                : "Short numbers cannot be rung from here. Use the service's full number.";
            return false;
        }

        var international = digits.StartsWith("00", StringComparison.Ordinal) ? "+" + digits[2..]
            : digits.StartsWith('0') ? "+44" + digits[1..]
            : digits;
        if (international.Length is < 9 or > 16 || international[0] != '+' || international[1] == '0' || !international.Skip(1).All(char.IsAsciiDigit))
        {
            problem = "Type the whole number, such as 01632 960555, or +48 and so on for another country.";
        }
        else if (Costly.Any(c => international.StartsWith(c, StringComparison.Ordinal)))
        {
            problem = "This is a premium-rate number, and those are not rung from here.";
        }
        else
        {
            number = international;
            return true;
        }

        return false;
    }
}
