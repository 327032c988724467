using System.Globalization;

namespace Helpline.Gateway.Twilio;

/// <summary>The dozen REST operations we use, and no more. See twilio.com/docs/voice/api and /docs/messaging/api.</summary>
internal sealed class TwilioApi(TwilioHttp http)
{
    /// <summary>Sends a text. Never repeated by a machine once it may have left: <see cref="TwilioOutcome.Unknown"/>.</summary>
    public Task<TwilioReply<TwilioMessage>> CreateMessageAsync(OutgoingText text, CancellationToken cancellationToken) =>
        PostAsync<TwilioMessage>(
            "create message",
            "Messages.json",
            [
                new("From", text.From),
                new("To", text.To),
                new("Body", text.Body),
                new("StatusCallback", text.StatusCallback),
                new("ValidityPeriod", text.ValiditySeconds.ToString(CultureInfo.InvariantCulture)),
            ],
            repeatable: false,
            cancellationToken);

    public Task<TwilioReply<TwilioMessage>> FetchMessageAsync(string messageSid, CancellationToken cancellationToken) =>
        GetAsync<TwilioMessage>("fetch message", $"Messages/{Escape(messageSid)}.json", cancellationToken);

    /// <summary>The latest texts from us to one number, newest first. Not narrowed by DateSent, which a text still queued does not have.</summary>
    public Task<TwilioReply<TwilioMessageList>> ListMessagesAsync(string from, string to, CancellationToken cancellationToken) =>
        GetAsync<TwilioMessageList>("list messages", $"Messages.json?From={Escape(from)}&To={Escape(to)}&PageSize=50", cancellationToken);

    /// <summary>Calls somebody. Never repeated by a machine once it may have left.</summary>
    public Task<TwilioReply<TwilioCall>> CreateCallAsync(OutgoingCall call, CancellationToken cancellationToken) =>
        PostAsync<TwilioCall>("create call", "Calls.json", call.Fields(), repeatable: false, cancellationToken);

    /// <summary>The latest calls from us to one number, newest first.</summary>
    public Task<TwilioReply<TwilioCallList>> ListCallsAsync(string from, string to, CancellationToken cancellationToken) =>
        GetAsync<TwilioCallList>("list calls", $"Calls.json?From={Escape(from)}&To={Escape(to)}&PageSize=50", cancellationToken);

    public Task<TwilioReply<TwilioCall>> FetchCallAsync(string callSid, CancellationToken cancellationToken) =>
        GetAsync<TwilioCall>("fetch call", $"Calls/{Escape(callSid)}.json", cancellationToken);

    /// <summary>Leads a live call to another document.</summary>
    public Task<TwilioReply<TwilioCall>> RedirectCallAsync(string callSid, string url, CancellationToken cancellationToken) =>
        PostAsync<TwilioCall>("redirect call", $"Calls/{Escape(callSid)}.json", [new("Url", url)], repeatable: true, cancellationToken);

    public Task<TwilioReply<TwilioCall>> EndCallAsync(string callSid, CancellationToken cancellationToken) =>
        PostAsync<TwilioCall>("end call", $"Calls/{Escape(callSid)}.json", [new("Status", "completed")], repeatable: true, cancellationToken);

    public Task<TwilioReply<TwilioQueue>> CreateQueueAsync(string name, int maxSize, CancellationToken cancellationToken) =>
        PostAsync<TwilioQueue>(
            "create queue",
            "Queues.json",
            [new("FriendlyName", name), new("MaxSize", maxSize.ToString(CultureInfo.InvariantCulture))],
            repeatable: true, // names are unique: a second one is refused
            cancellationToken);

    public Task<TwilioReply<TwilioQueueList>> ListQueuesAsync(CancellationToken cancellationToken) =>
        GetAsync<TwilioQueueList>("list queues", "Queues.json?PageSize=1000", cancellationToken);

    /// <summary>Who is in a queue, the longest waiting first; up to a thousand.</summary>
    public Task<TwilioReply<TwilioQueueMemberList>> ListQueueMembersAsync(string queueSid, CancellationToken cancellationToken) =>
        GetAsync<TwilioQueueMemberList>("list queue members", $"Queues/{Escape(queueSid)}/Members.json?PageSize=1000", cancellationToken);

    /// <summary>Takes one caller out of a queue to another document; <see cref="TwilioOutcome.NotFound"/> when they are not in it.</summary>
    public Task<TwilioReply<TwilioCall>> DequeueAsync(string queueSid, string callSid, string url, CancellationToken cancellationToken) =>
        PostAsync<TwilioCall>("dequeue caller", $"Queues/{Escape(queueSid)}/Members/{Escape(callSid)}.json", [new("Url", url), new("Method", "POST")], repeatable: true, cancellationToken);

