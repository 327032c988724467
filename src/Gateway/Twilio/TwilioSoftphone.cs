using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Helpline.Contracts;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Twilio;

/// <summary>Gives an agent's browser its phone: an access token for Twilio's voice SDK, or none when the keys for it are not set.</summary>
internal sealed class TwilioSoftphone(IOptions<TwilioOptions> options, TimeProvider time) : ISoftphoneProvider
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    public SoftphoneSetup For(AgentId agent)
    {
        var identity = SoftphoneIdentity.Of(agent);
        if (!options.Value.HasVoiceKeys)
        {
            return new(SoftphoneKind.None, identity, Token: null, ExpiresAt: null);
        }

        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        return new(SoftphoneKind.Twilio, identity, AccessToken(options.Value, identity, now), now + Lifetime);
    }

    /// <summary>A JWT as twilio-csharp and twilio-node make it (twilio.com/docs/iam/access-tokens), signed with the API key's secret.</summary>
    private static string AccessToken(TwilioOptions twilio, string identity, DateTimeOffset now)
    {
        var issued = now.ToUnixTimeSeconds();
        var header = Part(new { typ = "JWT", alg = "HS256", cty = "twilio-fpa;v=1" });
        var payload = Part(new
        {
            jti = $"{twilio.ApiKeySid}-{issued}",
            iss = twilio.ApiKeySid,
            sub = twilio.AccountSid,
            iat = issued,
            exp = issued + (long)Lifetime.TotalSeconds,
            grants = new
            {
                identity,
                voice = new { incoming = new { allow = true }, outgoing = new { application_sid = twilio.TwimlAppSid } },
            },
        });
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(twilio.ApiKeySecret!), Encoding.UTF8.GetBytes($"{header}.{payload}"));
        return $"{header}.{payload}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Part<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
