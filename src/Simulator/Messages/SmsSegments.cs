namespace Helpline.Simulator.Messages;

/// <summary>How many single messages a text takes on the air. Source: 3GPP TS 23.038 (GSM 7-bit alphabet) and TS 23.040 (concatenation).</summary>
internal static class SmsSegments
{
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /// <summary>Two places each: an escape and a letter.</summary>
    private const string Extended = "\f^{}\\[~]|€";

    public static int Count(string text)
    {
        var gsm = text.All(c => Basic.Contains(c, StringComparison.Ordinal) || Extended.Contains(c, StringComparison.Ordinal));
        var places = gsm ? text.Select(c => Extended.Contains(c, StringComparison.Ordinal) ? 2 : 1).ToList() : [.. text.EnumerateRunes().Select(r => r.Utf16SequenceLength)];
        var (single, part) = gsm ? (160, 153) : (70, 67);
        return places.Sum() <= single ? 1 : Parts(places, part);
    }

    /// <summary>A character of two places is never torn apart.</summary>
    private static int Parts(List<int> places, int part)
    {
        var (parts, used) = (1, 0);
        foreach (var place in places)
        {
            if (used + place > part)
            {
                (parts, used) = (parts + 1, 0);
            }

            used += place;
        }

        return parts;
    }
}
