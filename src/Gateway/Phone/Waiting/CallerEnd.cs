using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone.Waiting;

/// <summary>What the end of a caller's call means: they left; they left a message; or a call back did not reach them.</summary>
internal sealed class CallerEnd(IContactRouter router, ICallBacks callBacks, MessageKeeping messages, TwilioApi twilio, ILogger<CallerEnd> log)
{
    /// <summary>The call is over.</summary>
    /// <param name="status">The call's last status, where the news said it.</param>
    public async Task EndedAsync(CallLeg leg, ContactId contact, PoolId pool, string? status, CancellationToken cancellationToken)
    {
        if (await callBacks.OfCallAsync(leg.CallSid, cancellationToken) is { } attempt && !await WasThereAsync(attempt, pool, status, cancellationToken))
        {
            await router.AnnounceAsync(pool, contact, ContactNews.CallChanged, cancellationToken);
            return; // The agent decides what comes next.
        }

        var reason = leg.Choice == WaitChoice.Message ? await messages.HungUpAsync(leg, contact, pool, cancellationToken) : CloseReason.Abandoned;
        await router.PersonLeftAsync(pool, contact, reason, cancellationToken);
    }

    /// <summary>The person who was rung is in the conference.</summary>
    public async Task AnsweredAsync(string callSid, PoolId pool, ContactId contact, CancellationToken cancellationToken)
    {
        if (await callBacks.OfCallAsync(callSid, cancellationToken) is { } attempt
            && await callBacks.SettleAsync(attempt.Id, CallBackTryState.Answered, callSid, problem: null, cancellationToken))
        {
            await router.AnnounceAsync(pool, contact, ContactNews.CallChanged, cancellationToken);
        }
    }

    /// <summary>Whether they had answered and somebody of ours was there; otherwise says in the try why not.</summary>
    private async Task<bool> WasThereAsync(CallBackTry attempt, PoolId pool, string? status, CancellationToken cancellationToken)
    {
        if (attempt.State == CallBackTryState.Answered)
        {
            return true;
        }

        if (!TwilioCallStatus.IsOver(status))
        {
            status = (await twilio.FetchCallAsync(attempt.CallSid!, cancellationToken)).Value?.Status;
        }

        var (state, problem) = status switch
        {
            "completed" when await router.StandingAsync(pool, attempt.Contact, cancellationToken) is { Assignment: { State: AssignmentState.Active } with } && with.Id == attempt.Assignment =>
                (CallBackTryState.Answered, null),
            "completed" => (CallBackTryState.NoAnswer, "Somebody picked up when the agent's line was gone already. They heard nothing of us."),
            "busy" => (CallBackTryState.Busy, "The line was engaged, or they declined."),
            "no-answer" or "canceled" => (CallBackTryState.NoAnswer, "They did not answer."),
            _ => (CallBackTryState.Failed, "The number could not be reached."),
        };
        await callBacks.SettleAsync(attempt.Id, state, attempt.CallSid, problem, cancellationToken);
        if (state != CallBackTryState.Answered)
        {
            log.PersonNotReached(attempt.Contact, attempt.Number, state);
        }

        return state == CallBackTryState.Answered;
    }
}
