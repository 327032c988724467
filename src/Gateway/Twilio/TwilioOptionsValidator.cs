using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Twilio;

/// <summary>Says everything that is wrong at once, in words an operator can act on.</summary>
internal sealed class TwilioOptionsValidator : IValidateOptions<TwilioOptions>
{
    public ValidateOptionsResult Validate(string? name, TwilioOptions options)
    {
        var problems = options.IsConfigured ? Problems(options).ToList() : [];
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(TwilioOptions options)
    {
        if (!IsSid(options.AccountSid, "AC"))
        {
            yield return "Twilio:AccountSid must be 'AC' and 32 letters or digits. It is on the first page of Twilio's console.";
        }

        if (options.AuthTokens.Count == 0)
        {
            yield return "Twilio:AuthToken is missing. Without it we cannot tell Twilio's webhooks from forged ones. It is on the first page of Twilio's console.";
        }

        if (string.IsNullOrWhiteSpace(options.ApiKeySid) != string.IsNullOrWhiteSpace(options.ApiKeySecret))
        {
            yield return "Twilio:ApiKeySid and Twilio:ApiKeySecret belong together: set both or neither.";
        }

        if (!string.IsNullOrWhiteSpace(options.ApiKeySid) && !IsSid(options.ApiKeySid, "SK"))
        {
            yield return "Twilio:ApiKeySid must be 'SK' and 32 letters or digits.";
        }

        if (!string.IsNullOrWhiteSpace(options.TwimlAppSid) && !IsSid(options.TwimlAppSid, "AP"))
        {
            yield return "Twilio:TwimlAppSid must be 'AP' and 32 letters or digits.";
        }

        if (!string.IsNullOrWhiteSpace(options.TwimlAppSid) && string.IsNullOrWhiteSpace(options.ApiKeySid))
        {
            yield return "Twilio:TwimlAppSid is set, but agents' browsers also need Twilio:ApiKeySid and Twilio:ApiKeySecret to have a phone.";
        }

        if (!IsSafeUrl(options.ApiBaseUrl))
        {
            yield return "Twilio:ApiBaseUrl must be an https address without query (http is allowed on this machine only). Default: https://api.twilio.com.";
        }

        if (!IsSafeUrl(options.PublicBaseUrl))
        {
            yield return "PublicBaseUrl must be the https address at which Twilio reaches us, without name, password or query, such as https://helpline.example.org (http is allowed on this machine only). Twilio's signatures are checked against it.";
        }

        if (options.SmsValiditySeconds is < 60 or > 36_000)
        {
            yield return "Twilio:SmsValiditySeconds must be between 60 and 36000. Default: 900.";
        }

        if (!string.IsNullOrWhiteSpace(options.StandByNumber) && !IsE164(options.StandByNumber))
        {
            yield return "Twilio:StandByNumber must be in international form, such as +441632960101.";
        }

        if (!string.IsNullOrWhiteSpace(options.AgentCallerId) && !IsE164(options.AgentCallerId))
        {
            yield return "Twilio:AgentCallerId must be a number of the account in international form, such as +441632960101; leave it out to show the line's own.";
        }

        if (options.LongestCallMinutes is < 30 or > 1440)
        {
            yield return "Twilio:LongestCallMinutes must be between 30 and 1440: 240 unless the account allows calls of 24 hours. Default: 240.";
        }

        if (options.CallsPerSecond is not (>= 0.1 and <= 100))
        {
            yield return "Twilio:CallsPerSecond must be between 0.1 and 100: what Twilio's console says your account may place. Default: 1.";
        }
    }

    private static bool IsE164(string value) => value is ['+', .. { Length: >= 7 and <= 15 } digits] && digits.All(char.IsAsciiDigit);

    private static bool IsSid(string? value, string prefix) =>
        value is { Length: 34 } && value.StartsWith(prefix, StringComparison.Ordinal) && value.All(char.IsAsciiLetterOrDigit);

    private static bool IsSafeUrl(string? value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        && url is { UserInfo: "", Query: "", Fragment: "" };
}
