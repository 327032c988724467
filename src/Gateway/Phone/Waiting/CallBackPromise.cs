using Helpline.Contracts;
using Helpline.Gateway.Outbox;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone.Waiting;

/// <summary>Promises a waiting caller to be called back: durable first, then the task stands in their very place.</summary>
internal sealed class CallBackPromise(
    ICallBacks callBacks, IContactRouter router, ContactGuard guard, WaitTimes times, CallerSpeech speech, VoiceDocuments documents, ILogger<CallBackPromise> log)
{
    /// <summary>Null when nothing was promised: they wait on.</summary>
    public async Task<IResult?> PromiseAsync(WaitingCaller caller, CancellationToken cancellationToken)
    {
        if (await callBacks.PromiseAsync(caller.Contact, cancellationToken) is not { } task)
        {
            return null;
        }

        var outcome = await router.PromiseCallBackAsync(caller.Pool, caller.Contact, task.Contact, cancellationToken);
        if (outcome == StepOutcome.Done)
        {
            log.CallBackPromised(task.Contact, caller.Contact);
            return await PromisedAsync(caller, task, cancellationToken);
        }

        var standing = await router.StandingAsync(caller.Pool, caller.Contact, cancellationToken);
        switch (standing?.Contact)
        {
            case { State: ContactState.Waiting }:
                // The sweep brought the task in before us: it stands in the same place, and only the call itself is left to close.
                await router.PersonLeftAsync(caller.Pool, caller.Contact, CloseReason.CallBackPromised, cancellationToken);
                return await PromisedAsync(caller, task, cancellationToken);
            case { State: ContactState.Closed, CloseReason: CloseReason.CallBackPromised }:
                return await PromisedAsync(caller, task, cancellationToken);
            case { State: ContactState.InHand }:
                // Somebody has just answered: better than any promise.
                await WithdrawAsync(caller.Pool, task.Contact, cancellationToken);
                return documents.JoinCaller(caller.Contact);
            default:
                await WithdrawAsync(caller.Pool, task.Contact, cancellationToken);
                return null;
        }
    }

    private async Task WithdrawAsync(PoolId pool, ContactId task, CancellationToken cancellationToken)
    {
        await callBacks.WithdrawAsync(task, cancellationToken);
        await router.PersonLeftAsync(pool, task, CloseReason.Redirected, cancellationToken);
    }

    private async Task<IResult> PromisedAsync(WaitingCaller caller, OpenedTask task, CancellationToken cancellationToken)
    {
        var line = caller.Line;
        var range = line is null ? null : await times.OfAsync(line);
        var decision = await guard.ForeseeAsync(task.Contact, OutboundKind.Call, cancellationToken);
        string?[] sentences =
        [
            speech.Words(line, CallerWords.CallBackPromised),
            range is { LowMinutes: > 0 } ? speech.Range(line, CallerWords.CallBackRange, range.LowMinutes, range.HighMinutes) : null,
            speech.Words(line, decision.WithholdNumber ? CallerWords.CallBackNumberWithheld : CallerWords.CallBackNumberShown),
            speech.Words(line, CallerWords.Goodbye),
        ];
        return Twiml.Answer(CallerSpeech.Aloud(line, sentences), new Hangup());
    }
}
