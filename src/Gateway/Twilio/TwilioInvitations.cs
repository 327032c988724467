using System.Globalization;

namespace Helpline.Gateway.Twilio;

/// <summary>Calls somebody into a running conference. See twilio.com/docs/voice/api/conference-participant-resource.</summary>
internal sealed class TwilioInvitations(TwilioHttp http)
{
    /// <summary>Rings a number. Never repeated by a machine once it may have left: look for the label first.</summary>
    public Task<TwilioReply<TwilioParticipant>> RingAsync(string conferenceSid, Invitation invitation, CancellationToken cancellationToken) =>
        http.SendAsync<TwilioParticipant>(
            "ring participant",
            HttpMethod.Post,
            $"Conferences/{Uri.EscapeDataString(conferenceSid)}/Participants.json",
            [
                new("From", invitation.From),
                new("To", invitation.To),
                new("Label", invitation.Label),
                new("EndConferenceOnExit", "true"),
                new("StartConferenceOnEnter", "true"),
                new("Beep", "false"),
                new("Timeout", invitation.Seconds.ToString(CultureInfo.InvariantCulture)),
                new("StatusCallback", invitation.StatusCallback),
                new("StatusCallbackEvent", "completed"),
            ],
            repeatable: false,
            cancellationToken);

    /// <summary>The conference of that name, also one in which somebody is still alone (<c>init</c>); null when there is none or it cannot be asked for.</summary>
    public async Task<string?> FindConferenceAsync(string name, CancellationToken cancellationToken) =>
        await FindConferenceAsync(name, "in-progress", cancellationToken) ?? await FindConferenceAsync(name, "init", cancellationToken);

    private async Task<string?> FindConferenceAsync(string name, string status, CancellationToken cancellationToken)
    {
        var path = $"Conferences.json?FriendlyName={Uri.EscapeDataString(name)}&Status={status}";
        var reply = await http.SendAsync<TwilioConferenceList>("find conference", HttpMethod.Get, path, fields: null, repeatable: true, cancellationToken);
        return reply.Value?.Conferences is [var conference, ..] ? conference.Sid : null;
    }

    /// <summary>Who has this label in the conference; <see cref="TwilioOutcome.NotFound"/> when nobody does.</summary>
    public Task<TwilioReply<TwilioParticipant>> FindAsync(string conferenceSid, string label, CancellationToken cancellationToken) =>
        http.SendAsync<TwilioParticipant>(
            "find participant", HttpMethod.Get, $"Conferences/{Uri.EscapeDataString(conferenceSid)}/Participants/{Uri.EscapeDataString(label)}.json", fields: null, repeatable: true, cancellationToken);
}

/// <param name="Seconds">How long it rings.</param>
/// <summary>A call into a conference.</summary>
internal sealed record Invitation(string From, string To, string Label, int Seconds, string StatusCallback)
{
    /// <summary>Keeps the numbers out of whatever prints it.</summary>
    public override string ToString() => "an invitation";
}
