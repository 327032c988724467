using Helpline.Contracts;
using Helpline.Gateway.Outbox;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.AspNetCore.Http;

namespace Helpline.Gateway.Phone.Waiting;

/// <summary>A waiting caller goes on by text, in the place of the call.</summary>
internal sealed class TextInsteadOfCall(ITextInstead texts, IContactRouter router, ContactGuard guard, CallerSpeech speech)
{
    /// <summary>Null when no text can be sent: they wait on.</summary>
    public async Task<IResult?> SendAsync(WaitingCaller caller, CancellationToken cancellationToken)
    {
        var (line, contact, pool) = (caller.Line, caller.Contact, caller.Pool);
        var decision = await guard.ForeseeAsync(contact, OutboundKind.Text, cancellationToken);
        if (!decision.IsAllowed || await texts.OpenAsync(contact, speech.Words(line, CallerWords.FirstText), cancellationToken) is not { } text)
        {
            return null;
        }

        await router.EnqueueAsync(new QueuedContact(text.Contact, text.Pool, text.Line, text.Demand, text.Priority, text.WaitingSince, text.KnownTo), cancellationToken);
        await router.AnnounceAsync(text.Pool, text.Contact, ContactNews.MessageQueued, cancellationToken);
        if (await router.StandingAsync(pool, contact, cancellationToken) is { Contact.State: ContactState.Waiting })
        {
            await router.PersonLeftAsync(pool, contact, CloseReason.Redirected, cancellationToken);
        }

        return Twiml.Answer(speech.Say(line, CallerWords.TextOnItsWay, CallerWords.Goodbye), new Hangup());
    }
}
