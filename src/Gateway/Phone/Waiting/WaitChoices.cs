using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.AspNetCore.Http;

namespace Helpline.Gateway.Phone.Waiting;

/// <summary>
/// A key while waiting. What was chosen is kept with the call first; then the caller leaves the network's queue, and what was chosen is done when they have left it.
/// Whatever breaks in between, the wait document sees the choice and leads out again.
/// </summary>
internal sealed class WaitChoices(
    ICallLegs legs, IContactRouter router, WaitOffers offers, WaitDocuments waiting, LeaveMessage message, CallBackPromise callBack, TextInsteadOfCall text, CallerSpeech speech, VoiceAnswer answer)
{
    /// <summary>The wait document's Gather brought a key.</summary>
    public Task<IResult> ChooseAsync(TwilioForm form)
    {
        var line = speech.LineOf(form);
        return answer.TryAsync(
            async cancellationToken =>
            {
                if (await legs.FindAsync(form["CallSid"] ?? "", cancellationToken) is not { Contact: { } contact } leg)
                {
                    return waiting.SayAndChoose(line, CallerWords.NotNow);
                }

                var from = RelayAddress.Parse(form["From"]).From;
                var offer = await offers.OfAsync(line, from, contact, cancellationToken);
                return form["Digits"] switch
                {
                    "1" => await LeaveAsync(leg, WaitChoice.Message, cancellationToken),
                    "2" when offer.CallBack => await LeaveAsync(leg, WaitChoice.CallBack, cancellationToken),
                    "2" => waiting.SayAndChoose(line, CallerWords.Withheld),
                    "3" when offer.Text => await LeaveAsync(leg, WaitChoice.Text, cancellationToken),
                    _ => waiting.SayAndChoose(line, CallerWords.WrongKey),
                };
            },
            otherwise: waiting.SayAndChoose(line, CallerWords.NotNow));
    }

    /// <summary>They have left the queue with a choice, still waiting in ours.</summary>
    public async Task<IResult> DoAsync(CallLeg leg, ContactId contact, PoolId pool, ServiceLine? line, CancellationToken cancellationToken)
    {
        var caller = new WaitingCaller(leg, contact, pool, line);
        var done = leg.Choice switch
        {
            WaitChoice.CallBack => await callBack.PromiseAsync(caller, cancellationToken),
            WaitChoice.Text => await text.SendAsync(caller, cancellationToken),
            _ => message.Ask(line),
        };
        if (done is not null)
        {
            return done;
        }

        await legs.NoteAsync(leg with { Choice = WaitChoice.Wait }, cancellationToken);
        var standing = await router.StandingAsync(pool, contact, cancellationToken);
        return message.BackToQueue(line, standing?.Contact.State == ContactState.InHand ? CallerWords.Connecting : CallerWords.NotNow);
    }

    private async Task<IResult> LeaveAsync(CallLeg leg, WaitChoice choice, CancellationToken cancellationToken)
    {
        await legs.NoteAsync(leg with { Choice = choice }, cancellationToken);
        return VoiceDocuments.LetIn();
    }
}

/// <summary>A caller who waits, and on which line.</summary>
internal sealed record WaitingCaller(CallLeg Leg, ContactId Contact, PoolId Pool, ServiceLine? Line);
