using Helpline.Contracts;
using Helpline.Gateway.Phone.Waiting;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone;

/// <summary>
/// Brings caller and agent together and notices when one is gone. The facts come as webhooks: repeated, late and in any order;
/// so each step asks how things stand, does what is missing, and a step that came before changes nothing.
/// </summary>
internal sealed class CallConnection(
    ICallLegs legs, IContactRouter router, CallOrders orders, CallBackRinging callBacks, CallerEnd ends, Handovers handovers, ILogger<CallConnection> log)
{
    /// <summary>An agent is in the conference: the caller leaves the queue for it.</summary>
    public async Task AgentJoinedAsync(string callSid, string conferenceSid, CancellationToken cancellationToken)
    {
        var leg = await legs.AdvanceAsync(callSid, CallLegState.InConference, cancellationToken);
        if (leg is not { Role: CallLegRole.Agent, Contact: { } contact, Pool: { } pool, Assignment: { } assignment } || leg.State == CallLegState.Ended)
        {
            return;
        }

        if (await router.StandingAsync(pool, contact, cancellationToken) is not { } standing)
        {
            return; // Routing lost it and takes it back from Records; this leg's end comes from there.
        }

        if (standing.Assignment?.Id != assignment || !AssignmentLife.OwnsContact(standing.Assignment.State))
        {
            log.AgentTooLate(assignment);
            await orders.EndAsync(callSid, cancellationToken);
        }
        else if (standing.Contact.Task == ContactTask.CallBack && !await IsOnTheLineAsync(contact, cancellationToken))
        {
            await callBacks.AgentIsThereAsync(pool, standing.Contact, assignment, conferenceSid, cancellationToken);
        }
        else if (standing.Assignment.State == AssignmentState.Connecting)
        {
            await BringCallerAsync(pool, contact, assignment, conferenceSid, cancellationToken);
        }
    }

    /// <summary>The caller is in the conference: if the agent is there too, they talk.</summary>
    /// <param name="of">Whose conference it is.</param>
    public async Task CallerJoinedAsync(ContactId of, string callSid, string conferenceSid, CancellationToken cancellationToken)
    {
        var before = await legs.FindAsync(callSid, cancellationToken);
        if (before?.Contact is null && await callBacks.AdoptAsync(of, callSid, cancellationToken))
        {
            before = await legs.FindAsync(callSid, cancellationToken);
        }

        var leg = await legs.AdvanceAsync(callSid, CallLegState.InConference, cancellationToken);
        if (leg is not { Role: CallLegRole.Caller, Contact: { } contact, Pool: { } pool } || leg.State == CallLegState.Ended)
        {
            return;
        }

        if (leg.Choice > WaitChoice.Wait)
        {
            // Somebody has come after all: what they chose instead must not be done should they wait again.
            await legs.NoteAsync(leg with { Choice = WaitChoice.Wait }, cancellationToken);
        }

        // A caller who was in a conference before may have gone back to the queue since: then this may be old news.
        var surely = before is { State: < CallLegState.InConference };
        var standing = await router.StandingAsync(pool, contact, cancellationToken);
        if (standing?.Contact.Task == ContactTask.CallBack)
        {
            if (await EndIfRungInVainAsync(standing, callSid, cancellationToken))
            {
                return;
            }

            await ends.AnsweredAsync(callSid, pool, contact, cancellationToken);
        }

        if (standing?.Assignment is { State: AssignmentState.Connecting } assignment)
        {
            if (await AgentIsThereAsync(contact, assignment.Id, cancellationToken)
                && (surely || await orders.ConfirmInConferenceAsync(conferenceSid, callSid, cancellationToken)))
            {
                await router.ConnectedAsync(pool, assignment.Id, cancellationToken);
            }
        }
        else if (standing?.Contact.State == ContactState.Waiting && !await handovers.KeepsAsync(contact, cancellationToken))
        {
            await orders.ReturnToQueueAsync(contact, callSid, conferenceSid, cancellationToken);
        }
    }

    /// <summary>A call of the caller or of an agent is over.</summary>
    /// <param name="status">The call's last status, where the news said it.</param>
    public async Task CallEndedAsync(string callSid, CancellationToken cancellationToken, string? status = null)
    {
        // A call we have not heard of is noted as ended too, so that its late beginning is not taken for a live call.
        switch (await legs.AdvanceAsync(callSid, CallLegState.Ended, cancellationToken))
        {
            case { Role: CallLegRole.Caller, Contact: { } contact, Pool: { } pool } leg:
                await ends.EndedAsync(leg, contact, pool, status, cancellationToken);
                break;
            case { Role: CallLegRole.Agent } leg:
                await AgentGoneAsync(leg, conferenceSid: null, cancellationToken);
                break;
            default:
                break;
        }
    }

    /// <summary>An agent is no longer in the conference, though their call may yet be up for a moment.</summary>
    public async Task AgentLeftAsync(string callSid, string? conferenceSid, CancellationToken cancellationToken)
    {
        if (await legs.AdvanceAsync(callSid, CallLegState.Ended, cancellationToken) is { Role: CallLegRole.Agent } leg)
        {
            await AgentGoneAsync(leg, conferenceSid, cancellationToken);
        }
    }

    /// <summary>The caller has nobody in their conference, and no notice said why: they wait again.</summary>
    public async Task CallerAloneAsync(PoolId pool, ContactId contact, string callSid, string conferenceSid, CancellationToken cancellationToken)
    {
        var standing = await router.StandingAsync(pool, contact, cancellationToken);
        await router.AgentGoneAsync(pool, standing?.Assignment, cancellationToken);
        if (standing is null || !await EndIfRungInVainAsync(standing, callSid, cancellationToken))
        {
            await orders.ReturnToQueueAsync(contact, callSid, conferenceSid, cancellationToken);
        }
    }

    /// <summary>
    /// We rang them, and nobody of ours is there any more: the call just ends, for words of ours could be heard by whoever picked up. The promise stands.
    /// Those who had talked with somebody already know who we are.
    /// </summary>
    private async Task<bool> EndIfRungInVainAsync(ContactStanding standing, string callSid, CancellationToken cancellationToken)
    {
        var contact = standing.Contact.Id;
        var company = standing.Assignment is { } owner && AssignmentLife.OwnsContact(owner.State) && await AgentIsThereAsync(contact, owner.Id, cancellationToken);
        if (company || !await callBacks.IsUnansweredAsync(standing.Contact, callSid, cancellationToken) || await handovers.KeepsAsync(contact, cancellationToken))
        {
            return false;
        }

        await orders.EndAsync(callSid, cancellationToken);
        return true;
    }

    /// <summary>The caller left the conference, or it ended: only the network knows whether they hung up or were moved.</summary>
    public async Task CheckCallerAsync(CallLeg caller, CancellationToken cancellationToken)
    {
        if (caller.State == CallLegState.Ended || await orders.IsOverAsync(caller.CallSid, cancellationToken))
        {
            await CallEndedAsync(caller.CallSid, cancellationToken);
        }
    }

    public async Task<CallLeg?> CallerOfAsync(ContactId contact, CancellationToken cancellationToken) =>
        (await legs.OfContactAsync(contact, cancellationToken)).FirstOrDefault(leg => leg.Role == CallLegRole.Caller);

    /// <summary>Whether the person of a call back was rung and is there, or rings.</summary>
    private async Task<bool> IsOnTheLineAsync(ContactId contact, CancellationToken cancellationToken) =>
        await CallerOfAsync(contact, cancellationToken) is { State: < CallLegState.Ended };

    /// <summary>Whether the leg of this assignment's agent is in the conference.</summary>
    public async Task<bool> AgentIsThereAsync(ContactId contact, AssignmentId assignment, CancellationToken cancellationToken) =>
        (await legs.OfContactAsync(contact, cancellationToken)).Any(leg => leg.Assignment == assignment && leg.State == CallLegState.InConference);

    private async Task BringCallerAsync(PoolId pool, ContactId contact, AssignmentId assignment, string conferenceSid, CancellationToken cancellationToken)
    {
        if (await CallerOfAsync(contact, cancellationToken) is not { } caller)
        {
            log.NoCallerLeg(contact);
            await router.ConnectFailedAsync(pool, assignment, cancellationToken);
        }
        else if (caller.State == CallLegState.Ended)
        {
            await CallEndedAsync(caller.CallSid, cancellationToken);
        }
        else if (caller.Choice == WaitChoice.Message && await orders.BringAsync(caller.CallSid, contact, cancellationToken))
        {
            // Speaking into a recording: somebody who listens is better. What they have said is kept when the call ends.
            log.CallerCalledIn(contact);
        }
        else if (caller.QueueSid is { } queue && await orders.DequeueAsync(queue, caller.CallSid, contact, cancellationToken))
        {
            log.CallerCalledIn(contact);
        }
        else if (await orders.IsOverAsync(caller.CallSid, cancellationToken))
        {
            await CallEndedAsync(caller.CallSid, cancellationToken);
        }
        else if (await orders.ConfirmInConferenceAsync(conferenceSid, caller.CallSid, cancellationToken))
        {
            await router.ConnectedAsync(pool, assignment, cancellationToken);
        }

        // Else they are on their way, in or back to the queue; the wait document lets them in.
    }

    private async Task AgentGoneAsync(CallLeg agent, string? conferenceSid, CancellationToken cancellationToken)
    {
        if (agent is not { Contact: { } contact, Pool: { } pool, Assignment: { } assignment }
            || await router.StandingAsync(pool, contact, cancellationToken) is not { } standing)
        {
            return;
        }

        var known = await CallerOfAsync(contact, cancellationToken);
        if (standing.Contact.Task == ContactTask.CallBack && known is not { State: CallLegState.InConference })
        {
            await GoneBeforeTheyAnsweredAsync(pool, standing, assignment, known, cancellationToken);
            return;
        }

        if (known is not { } caller)
        {
            return;
        }

        if (await handovers.AgentGoneAsync(agent, standing, caller, cancellationToken))
        {
            return;
        }

        var mine = standing.Assignment?.Id == assignment ? standing.Assignment.State : (AssignmentState?)null;
        if (mine is AssignmentState.Connecting)
        {
            await router.ConnectFailedAsync(pool, assignment, cancellationToken);
            await orders.ReturnToQueueAsync(contact, caller.CallSid, conferenceSid, cancellationToken);
        }
        else if (mine is AssignmentState.Active && await IsSurelyOverAsync(caller.CallSid, cancellationToken))
        {
            // The caller hung up and the conference ended under the agent; their notices only came in this order.
            await CallEndedAsync(caller.CallSid, cancellationToken);
        }
        else if (mine is AssignmentState.Active && await ConferenceIsSurelyOverAsync(contact, cancellationToken))
        {
            // It ended under the agent, so the caller left it first. Their own notices say whether they are gone, and lead them back if they are not.
        }
        else if (mine is AssignmentState.Active)
        {
            // Waiting again first: should the network not answer now, the next agent who joins still finds the caller in the conference.
            log.AgentLost(assignment);
            await router.AgentLostAsync(pool, assignment, cancellationToken);
            await orders.ReturnToQueueAsync(contact, caller.CallSid, conferenceSid, cancellationToken);
        }
        else if (standing.Contact.State == ContactState.Waiting)
        {
            // Told before, perhaps by a notice that could not name the conference.
            await orders.ReturnToQueueAsync(contact, caller.CallSid, conferenceSid, cancellationToken);
        }
    }

    /// <summary>The agent of a call back is gone and the person not there yet: it waits for the next agent, and their phone stops ringing.</summary>
    private async Task GoneBeforeTheyAnsweredAsync(PoolId pool, ContactStanding standing, AssignmentId assignment, CallLeg? rung, CancellationToken cancellationToken)
    {
        if (standing.Assignment?.Id != assignment)
        {
            return;
        }

        if (rung is { State: < CallLegState.Ended })
        {
            await orders.EndAsync(rung.CallSid, cancellationToken);
        }

        await router.AgentGoneAsync(pool, standing.Assignment, cancellationToken);
    }

    private Task<bool> IsSurelyOverAsync(string callSid, CancellationToken cancellationToken) =>
        SurelyAsync(() => orders.IsOverAsync(callSid, cancellationToken));

    private Task<bool> ConferenceIsSurelyOverAsync(ContactId contact, CancellationToken cancellationToken) =>
        SurelyAsync(() => orders.IsConferenceOverAsync(contact, cancellationToken));

    /// <summary>When the network cannot say, the person is taken to be there: a caller put back in the queue in vain is closed by their hang-up, one forgotten is lost.</summary>
    private static async Task<bool> SurelyAsync(Func<Task<bool>> isOver)
    {
        try
        {
            return await isOver();
        }
        catch (TwilioUnavailableException)
        {
            return false;
        }
    }
}
