using System.Globalization;

namespace Helpline.Gateway.Twilio;

/// <summary>The participants of a conference over REST. See twilio.com/docs/voice/api/conference-participant-resource.</summary>
internal sealed class ConferenceApi(TwilioHttp http)
{
    /// <summary>Isolates a participant, who hears the document at <paramref name="holdUrl"/>.</summary>
    public Task<TwilioReply<TwilioParticipant>> HoldAsync(string conferenceSid, string callSid, string holdUrl, CancellationToken cancellationToken) =>
        UpdateAsync("hold participant", conferenceSid, callSid, [new("Hold", "true"), new("HoldUrl", holdUrl), new("HoldMethod", "POST")], cancellationToken);

    public Task<TwilioReply<TwilioParticipant>> ResumeAsync(string conferenceSid, string callSid, CancellationToken cancellationToken) =>
        UpdateAsync("resume participant", conferenceSid, callSid, [new("Hold", "false")], cancellationToken);

    /// <summary>Who hears this participant: nobody (muted), one call (coaching it), or everybody.</summary>
    public Task<TwilioReply<TwilioParticipant>> SetVoiceAsync(string conferenceSid, string callSid, bool muted, string? coached, CancellationToken cancellationToken) =>
        UpdateAsync(
            "update voice of participant",
            conferenceSid,
            callSid,
            coached is null
                ? [new("Muted", muted ? "true" : "false"), new("Coaching", "false")]
                : [new("Muted", muted ? "true" : "false"), new("Coaching", "true"), new("CallSidToCoach", coached)],
            cancellationToken);

    /// <summary>Whether anybody hears this participant; nothing else about them changes.</summary>
    public Task<TwilioReply<TwilioParticipant>> MuteAsync(string conferenceSid, string callSid, bool muted, CancellationToken cancellationToken) =>
        UpdateAsync("mute participant", conferenceSid, callSid, [new("Muted", muted ? "true" : "false")], cancellationToken);

    /// <summary>One participant by call or label; <see cref="TwilioOutcome.NotFound"/> when they are not, or no longer, in it.</summary>
    public Task<TwilioReply<TwilioParticipant>> FetchAsync(string conferenceSid, string callOrLabel, CancellationToken cancellationToken) =>
        http.SendAsync<TwilioParticipant>("fetch participant", HttpMethod.Get, Path(conferenceSid, callOrLabel), fields: null, repeatable: true, cancellationToken);

    /// <summary>Rings somebody and brings them in. Never repeated by a machine once it may have left: look for the label first.</summary>
    public Task<TwilioReply<TwilioParticipant>> InviteAsync(string conferenceSid, Invitation invitation, CancellationToken cancellationToken) =>
        http.SendAsync<TwilioParticipant>(
            "invite participant", HttpMethod.Post, $"Conferences/{Uri.EscapeDataString(conferenceSid)}/Participants.json", invitation.Fields(), repeatable: false, cancellationToken);

    private Task<TwilioReply<TwilioParticipant>> UpdateAsync(
        string operation, string conferenceSid, string callSid, KeyValuePair<string, string>[] fields, CancellationToken cancellationToken) =>
        http.SendAsync<TwilioParticipant>(operation, HttpMethod.Post, Path(conferenceSid, callSid), fields, repeatable: true, cancellationToken);

    private static string Path(string conferenceSid, string who) => $"Conferences/{Uri.EscapeDataString(conferenceSid)}/Participants/{Uri.EscapeDataString(who)}.json";
}

/// <param name="From">A number of ours, E.164.</param>
/// <param name="To">Whom to ring, E.164.</param>
/// <param name="CallStatusUrl">Told what becomes of their call.</param>
/// <param name="ConferenceUrl">The conference's own callback: the same on every way in, for the network takes the first participant's.</param>
/// <param name="EndOnExit">The conference ends when they leave it: so for the person it is about.</param>
/// <summary>Somebody to ring into a conference. Nobody hears a beep.</summary>
internal sealed record Invitation(string From, string To, string Label, string CallStatusUrl, string ConferenceUrl, bool EndOnExit = false)
{
    /// <summary>Long enough to find the phone; short of most answering machines.</summary>
    public static readonly TimeSpan RingsFor = TimeSpan.FromSeconds(30);

    public IReadOnlyCollection<KeyValuePair<string, string>> Fields() =>
    [
        new("From", From),
        new("To", To),
        new("Label", Label),
        new("Timeout", RingsFor.TotalSeconds.ToString(CultureInfo.InvariantCulture)),
        new("Beep", "false"),
        new("EarlyMedia", "false"),
        new("EndConferenceOnExit", EndOnExit ? "true" : "false"),
        new("StatusCallback", CallStatusUrl),
        new("StatusCallbackMethod", "POST"),
        new("StatusCallbackEvent", "ringing"),
        new("StatusCallbackEvent", "answered"),
        new("StatusCallbackEvent", "completed"),
        new("ConferenceStatusCallback", ConferenceUrl),
        new("ConferenceStatusCallbackMethod", "POST"),
        .. DialConference.Events.Split(' ').Select(e => KeyValuePair.Create("ConferenceStatusCallbackEvent", e)),
    ];

    /// <summary>Keeps the numbers out of whatever prints it.</summary>
    public override string ToString() => Label;
}
