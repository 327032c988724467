using System.Security.Cryptography;
using System.Text;

namespace Helpline.Gateway.Twilio;

/// <summary>
/// Twilio's webhook signature: Base64(HMAC-SHA1(token, URL + every field as name and value, sorted by name)).
/// Repeated fields as Twilio's Node library takes them: their distinct values, sorted, each after the name.
/// Source: twilio.com/docs/usage/security and the validators of twilio-node and twilio-csharp.
/// </summary>
internal static class TwilioSignature
{
    /// <summary>Whether one of <paramref name="tokens"/> signed this form. Accepts the URL with or without its port, for Twilio drops it in some products and keeps it in others.</summary>
    public static bool IsGenuine(string url, IEnumerable<KeyValuePair<string, string>> fields, string signature, IEnumerable<string> tokens)
    {
        var tail = Tail(fields);
        var offered = Encoding.UTF8.GetBytes(signature);
        var genuine = false;
        foreach (var token in tokens)
        {
            foreach (var variation in PortVariations(url))
            {
                // No early way out: the time taken says nothing about which token or which byte was wrong.
                genuine |= CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Hash(token, variation + tail)), offered);
            }
        }

        return genuine;
    }

    /// <summary>For a JSON body the URL alone is signed; it carries <c>bodySHA256</c>, which must be the body's own hash.</summary>
    public static bool IsGenuineJson(string url, ReadOnlySpan<byte> body, string signature, IEnumerable<string> tokens)
    {
        const string name = "bodySHA256=";
        var query = url[(url.IndexOf('?', StringComparison.Ordinal) + 1)..];
        var claimed = query.Split('&').FirstOrDefault(p => p.StartsWith(name, StringComparison.Ordinal))?[name.Length..];
        return claimed is not null
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(claimed.ToLowerInvariant()), Encoding.UTF8.GetBytes(BodySha256(body)))
            && IsGenuine(url, [], signature, tokens);
    }

    public static string Sign(string token, string url, IEnumerable<KeyValuePair<string, string>> fields) => Hash(token, url + Tail(fields));

    public static string BodySha256(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));

    private static string Hash(string token, string text) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(text)));

    private static string Tail(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var text = new StringBuilder();
        foreach (var field in fields.GroupBy(f => f.Key, f => f.Value, StringComparer.Ordinal).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            foreach (var value in field.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                text.Append(field.Key).Append(value);
            }
        }

        return text.ToString();
    }

    /// <summary>The URL as given, and with its port left out or the scheme's own put in. Letters and escapes stay as they are, byte for byte.</summary>
    private static IEnumerable<string> PortVariations(string url)
    {
        yield return url;

        var host = url.IndexOf("://", StringComparison.Ordinal) + 3;
        if (host < 3)
        {
            yield break;
        }

        var end = url.IndexOfAny(['/', '?', '#'], host);
        end = end < 0 ? url.Length : end;
        var authority = url[host..end];
        var colon = authority.LastIndexOf(':');
        if (colon > authority.LastIndexOf(']') && colon > authority.LastIndexOf('@'))
        {
            yield return url[..host] + authority[..colon] + url[end..];
        }
        else
        {
            var port = url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80";
            yield return url[..end] + port + url[end..];
        }
    }
}
