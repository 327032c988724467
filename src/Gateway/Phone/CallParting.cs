using Helpline.Contracts;
using Helpline.Gateway.Phone.Waiting;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone;

/// <summary>
/// Notices that caller or agent is gone, and sees to whoever is left. As in <see cref="CallConnection"/> the facts come repeated, late and in any order;
/// so each step asks how things stand, does what is missing, and a step that came before changes nothing.
/// </summary>
internal sealed class CallParting(
    ICallLegs legs, IContactRouter router, CallOrders orders, CallBackRinging callBacks, CallerEnd ends, Handovers handovers, ILogger<CallParting> log)
{
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

    /// <summary>The caller left the conference, or it ended: only the network knows whether they hung up or were moved.</summary>
    public async Task CheckCallerAsync(CallLeg caller, CancellationToken cancellationToken)
    {
        if (caller.State == CallLegState.Ended || await orders.IsOverAsync(caller.CallSid, cancellationToken))
        {
            await CallEndedAsync(caller.CallSid, cancellationToken);
        }
    }

    private async Task AgentGoneAsync(CallLeg agent, string? conferenceSid, CancellationToken cancellationToken)
    {
        if (agent is not { Contact: { } contact, Pool: { } pool, Assignment: { } assignment }
            || await router.StandingAsync(pool, contact, cancellationToken) is not { } standing)
        {
            return;
        }

        var known = await legs.CallerOfAsync(contact, cancellationToken);
        if (standing.Contact.Task == ContactTask.CallBack && known is not { State: CallLegState.InConference }
            && (known is null || await callBacks.IsUnansweredAsync(standing.Contact, known.CallSid, cancellationToken)))
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
