namespace Helpline.Simulator;

/// <summary>The pretend telephone network: its account, its numbers, how fast it speaks. Read live, so a test may set an address once its server has a port.</summary>
public sealed class SimulatorOptions
{
    private static readonly SimulatedPerson[] Invented =
    [
        new("Amira", "+447700900201", Story: "At a bus stop, in the rain"),
        new("Tom", "+447700900202", Story: "In his car outside the school"),
        new("Someone", "+447700900203", WithholdsNumber: true, Story: "In the kitchen, speaking quietly"),
    ];

    /// <summary>Where <c>MapSimulator</c> puts its endpoints. Default <c>/simulator</c>.</summary>
    public string BasePath { get; set; } = "/simulator";

    /// <summary>The account that owns the numbers: <c>AC</c> and 32 hexadecimal digits.</summary>
    public string AccountSid { get; set; } = "AC" + new string('0', 32);

    /// <summary>Signs every webhook, and opens the REST interface together with <see cref="AccountSid"/>. Required.</summary>
    public string AuthToken { get; set; } = "";

    /// <summary>An API key that opens the REST interface too: <c>SK</c> and 32 hexadecimal digits. Null: none.</summary>
    public string? ApiKeySid { get; set; }

    /// <summary>The secret of <see cref="ApiKeySid"/>.</summary>
    public string? ApiKeySecret { get; set; }

    /// <summary>What absolute links in webhooks (recordings) begin with, as <c>Twilio:ApiBaseUrl</c> of the program under test.</summary>
    public string RestBaseUrl { get; set; } = "https://api.twilio.com";

    /// <summary>How long a webhook may take in all, retries included. 1 to 15 seconds; default 15, Twilio's own ceiling for calls.</summary>
    public TimeSpan WebhookTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The account's numbers.</summary>
    public IList<SimulatedNumber> Numbers { get; } = [];

    /// <summary>The people with telephones. Empty: three are invented, one of whom withholds the number.</summary>
    public IList<SimulatedPerson> People { get; } = [];

    internal IList<SimulatedPerson> Everyone => People.Count > 0 ? People : Invented;

    /// <summary>The TwiML application that browsers' calls ask for instructions.</summary>
    public string? ClientVoiceUrl { get; set; }

    /// <summary>Asked when <see cref="ClientVoiceUrl"/> fails.</summary>
    public string? ClientVoiceFallbackUrl { get; set; }

    /// <summary>Told when a browser's call has ended.</summary>
    public string? ClientStatusCallbackUrl { get; set; }

    /// <summary>
    /// Seconds of the network's own time in a real second, at the start; later <see cref="TelephoneNetwork.ClockSpeed"/>. 0.1 to 100; default 1. All other times here but <see cref="WebhookTimeout"/>,
    /// <see cref="LostClientGrace"/> and <see cref="ClientAttachTime"/> are of the network's time, and so are the dates it reports: a fast network is ahead of the program under test, and stays so.
    /// </summary>
    public double ClockSpeed { get; set; } = 1;

    /// <summary>Words a second of <c>Say</c>. Default 2.5; positive infinity speaks in no time.</summary>
    public double SpeechRate { get; set; } = 2.5;

    /// <summary>How long <c>Play</c> lasts. Null (default): as long as the WAV file says, 10 seconds for anything else.</summary>
    public TimeSpan? PlayLength { get; set; }

    /// <summary>A call ends after this long. Default 4 hours, as Twilio's.</summary>
    public TimeSpan LongestCall { get; set; } = TimeSpan.FromHours(4);

    /// <summary>From accepted to <c>sent</c>. Default 0.3 seconds.</summary>
    public TimeSpan MessageSendTime { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>From <c>sent</c> to <c>delivered</c> or <c>undelivered</c>. Default 0.7 seconds.</summary>
    public TimeSpan MessageDeliveryTime { get; set; } = TimeSpan.FromMilliseconds(700);

    /// <summary>How long a browser's call outlives its broken event stream. Default 2 seconds.</summary>
    public TimeSpan LostClientGrace { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a browser has to open its event stream after it placed a call. Default 10 seconds.</summary>
    public TimeSpan ClientAttachTime { get; set; } = TimeSpan.FromSeconds(10);

    internal IEnumerable<string> Mistakes()
    {
        if (!Sid.IsA("AC", AccountSid))
        {
            yield return "AccountSid must be AC and 32 hexadecimal digits.";
        }

        if (string.IsNullOrEmpty(AuthToken))
        {
            yield return "AuthToken is missing: webhooks are signed with it.";
        }

        if (ApiKeySid is not null && (!Sid.IsA("SK", ApiKeySid) || string.IsNullOrEmpty(ApiKeySecret)))
        {
            yield return "ApiKeySid must be SK and 32 hexadecimal digits, and needs an ApiKeySecret.";
        }

        if (WebhookTimeout < TimeSpan.FromSeconds(1) || WebhookTimeout > TimeSpan.FromSeconds(15))
        {
            yield return "WebhookTimeout must be 1 to 15 seconds.";
        }

        if (!NetworkClock.IsSpeed(ClockSpeed))
        {
            yield return "ClockSpeed must be 0.1 to 100 seconds of the network's in a real second.";
        }

        if (double.IsNaN(SpeechRate) || SpeechRate <= 0)
        {
            yield return "SpeechRate must be above 0 words a second (positive infinity speaks in no time).";
        }

        foreach (var number in Numbers.Select(n => n.Number).Concat(Everyone.Select(p => p.Number)).Where(n => !Sid.IsE164(n)))
        {
            yield return $"'{number}' is not a telephone number in E.164 form, such as +441632960001.";
        }

        if (Numbers.Select(n => n.Number).Concat(Everyone.Select(p => p.Number)).GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            yield return $"'{twice.Key}' is given twice; a number is one line's or one person's.";
        }
    }
}

/// <summary>A number of the account, and whom to ask when it rings or receives a text.</summary>
public sealed class SimulatedNumber
{
    /// <summary>E.164.</summary>
    public required string Number { get; set; }

    /// <summary>What people call this line.</summary>
    public required string Name { get; set; }

    /// <summary>Asked what to do with a call. Null: callers hear an error.</summary>
    public string? VoiceUrl { get; set; }

    /// <summary>Asked when <see cref="VoiceUrl"/> or a document it led to fails.</summary>
    public string? VoiceFallbackUrl { get; set; }

    /// <summary>Told when a call has ended.</summary>
    public string? StatusCallbackUrl { get; set; }

    /// <summary>Asked what to do with a text. Null: nobody is.</summary>
    public string? SmsUrl { get; set; }

    /// <summary>Asked when <see cref="SmsUrl"/> fails.</summary>
    public string? SmsFallbackUrl { get; set; }

    /// <summary>Told how a text sent from this number fared, when the send named no address of its own.</summary>
    public string? SmsStatusCallbackUrl { get; set; }
}

/// <summary>A person who has a telephone.</summary>
/// <param name="Name">An invented name.</param>
/// <param name="Number">E.164; texts show it even when calls do not, as in life.</param>
/// <param name="WithholdsNumber">Calls do not show the number.</param>
/// <param name="Story">Where they are, for the desk's page.</param>
public sealed record SimulatedPerson(string Name, string Number, bool WithholdsNumber = false, string? Story = null);
