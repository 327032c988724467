using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone;

/// <summary>
/// A call passes from one agent to the next. Cold: the caller goes back to the queue with words for it, and the first agent's leg ends.
/// Warm: the first agent stays in the conference until the two have talked; whoever drops meanwhile, the caller is with somebody or in the queue.
/// </summary>
internal sealed class Handovers(
    ICallFile file, ICallLegs legs, IContactRouter router, CallOrders orders, ConferenceOrders conference, CallNews news, ILogger<Handovers> log)
{
    /// <summary>What Routing decided about a call that may be on its way to another agent.</summary>
    public Task FollowAsync(RoutingEvent routingEvent, ContactId contact, CancellationToken cancellationToken) => routingEvent switch
    {
        { Kind: RoutingEventKind.Transferred, Assignment: { } from } => TransferredAsync(routingEvent.Pool, contact, from, cancellationToken),
        { Kind: RoutingEventKind.Connected, Assignment: { } to } => ConnectedAsync(routingEvent.Pool, contact, to.Id, cancellationToken),
        { Kind: RoutingEventKind.Completed, Assignment: { } done } => CompletedAsync(routingEvent.Pool, contact, done.Id, cancellationToken),
        _ => Task.CompletedTask,
    };

    /// <summary>Whether the first agent of a warm transfer is in the conference with the caller, so that they are not alone although they wait.</summary>
    public async Task<bool> KeepsAsync(ContactId contact, CancellationToken cancellationToken) =>
        await file.ReadAsync(contact, cancellationToken) is var call && IsKept(call);

    /// <summary>The two have talked: the caller is taken off hold and the first agent goes. While nobody has taken the call yet, the caller goes to the queue instead.</summary>
    public async Task HandOverAsync(PoolId pool, ContactId contact, bool toQueue, CancellationToken cancellationToken)
    {
        var call = await file.ReadAsync(contact, cancellationToken);
        if (call.Handover is not { } handover)
        {
            return;
        }

        var standing = await router.StandingAsync(pool, contact, cancellationToken);
        var taken = IsTaken(call, standing);
        if (standing?.Assignment?.Id == handover.From && AssignmentLife.OwnsContact(standing.Assignment.State))
        {
            return; // The transfer did not happen: it is still theirs.
        }

        if (!taken && !toQueue)
        {
            return; // Nobody is there to hand over to; the first agent stays.
        }

        if (CallerOf(call) is { } caller)
        {
            await (taken
                ? conference.ResumeAsync(contact, caller.CallSid, cancellationToken)
                : orders.ReturnToQueueAsync(contact, caller.CallSid, conferenceSid: null, cancellationToken, passedOn: true));
        }

        await EndLegsAsync(contact, handover.From, cancellationToken);
        await file.ChangeHandoverAsync(contact, handover, to: null, cancellationToken);
        log.HandedOver(contact, handover.From);
        await news.ChangedAsync(pool, contact, cancellationToken);
    }

    /// <summary>An agent's leg is gone from a call that is being handed over, or whose agent left on purpose.</summary>
    /// <returns>True when nothing more follows from it.</returns>
    public async Task<bool> AgentGoneAsync(CallLeg gone, ContactStanding standing, CallLeg caller, CancellationToken cancellationToken)
    {
        var (contact, pool, assignment) = (gone.Contact!.Value, gone.Pool!.Value, gone.Assignment!.Value);
        var call = await file.ReadAsync(contact, cancellationToken);
        var mine = standing.Assignment?.Id == assignment ? standing.Assignment.State : (AssignmentState?)null;
        if (call.Alone == assignment && mine == AssignmentState.Active)
        {
            return call.Parties.Any(p => p.Party is { State: CallPartyState.Joined, Role: not CallPartyRole.Supervisor });
        }

        if (call.Handover?.From == assignment && mine is not (AssignmentState.Connecting or AssignmentState.Active))
        {
            await FirstGoneAsync(pool, contact, call, standing, caller, cancellationToken);
            return true;
        }

        if (!IsKept(call) || mine is not (AssignmentState.Connecting or AssignmentState.Active) || await orders.IsOverAsync(caller.CallSid, cancellationToken))
        {
            return false;
        }

        // The next agent was lost before the first had gone: the caller stays with the first, and waits for another.
        await router.AgentGoneAsync(pool, standing.Assignment, cancellationToken);
        return true;
    }

    private async Task TransferredAsync(PoolId pool, ContactId contact, AssignmentFacts from, CancellationToken cancellationToken)
    {
        var call = await file.ReadAsync(contact, cancellationToken);
        if (call.Handover is { } handover && handover.From == from.Id && IsKept(call))
        {
            if (handover.Kind == HandoverKind.Warm && CallerOf(call) is { } held && !IsTaken(call, await router.StandingAsync(pool, contact, cancellationToken)))
            {
                await conference.HoldAsync(contact, held.CallSid, HoldReason.Transfer, cancellationToken);
            }

            await news.ChangedAsync(pool, contact, cancellationToken);
            return;
        }

        // Late, the next agent may be with the caller already: then only the first agent goes.
        if (CallerOf(call) is { } caller && !IsTaken(call, await router.StandingAsync(pool, contact, cancellationToken)))
        {
            await orders.ReturnToQueueAsync(contact, caller.CallSid, conferenceSid: null, cancellationToken, passedOn: true);
        }

        await EndLegsAsync(contact, from.Id, cancellationToken);
    }

    private async Task ConnectedAsync(PoolId pool, ContactId contact, AssignmentId to, CancellationToken cancellationToken)
    {
        var call = await file.ReadAsync(contact, cancellationToken);
        if (call.Handover is { } handover && handover.From != to && (handover.Kind == HandoverKind.TakeOver || !IsKept(call)))
        {
            await HandOverAsync(pool, contact, toQueue: false, cancellationToken);
        }
    }

    /// <summary>The first agent has logged their outcome, so they are done with the call, whoever has it.</summary>
    private async Task CompletedAsync(PoolId pool, ContactId contact, AssignmentId done, CancellationToken cancellationToken)
    {
        if ((await file.ReadAsync(contact, cancellationToken)).Handover?.From == done)
        {
            await HandOverAsync(pool, contact, toQueue: true, cancellationToken);
        }
    }

    private async Task FirstGoneAsync(PoolId pool, ContactId contact, CallFile call, ContactStanding standing, CallLeg caller, CancellationToken cancellationToken)
    {
        if (IsTaken(call, standing))
        {
            await conference.ResumeAsync(contact, caller.CallSid, cancellationToken);
        }
        else if (standing.Contact.State != ContactState.Closed)
        {
            log.FirstAgentLost(contact);
            await orders.ReturnToQueueAsync(contact, caller.CallSid, conferenceSid: null, cancellationToken, passedOn: true);
        }

        await file.ChangeHandoverAsync(contact, call.Handover, to: null, cancellationToken);
        await news.ChangedAsync(pool, contact, cancellationToken);
    }

    private async Task EndLegsAsync(ContactId contact, AssignmentId assignment, CancellationToken cancellationToken)
    {
        foreach (var leg in (await legs.OfContactAsync(contact, cancellationToken)).Where(l => l.Assignment == assignment && l.State != CallLegState.Ended))
        {
            await orders.EndAsync(leg.CallSid, cancellationToken);
        }
    }

    private static CallLeg? CallerOf(CallFile call) => call.Legs.FirstOrDefault(l => l is { Role: CallLegRole.Caller, State: CallLegState.InConference });

    private static bool IsKept(CallFile call) => call.Handover is { } handover && IsThere(call, handover.From);

    /// <summary>The agent who owns the contact now is in the conference.</summary>
    private static bool IsTaken(CallFile call, ContactStanding? standing) =>
        standing?.Assignment is { } owner && AssignmentLife.OwnsContact(owner.State) && IsThere(call, owner.Id);

    private static bool IsThere(CallFile call, AssignmentId assignment) => call.Legs.Any(l => l.Assignment == assignment && l.State == CallLegState.InConference);
}