    /// <summary>The conference of that name and status, if there is one: <c>init</c> while one is alone in it, <c>in-progress</c> from two on.</summary>
    public Task<TwilioReply<TwilioConferenceList>> FindConferenceAsync(string name, string status, CancellationToken cancellationToken) =>
        GetAsync<TwilioConferenceList>("find conference", $"Conferences.json?FriendlyName={Escape(name)}&Status={Escape(status)}", cancellationToken);

    /// <summary>The conferences of a status, up to a thousand.</summary>
    public Task<TwilioReply<TwilioConferenceList>> ListConferencesAsync(string status, CancellationToken cancellationToken) =>
        GetAsync<TwilioConferenceList>("list conferences", $"Conferences.json?Status={Escape(status)}&PageSize=1000", cancellationToken);

    /// <summary>Who is in a conference; <see cref="TwilioOutcome.NotFound"/> when it is over.</summary>
    public Task<TwilioReply<TwilioParticipantList>> ListParticipantsAsync(string conferenceSid, CancellationToken cancellationToken) =>
        GetAsync<TwilioParticipantList>("list participants", $"Conferences/{Escape(conferenceSid)}/Participants.json?PageSize=250", cancellationToken);

    public Task<TwilioReply<TwilioConference>> EndConferenceAsync(string conferenceSid, CancellationToken cancellationToken) =>
        PostAsync<TwilioConference>("end conference", $"Conferences/{Escape(conferenceSid)}.json", [new("Status", "completed")], repeatable: true, cancellationToken);

    /// <summary>Whether the conference ends when this participant leaves it; <see cref="TwilioOutcome.NotFound"/> when they are not in it.</summary>
    public Task<TwilioReply<TwilioParticipant>> SetEndOnExitAsync(string conferenceSid, string callSid, bool endConferenceOnExit, CancellationToken cancellationToken) =>
        PostAsync<TwilioParticipant>(
            "update participant", Participant(conferenceSid, callSid), [new("EndConferenceOnExit", endConferenceOnExit ? "true" : "false")], repeatable: true, cancellationToken);

    public Task<TwilioReply<TwilioParticipant>> RemoveParticipantAsync(string conferenceSid, string callSid, CancellationToken cancellationToken) =>
        http.SendAsync<TwilioParticipant>("remove participant", HttpMethod.Delete, Participant(conferenceSid, callSid), fields: null, repeatable: true, cancellationToken);

    private static string Participant(string conferenceSid, string callSid) => $"Conferences/{Escape(conferenceSid)}/Participants/{Escape(callSid)}.json";

    private Task<TwilioReply<T>> GetAsync<T>(string operation, string path, CancellationToken cancellationToken)
        where T : class => http.SendAsync<T>(operation, HttpMethod.Get, path, fields: null, repeatable: true, cancellationToken);

    private Task<TwilioReply<T>> PostAsync<T>(
        string operation, string path, KeyValuePair<string, string>[] fields, bool repeatable, CancellationToken cancellationToken)
        where T : class => http.SendAsync<T>(operation, HttpMethod.Post, path, fields, repeatable, cancellationToken);

    private static string Escape(string value) => Uri.EscapeDataString(value);
}

/// <param name="Url">The document they hear when they pick up.</param>
/// <param name="StatusCallback">Told what becomes of the call.</param>
/// <summary>A call on its way out.</summary>
internal sealed record OutgoingCall(string From, string To, string Url, string StatusCallback)
{
    /// <summary>As long as <see cref="Invitation.RingsFor"/>.</summary>
    public KeyValuePair<string, string>[] Fields() =>
    [
        new("From", From),
        new("To", To),
        new("Url", Url),
        new("Method", "POST"),
        new("Timeout", Invitation.RingsFor.TotalSeconds.ToString(CultureInfo.InvariantCulture)),
        new("StatusCallback", StatusCallback),
        new("StatusCallbackMethod", "POST"),
        .. "initiated ringing answered completed".Split(' ').Select(e => KeyValuePair.Create("StatusCallbackEvent", e)),
    ];

    /// <summary>Keeps the numbers out of whatever prints it.</summary>
    public override string ToString() => "a call";
}

/// <summary>A text on its way out.</summary>
internal sealed record OutgoingText(string From, string To, string Body, string StatusCallback, int ValiditySeconds)
{
    /// <summary>Keeps number and words out of whatever prints it.</summary>
    public override string ToString() => "a text";
}
