using Helpline.Gateway.Twilio;
using Helpline.Records;

namespace Helpline.Gateway.Phone;

/// <summary>Reads the conference's status callbacks. Their sequence numbers are hints at most; what a leg has done is ranked in Records.</summary>
internal sealed class ConferenceNews(CallConnection connection, CallParting parting, ICallLegs legs, PartyNews parties, HoldNews holds)
{
    public async Task HandleAsync(TwilioForm form, CancellationToken cancellationToken)
    {
        if (ConferenceName.ParseParty(form["ParticipantLabel"]) is { } party)
        {
            await parties.ConferenceAsync(party, form, cancellationToken);
            return;
        }

        var isCaller = string.Equals(form["ParticipantLabel"], ConferenceName.Caller, StringComparison.Ordinal);
        if (isCaller)
        {
            await holds.NoteAsync(form, cancellationToken);
        }

        switch (form["StatusCallbackEvent"], form["CallSid"], form["ConferenceSid"])
        {
            case ("participant-join", { } call, { } conference) when isCaller:
                await (ConferenceName.Parse(form["FriendlyName"]) is { } contact ? connection.CallerJoinedAsync(contact, call, conference, cancellationToken) : Task.CompletedTask);
                break;
            case ("participant-join", { } call, { } conference):
                await connection.AgentJoinedAsync(call, conference, cancellationToken);
                break;
            case ("participant-leave", { } call, _) when isCaller:
                await CallerLeftAsync(form, call, cancellationToken);
                break;
            case ("participant-leave", { } call, var conference):
                await parting.AgentLeftAsync(call, conference, cancellationToken);
                break;
            case ("conference-end", _, _):
                await CheckCallerAsync(form, cancellationToken);
                break;
            default:
                break; // start, mute: nothing follows from them
        }
    }

    private Task CallerLeftAsync(TwilioForm form, string call, CancellationToken cancellationToken)
    {
        if (form["ReasonParticipantLeft"] is "participant_updated_via_api")
        {
            return Task.CompletedTask; // we moved them ourselves
        }

        return form["ReasonParticipantLeft"] is "participant_hung_up" || TwilioCallStatus.IsOver(form["ParticipantCallStatus"])
            ? parting.CallEndedAsync(call, cancellationToken)
            : CheckCallerAsync(form, cancellationToken);
    }

    private async Task CheckCallerAsync(TwilioForm form, CancellationToken cancellationToken)
    {
        if (ConferenceName.Parse(form["FriendlyName"]) is { } contact && await legs.CallerOfAsync(contact, cancellationToken) is { } caller)
        {
            await parting.CheckCallerAsync(caller, cancellationToken);
        }
    }
}
