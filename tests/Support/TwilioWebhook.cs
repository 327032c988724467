using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Helpline.Support;

/// <summary>Posts webhooks as Twilio does: form fields, signed over the public URL. Independent of the product's own code on purpose.</summary>
public sealed class TwilioWebhook(HttpClient client, string accountSid, string authToken)
{
    /// <summary>A signed POST; AccountSid is added where the fields do not bring one.</summary>
    public Task<HttpResponseMessage> PostAsync(string url, IReadOnlyDictionary<string, string> fields)
    {
        var all = WithAccount(fields);
        return PostAsync(url, all, Sign(url, all));
    }

    /// <summary>A POST with the signature given; null sends none.</summary>
    public async Task<HttpResponseMessage> PostAsync(string url, IReadOnlyDictionary<string, string> fields, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(fields) };
        if (signature is not null)
        {
            request.Headers.Add("X-Twilio-Signature", signature);
        }

        return await client.SendAsync(request);
    }

    /// <summary>An incoming call's fields (invented numbers only).</summary>
    public static Dictionary<string, string> Call(string callSid, string from, string to, string status = "ringing") => new(StringComparer.Ordinal)
    {
        ["CallSid"] = callSid, ["From"] = from, ["To"] = to, ["CallStatus"] = status, ["ApiVersion"] = "2010-04-01", ["Direction"] = "inbound",
        ["Caller"] = from, ["Called"] = to, ["FromCity"] = "", ["FromCountry"] = "GB",
    };

    /// <summary>An incoming text's fields.</summary>
    public static Dictionary<string, string> Text(string messageSid, string from, string to, string body) => new(StringComparer.Ordinal)
    {
        ["MessageSid"] = messageSid, ["SmsSid"] = messageSid, ["SmsMessageSid"] = messageSid, ["From"] = from, ["To"] = to, ["Body"] = body,
        ["NumMedia"] = "0", ["NumSegments"] = "1", ["ApiVersion"] = "2010-04-01",
    };

    /// <summary>A SID as Twilio forms it: two letters and 32 hex digits.</summary>
    public static string NewSid(string prefix) => prefix + RandomNumberGenerator.GetHexString(32, lowercase: true);

    public Dictionary<string, string> WithAccount(IReadOnlyDictionary<string, string> fields)
    {
        var all = new Dictionary<string, string>(fields, StringComparer.Ordinal);
        all.TryAdd("AccountSid", accountSid);
        return all;
    }

    [SuppressMessage("Security", "CA5350", Justification = "Twilio's signature is HMAC-SHA1 by specification.")]
    public string Sign(string url, IReadOnlyDictionary<string, string> fields)
    {
        var text = fields.OrderBy(f => f.Key, StringComparer.Ordinal).Aggregate(new StringBuilder(url), (b, f) => b.Append(f.Key).Append(f.Value)).ToString();
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(text)));
    }
}
