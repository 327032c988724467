using Helpline.Contracts;
using Helpline.Gateway.Outbox;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Phone.Waiting;

/// <summary>
/// An agent is in the conference of a promised call back: the person is rung into it. The guard is asked first; a try is claimed before the request leaves,
/// so that it rings once, and when nobody can say whether it rang, the network is asked who is there before anything else.
/// </summary>
internal sealed class CallBackRinging(
    ICallBacks callBacks, IContactRouter router, ICallLegs legs, IContactFile file, IServiceLines lines, ContactGuard guard, ConferenceApi conferences, CallOrders orders, CallerEnd ends,
    WaitingUrls urls, VoiceUrls voice, IOptions<TwilioOptions> options, ILogger<CallBackRinging> log)
{
    private const string CannotTell = "We could not tell whether their phone rang. Wait half a minute in case they answer, then ring once more or write the outcome.";

    /// <summary>What they asked stands with their safe contact, for those who may read it.</summary>
    private const string Unsafe = "How they asked to be reached does not allow a call now, so they were not rung. Read their safe contact on the right.";

    private const string NoNetwork = "The telephone network did not take the call, so their phone did not ring. Ring once more, or write the outcome.";

    /// <summary>The agent's side is up; the first time, the person is rung.</summary>
    public async Task AgentIsThereAsync(PoolId pool, ContactFacts task, AssignmentId assignment, string conferenceSid, CancellationToken cancellationToken)
    {
        await router.ConnectedAsync(pool, assignment, cancellationToken);
        var tries = await callBacks.TriesAsync(task.Id, cancellationToken);

        // Their phone may have rung for an agent before: whether it rings once more is this agent's decision.
        if (tries.All(t => t.Assignment != assignment && !CallBackLimits.MayHaveRung(t.State)))
        {
            await callBacks.WantAsync(task.Id, assignment, cancellationToken);
        }

        await RingAsync(pool, task, assignment, conferenceSid, cancellationToken);
    }

    /// <summary>The agent wants them rung once more; what is wanted stands in Records.</summary>
    public async Task RingAgainAsync(PoolId pool, ContactFacts task, AssignmentId assignment, CancellationToken cancellationToken)
    {
        var conference = await orders.FindConferenceAsync(task.Id, cancellationToken);
        await RingAsync(pool, task, assignment, conference, cancellationToken);
    }

    /// <summary>Whether this is a call we placed to somebody who has not talked with anybody of ours on it.</summary>
    public async Task<bool> IsUnansweredAsync(ContactFacts task, string callSid, CancellationToken cancellationToken) =>
        task.Task == ContactTask.CallBack && await callBacks.OfCallAsync(callSid, cancellationToken) is not { State: CallBackTryState.Answered };

    /// <summary>Somebody of whose call we do not know is in a task's conference in the person's place: the try that nobody could tell the fate of.</summary>
    /// <returns>False when there is no such try.</returns>
    public async Task<bool> AdoptAsync(ContactId task, string callSid, CancellationToken cancellationToken)
    {
        var attempt = (await callBacks.TriesAsync(task, cancellationToken)).LastOrDefault(t => t is { State: CallBackTryState.Ringing or CallBackTryState.Unknown, CallSid: null });
        if (attempt is null || (await legs.OfContactAsync(task, cancellationToken)).FirstOrDefault(leg => leg.Pool is not null)?.Pool is not { } pool)
        {
            return false;
        }

        await RingsAsync(pool, attempt, callSid, cancellationToken);
        return true;
    }

    private async Task RingAsync(PoolId pool, ContactFacts task, AssignmentId assignment, string? conferenceSid, CancellationToken cancellationToken)
    {
        if (await callBacks.ClaimAsync(task.Id, assignment, cancellationToken) is not { } attempt)
        {
            await FinishAsync(pool, task.Id, assignment, conferenceSid, cancellationToken);
            return;
        }

        if (conferenceSid is null)
        {
            await SettleAsync(pool, attempt, CallBackTryState.Failed, "Your own line is not up, so nobody was rung. Write the outcome, or give the contact back.", cancellationToken);
        }
        else if (!await IsThereAsync(pool, attempt, conferenceSid, cancellationToken))
        {
            await AskAndRingAsync(pool, task, attempt, conferenceSid, cancellationToken);
        }
    }

    private async Task AskAndRingAsync(PoolId pool, ContactFacts task, CallBackTry attempt, string conferenceSid, CancellationToken cancellationToken)
    {
        var decision = await guard.DecideAsync(task.Id, OutboundKind.Call, cancellationToken);
        var to = await file.AddressForDeliveryAsync(task.Id, cancellationToken);
        var ours = lines.Find(task.Line)?.Addresses.FirstOrDefault(a => a.Channel == Channel.Phone)?.Address;
        var from = decision.WithholdNumber ? options.Value.WithheldFrom : ours;
        var problem = !decision.IsAllowed ? Unsafe
            : to is not { IsWithheld: false } ? "There is no number to ring."
            : string.IsNullOrWhiteSpace(from) ? decision.WithholdNumber
                ? "Their phone must not show our number, and this installation cannot withhold it (Twilio:WithheldFrom). They were not rung."
                : "This line has no telephone number of its own any more. They were not rung; tell your supervisor."
            : null;
        if (problem is not null)
        {
            await SettleAsync(pool, attempt, CallBackTryState.Refused, problem, cancellationToken);
            return;
        }

        var invitation = new Invitation(from!, to!.Value.Reveal, ConferenceName.Caller, urls.CallStatus, voice.Conference, EndOnExit: true);
        var reply = await conferences.InviteAsync(conferenceSid, invitation, cancellationToken);
        await (reply.Outcome switch
        {
            TwilioOutcome.Ok => RingsAsync(pool, attempt, reply.Value!.CallSid, cancellationToken),
            TwilioOutcome.Unknown => FinishAsync(pool, task.Id, attempt.Assignment, conferenceSid, cancellationToken),
            _ => SettleAsync(pool, attempt, CallBackTryState.Failed, NoNetwork, cancellationToken),
        });
    }

    /// <summary>A try that was claimed and of which we heard no more: whoever is in the conference under its label is it.</summary>
    private async Task FinishAsync(PoolId pool, ContactId task, AssignmentId assignment, string? conferenceSid, CancellationToken cancellationToken)
    {
        var tries = await callBacks.TriesAsync(task, cancellationToken);
        if (tries.LastOrDefault(t => t.Assignment == assignment) is { State: CallBackTryState.Ringing, CallSid: null } attempt
            && (conferenceSid is null || !await IsThereAsync(pool, attempt, conferenceSid, cancellationToken)))
        {
            await SettleAsync(pool, attempt, CallBackTryState.Unknown, CannotTell, cancellationToken);
        }
    }

    private async Task<bool> IsThereAsync(PoolId pool, CallBackTry attempt, string conferenceSid, CancellationToken cancellationToken)
    {
        var found = await conferences.FetchAsync(conferenceSid, ConferenceName.Caller, cancellationToken);
        if (CallOrders.Settled(found, "fetch participant"))
        {
            await RingsAsync(pool, attempt, found.Value!.CallSid, cancellationToken);
            return true;
        }

        return false;
    }

    private async Task RingsAsync(PoolId pool, CallBackTry attempt, string callSid, CancellationToken cancellationToken)
    {
        // The try first: a leg whose try is not known would end as a person who left.
        await callBacks.SettleAsync(attempt.Id, CallBackTryState.Ringing, callSid, problem: null, cancellationToken);
        await legs.NoteAsync(new CallLeg(callSid, attempt.Contact, pool, CallLegRole.Caller, CallLegState.Started), cancellationToken);
        log.PersonRung(attempt.Contact, attempt.Number);
        await AnnounceAsync(pool, attempt.Contact, cancellationToken);
        if (await legs.FindAsync(callSid, cancellationToken) is { State: CallLegState.Ended } over)
        {
            // Engaged: the end of the call was told before the beginning.
            await ends.EndedAsync(over, attempt.Contact, pool, status: null, cancellationToken);
        }
    }

    private async Task SettleAsync(PoolId pool, CallBackTry attempt, CallBackTryState state, string problem, CancellationToken cancellationToken)
    {
        if (await callBacks.SettleAsync(attempt.Id, state, callSid: null, problem, cancellationToken))
        {
            log.PersonNotReached(attempt.Contact, attempt.Number, state);
        }

        await AnnounceAsync(pool, attempt.Contact, cancellationToken);
    }

    private Task AnnounceAsync(PoolId pool, ContactId task, CancellationToken cancellationToken) =>
        router.AnnounceAsync(pool, task, ContactNews.CallChanged, cancellationToken);
}
