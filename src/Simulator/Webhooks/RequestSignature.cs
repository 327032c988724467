using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Helpline.Simulator.Webhooks;

/// <summary>
/// Twilio's <c>X-Twilio-Signature</c>: base64 of HMAC-SHA1, keyed by the auth token, over the address and the form's fields sorted by name.
/// Source: Twilio, "Webhooks security".
/// </summary>
internal static class RequestSignature
{
    /// <summary>The signature of one request.</summary>
    /// <param name="fields">The form of a POST; empty for GET, whose parameters are in the address.</param>
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "Twilio's protocol prescribes HMAC-SHA1.")]
    public static string Of(string authToken, string url, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var text = new StringBuilder(url);
        // Of a repeated name every different value counts once, in order, each after the name (as Twilio's Node library checks it).
        foreach (var name in fields.GroupBy(f => f.Key, f => f.Value, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            foreach (var value in name.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                text.Append(name.Key).Append(value);
            }
        }

        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The address as Twilio signs it: no fragment, no user and password, and for voice over HTTPS no port.</summary>
    public static string SignedUrl(Uri url, bool voice)
    {
        var server = voice && url.Scheme == Uri.UriSchemeHttps ? UriComponents.Scheme | UriComponents.Host : UriComponents.SchemeAndServer;
        return url.GetComponents(server | UriComponents.PathAndQuery, UriFormat.UriEscaped);
    }
}
