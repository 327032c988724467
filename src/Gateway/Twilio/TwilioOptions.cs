namespace Helpline.Gateway.Twilio;

/// <summary>Section <c>Twilio</c>, and <c>PublicBaseUrl</c>. All blank: no telephony; the webhooks answer 503 and the rest of the house runs.</summary>
internal sealed class TwilioOptions
{
    public const string Section = "Twilio";

    /// <summary>The account, <c>AC…</c>. Webhooks that name another are refused.</summary>
    public string? AccountSid { get; set; }

    /// <summary>Signs the webhooks. Several, separated by commas, while one replaces another; the first is the primary.</summary>
    public string? AuthToken { get; set; }

    /// <summary>An API key, <c>SK…</c>: used for requests to Twilio instead of the auth token, and to sign the tokens of agents' browsers.</summary>
    public string? ApiKeySid { get; set; }

    /// <summary>The secret of <see cref="ApiKeySid"/>.</summary>
    public string? ApiKeySecret { get; set; }

    /// <summary>The TwiML application, <c>AP…</c>, whose voice URL is <c>/twilio/voice/client</c>. Without it agents have no phone in the browser.</summary>
    public string? TwimlAppSid { get; set; }

    /// <summary>Where Twilio's REST interface is. Default <c>https://api.twilio.com</c>.</summary>
    public string ApiBaseUrl { get; set; } = "https://api.twilio.com";

    /// <summary>
    /// How long Twilio may try to hand a text to the network, in seconds. 60 to 36000, default 900: an answer that comes hours late
    /// may come when the person is watched. A text we cannot give to Twilio within this time is given up too, and the agent is told.
    /// </summary>
    public int SmsValiditySeconds { get; set; } = 900;

    /// <summary>
    /// How many calls a second we place by REST (to agents' own telephones, interpreters, people who are rung back): what Twilio allows the account. 0.1 to 100, default 1.
    /// Callers and agents' browsers ring in, and are not limited.
    /// </summary>
    public double CallsPerSecond { get; set; } = 1;

    /// <summary>How long a call may last before Twilio ends it, waiting included: 240 minutes unless the account has "24-hour maximum call duration" (then 1440). Default 240.</summary>
    public int LongestCallMinutes { get; set; } = 240;

    /// <summary>
    /// What a call names as its number when ours must not be seen, as Twilio has agreed it with the account (<c>anonymous</c>). Blank (default): such calls are not made,
    /// and the agent is told.
    /// </summary>
    public string? WithheldFrom { get; set; }

    /// <summary>
    /// The number that agents' own telephones show when a call rings there: one of the account's, E.164. Blank (default): the line's own, which then stands in the telephone's list of calls.
    /// </summary>
    public string? AgentCallerId { get; set; }

    /// <summary>Where the documents are written that Twilio plays while we cannot be reached, one for each line. Blank (default): nowhere.</summary>
    public string? FallbackDirectory { get; set; }

    /// <summary>A number that is always answered, E.164: rung first while we cannot be reached. Blank (default): callers are held until we are back.</summary>
    public string? StandByNumber { get; set; }

    /// <summary>Where Twilio reaches us, as configured there: scheme, host and, where it is not the usual one, port. Set from <c>PublicBaseUrl</c>.</summary>
    public string? PublicBaseUrl { get; set; }

    public bool IsConfigured =>
        new[] { AccountSid, AuthToken, ApiKeySid, ApiKeySecret, TwimlAppSid }.Any(value => !string.IsNullOrWhiteSpace(value));

    public bool HasVoiceKeys =>
        !string.IsNullOrWhiteSpace(ApiKeySid) && !string.IsNullOrWhiteSpace(ApiKeySecret) && !string.IsNullOrWhiteSpace(TwimlAppSid);

    public IReadOnlyList<string> AuthTokens =>
        (AuthToken ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>An absolute URL of ours for a path that begins with a slash.</summary>
    public string Absolute(string path) => PublicBaseUrl!.TrimEnd('/') + path;
}
