using Helpline.Contracts;
using Helpline.Gateway.Phone.Recording;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone;

/// <summary>What becomes of those brought into a call: repeated, late and in any order, so each fact is ranked in Records and what follows from it may happen twice.</summary>
internal sealed class PartyNews(
    ICallFile file, ICallLegs legs, IContactRouter router, ConferenceOrders conference, CallOrders orders, CallNews news, CallRecorder recorder, ILogger<PartyNews> log)
{
    public async Task ConferenceAsync(CallPartyId id, TwilioForm form, CancellationToken cancellationToken)
    {
        switch (form["StatusCallbackEvent"])
        {
            case "participant-join":
                await JoinedAsync(id, form["CallSid"], cancellationToken);
                break;
            case "participant-leave" when form["ReasonParticipantLeft"] is "participant_add_failed" && form["ParticipantCallStatus"] is not "canceled":
                await AdvanceAsync(id, CallPartyState.Failed, form["CallSid"], problem: null, cancellationToken);
                break;
            case "participant-leave":
                await AdvanceAsync(id, CallPartyState.Left, form["CallSid"], problem: null, cancellationToken);
                break;
            default:
                break;
        }
    }

    /// <summary>Their call's own notices: these say why somebody did not come.</summary>
    public Task CallStatusAsync(CallPartyId id, TwilioForm form, CancellationToken cancellationToken) => form["CallStatus"] switch
    {
        "ringing" => AdvanceAsync(id, CallPartyState.Ringing, form["CallSid"], problem: null, cancellationToken),
        "busy" => AdvanceAsync(id, CallPartyState.Failed, form["CallSid"], "Their line is busy.", cancellationToken),
        "no-answer" => AdvanceAsync(id, CallPartyState.Failed, form["CallSid"], "They did not answer.", cancellationToken),
        "failed" => AdvanceAsync(id, CallPartyState.Failed, form["CallSid"], "Their number could not be reached. Check it.", cancellationToken),
        "completed" or "canceled" => AdvanceAsync(id, CallPartyState.Left, form["CallSid"], problem: null, cancellationToken),
        _ => Task.CompletedTask,
    };

    public Task RingsAsync(CallParty party, string callSid, CancellationToken cancellationToken) =>
        AdvanceAsync(party.Id, CallPartyState.Ringing, callSid, problem: null, cancellationToken);

    public Task FailedAsync(CallParty party, string problem, CancellationToken cancellationToken) =>
        AdvanceAsync(party.Id, CallPartyState.Failed, callSid: null, problem, cancellationToken);

    public Task LeftAsync(CallParty party, CancellationToken cancellationToken) =>
        AdvanceAsync(party.Id, CallPartyState.Left, callSid: null, problem: null, cancellationToken);

    private async Task JoinedAsync(CallPartyId id, string? callSid, CancellationToken cancellationToken)
    {
        // First, so that it is done again when the notice comes again because it failed.
        if (await file.FindPartyAsync(id, cancellationToken) is { State: < CallPartyState.Joined, Role: not CallPartyRole.Supervisor } joining)
        {
            await recorder.PauseAsync(joining.Pool, joining.Contact, cancellationToken);
        }

        if (await AdvanceAsync(id, CallPartyState.Joined, callSid, problem: null, cancellationToken) is not { State: CallPartyState.Joined } party)
        {
            return;
        }

        if (party.Role == CallPartyRole.Supervisor && party.CallSid is { } call && party.Mode is { } mode and not ListeningMode.Listen)
        {
            var agent = (await legs.OfContactAsync(party.Contact, cancellationToken)).FirstOrDefault(l => l is { Role: CallLegRole.Agent, State: CallLegState.InConference });
            await conference.SetVoiceAsync(party.Contact, call, mode, agent?.CallSid, cancellationToken);
        }
    }

    private async Task<CallParty?> AdvanceAsync(CallPartyId id, CallPartyState state, string? callSid, string? problem, CancellationToken cancellationToken)
    {
        if (await file.AdvanceAsync(id, state, callSid, problem, cancellationToken) is not var (party, changed))
        {
            return null;
        }

        try
        {
            if (party.Role != CallPartyRole.Supervisor && (party.State == CallPartyState.Joined || party.IsOver))
            {
                await FollowAsync(party, cancellationToken);
            }
        }
        finally
        {
            // Told whatever became of it, and when it is told again: the first time may have failed.
            if (changed || party.State == state)
            {
                await news.ChangedAsync(party.Pool, party.Contact, cancellationToken);
            }
        }

        return party;
    }

    /// <summary>The person was on hold while it rang: not any longer. And whom they were left alone with must be there.</summary>
    private async Task FollowAsync(CallParty party, CancellationToken cancellationToken)
    {
        var call = await file.ReadAsync(party.Contact, cancellationToken);
        if (call.Legs.FirstOrDefault(l => l.Role == CallLegRole.Caller) is not { State: CallLegState.InConference } caller)
        {
            return;
        }

        if (call is { HeldSince: not null, HoldReason: HoldReason.Party })
        {
            await conference.ResumeAsync(party.Contact, caller.CallSid, cancellationToken);
        }

        if (party.IsOver && call.Alone is { } alone && !SomebodyIsThere(call))
        {
            log.AloneEnded(party.Contact);
            await router.AgentLostAsync(party.Pool, alone, cancellationToken);
            await orders.ReturnToQueueAsync(party.Contact, caller.CallSid, conferenceSid: null, cancellationToken);
            await file.SetAloneAsync(party.Contact, assignment: null, cancellationToken);
        }
    }

    /// <summary>An agent, or somebody brought in, is in the conference with the caller.</summary>
    private static bool SomebodyIsThere(CallFile call) =>
        call.Legs.Any(l => l is { Role: CallLegRole.Agent, State: CallLegState.InConference })
        || call.Parties.Any(p => p.Party is { State: CallPartyState.Joined, Role: not CallPartyRole.Supervisor });
}
