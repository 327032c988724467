using Helpline.Contracts;
using Helpline.Gateway.Phone.OwnPhones;
using Helpline.Gateway.Phone.Recording;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone;

/// <summary>
/// Carries out what agents and supervisors order about a live call. Each order may come twice and late: it looks at how the call stands and does what is missing.
/// What could not be done throws, and the event comes again.
/// </summary>
internal sealed class CallControl(
    ICallFile file, IContactRouter router, CallOrders orders, ConferenceOrders conference, PartyCalls parties, OwnPhoneCalls ownPhones, Handovers handovers, Farewells farewells, CallRecorder recorder,
    CallNews news, ILogger<CallControl> log)
{
    public async Task CarryOutAsync(RoutingEvent ordered, ContactId contact, CancellationToken cancellationToken)
    {
        if (MediaOrder.Parse(ordered.Detail) is not { } order)
        {
            log.OrderUnknown(contact);
            return;
        }

        var standing = await router.StandingAsync(ordered.Pool, contact, cancellationToken);
        var call = await file.ReadAsync(contact, cancellationToken);
        if (standing is not { Contact.State: not ContactState.Closed } || IsOfEarlierHands(order, ordered, standing, call))
        {
            log.OrderTooLate(order.Kind, contact);
            return;
        }

        await CarryOutAsync(ordered.Pool, standing, call, order, cancellationToken);
        log.OrderCarriedOut(order.Kind, contact);
    }

    /// <summary>What one agent ordered must not befall the person when they are with the next; a hold least of all.</summary>
    private static bool IsOfEarlierHands(MediaOrder order, RoutingEvent ordered, ContactStanding standing, CallFile call) =>
        order.Kind is MediaOrderKind.Hold or MediaOrderKind.AddParty or MediaOrderKind.LeaveAlone or MediaOrderKind.Farewell
        && call.Handover is null
        && standing.Assignment?.Id != ordered.Assignment?.Id;

    private Task CarryOutAsync(PoolId pool, ContactStanding standing, CallFile call, MediaOrder order, CancellationToken cancellationToken)
    {
        var contact = standing.Contact.Id;
        var caller = call.Legs.FirstOrDefault(l => l is { Role: CallLegRole.Caller, State: CallLegState.InConference })?.CallSid;
        return order switch
        {
            { Kind: MediaOrderKind.Hold } => caller is null ? Task.CompletedTask : conference.HoldAsync(contact, caller, call.HoldReason, cancellationToken),
            { Kind: MediaOrderKind.Resume } => caller is null ? Task.CompletedTask : conference.ResumeAsync(contact, caller, cancellationToken),
            { Kind: MediaOrderKind.AddParty, Party: { } party } => parties.RingAsync(standing.Contact, party, cancellationToken),
            { Kind: MediaOrderKind.RemoveParty, Party: { } party } => parties.RemoveAsync(contact, party, cancellationToken),
            { Kind: MediaOrderKind.Mute or MediaOrderKind.Unmute, Assignment: { } assignment } =>
                ownPhones.MuteAsync(pool, contact, assignment, muted: order.Kind == MediaOrderKind.Mute, cancellationToken),
            { Kind: MediaOrderKind.LeaveAlone } => LeaveAloneAsync(pool, standing, call, caller, cancellationToken),
            { Kind: MediaOrderKind.HandOver } => handovers.HandOverAsync(pool, contact, toQueue: false, cancellationToken),
            { Kind: MediaOrderKind.BackToQueue } => handovers.HandOverAsync(pool, contact, toQueue: true, cancellationToken),
            { Kind: MediaOrderKind.Farewell } => farewells.SayAsync(pool, standing, caller, cancellationToken),
            { Kind: MediaOrderKind.Listen, Party: { } party } => SetVoiceAsync(contact, call, party, ListeningMode.Listen, cancellationToken),
            { Kind: MediaOrderKind.Whisper, Party: { } party } => SetVoiceAsync(contact, call, party, ListeningMode.Whisper, cancellationToken),
            { Kind: MediaOrderKind.Barge, Party: { } party } => SetVoiceAsync(contact, call, party, ListeningMode.Barge, cancellationToken),
            { Kind: MediaOrderKind.Record } => recorder.FollowAsync(pool, contact, cancellationToken),
            _ => Task.CompletedTask,
        };
    }

    /// <summary>The agent goes, if somebody is there to be left with. The contact stays theirs: should the other leave, the person must not be alone.</summary>
    private async Task LeaveAloneAsync(PoolId pool, ContactStanding standing, CallFile call, string? caller, CancellationToken cancellationToken)
    {
        var contact = standing.Contact.Id;
        var somebody = call.Parties.Any(p => p.Party is { State: CallPartyState.Joined, Role: not CallPartyRole.Supervisor });
        if (!somebody || caller is null || standing.Assignment is not { State: AssignmentState.Active } owner)
        {
            await file.SetAloneAsync(contact, assignment: null, cancellationToken);
            await news.ChangedAsync(pool, contact, cancellationToken);
            return;
        }

        await file.SetAloneAsync(contact, owner.Id, cancellationToken);
        await conference.ResumeAsync(contact, caller, cancellationToken);
        await recorder.StopAsync(pool, contact, cancellationToken);
        foreach (var leg in call.Legs.Where(l => l.Assignment == owner.Id && l.State != CallLegState.Ended))
        {
            await orders.EndAsync(leg.CallSid, cancellationToken);
        }

        await news.ChangedAsync(pool, contact, cancellationToken);
    }

    private async Task SetVoiceAsync(ContactId contact, CallFile call, CallPartyId id, ListeningMode mode, CancellationToken cancellationToken)
    {
        if (call.Parties.FirstOrDefault(p => p.Party.Id == id)?.Party is { Role: CallPartyRole.Supervisor, State: CallPartyState.Joined, CallSid: { } supervisor } party)
        {
            var agent = call.Legs.FirstOrDefault(l => l is { Role: CallLegRole.Agent, State: CallLegState.InConference });
            await conference.SetVoiceAsync(contact, supervisor, mode, agent?.CallSid, cancellationToken);
            await news.ChangedAsync(party.Pool, contact, cancellationToken);
        }
    }
}
