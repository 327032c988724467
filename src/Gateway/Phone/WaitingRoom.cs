using Helpline.Contracts;
using Helpline.Gateway.Phone.Waiting;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone;

/// <summary>What a caller hears from the greeting until an agent is there, and how they leave the network's queue.</summary>
internal sealed class WaitingRoom(
    ICallLegs legs, IContactRouter router, CallConnection connection, VoiceDocuments documents, WaitDocuments waiting, WaitOffers offers, WaitTimes times,
    WaitChoices choices, CallerSpeech speech, VoiceAnswer answer, ILogger<WaitingRoom> log)
{
    /// <summary>The queue's wait document: asked for again and again while they wait.</summary>
    /// <param name="sayChoices">Whatever the round: they have just pressed a key.</param>
    public Task<IResult> WaitAsync(TwilioForm form, bool sayChoices)
    {
        var line = speech.LineOf(form);
        var withChoices = sayChoices || !int.TryParse(form["QueueTime"], out var waited) || waited / (WaitDocuments.RoundSeconds + 1) % 2 == 0;
        return answer.TryAsync(
            async cancellationToken =>
            {
                var leg = form["CallSid"] is { } call ? await InQueueAsync(call, form["QueueSid"], cancellationToken) : null;
                var standing = leg is { Pool: { } pool, Contact: { } contact } ? await router.StandingAsync(pool, contact, cancellationToken) : null;
                if (standing?.Contact is { State: ContactState.Closed } closed)
                {
                    log.CallerOfClosedContact(closed.Id, closed.CloseReason);
                    return documents.Over(line, closed.CloseReason);
                }

                return await LeadsOutAsync(leg, standing, cancellationToken)
                    ? VoiceDocuments.LetIn()
                    : await WaitAsync(form, line, standing, withChoices, cancellationToken);
            },
            otherwise: waiting.Wait(line, standing: null, range: null, WaitOffer.MessageOnly, withChoices));
    }

    /// <summary>They left the network's queue; <c>QueueResult</c> says how.</summary>
    public async Task<IResult> QueueLeftAsync(TwilioForm form, CancellationToken cancellationToken)
    {
        var (call, line) = (form["CallSid"] ?? "", speech.LineOf(form));
        switch (form["QueueResult"])
        {
            case "hangup":
                await connection.CallEndedAsync(call, cancellationToken);
                return VoiceDocuments.Nothing();

            // Our own orders: the call is already elsewhere.
            case "redirected" or "redirected-from-bridged" or "bridged" or "bridging-in-process":
                return VoiceDocuments.Nothing();

            case "leave":
                return await answer.TryAsync(limit => LeftAsync(call, line, limit), otherwise: documents.QueueAgain(line));

            case var failed:
                log.QueueFailed(failed ?? "no result");
                return documents.QueueAgain(line);
        }
    }

    /// <summary>The caller was called in.</summary>
    public Task<IResult> JoinAsync(TwilioForm form, ContactId contact) =>
        answer.TryAsync(limit => JoinAsync(contact, form["CallSid"] ?? "", speech.LineOf(form), limit), otherwise: documents.JoinCaller(contact));

    /// <summary>The caller's conference is over: they hung up, or it ended under them and they are still there.</summary>
    public Task<IResult> CallerLeftAsync(TwilioForm form)
    {
        var (call, line) = (form["CallSid"] ?? "", speech.LineOf(form));
        return answer.TryAsync(
            async limit =>
            {
                if (TwilioCallStatus.IsOver(form["CallStatus"]))
                {
                    await connection.CallEndedAsync(call, limit);
                    return VoiceDocuments.Nothing();
                }

                return await legs.FindAsync(call, limit) is { Contact: { } contact, Pool: { } pool } ? await AloneAsync(pool, contact, line, limit) : documents.BackToQueue(line);
            },
            otherwise: documents.BackToQueue(line));
    }

    /// <summary>The agent is there; or they have made a choice that could not be done yet.</summary>
    private async Task<bool> LeadsOutAsync(CallLeg? leg, ContactStanding? standing, CancellationToken cancellationToken) => standing switch
    {
        { Contact.State: ContactState.Waiting } => leg?.Choice > WaitChoice.Wait,
        { Assignment: { } assignment } => AssignmentLife.OwnsContact(assignment.State) && await connection.AgentIsThereAsync(standing.Contact.Id, assignment.Id, cancellationToken),
        _ => false,
    };

    private async Task<IResult> WaitAsync(TwilioForm form, ServiceLine? line, ContactStanding? standing, bool withChoices, CancellationToken cancellationToken)
    {
        var range = line is null || standing is null ? null : await times.OfAsync(line);
        var offer = withChoices ? await offers.OfAsync(line, RelayAddress.Parse(form["From"]).From, standing?.Contact.Id, cancellationToken) : WaitOffer.MessageOnly;
        return waiting.Wait(line, standing, range, offer, withChoices);
    }

    private async Task<CallLeg?> InQueueAsync(string call, string? queueSid, CancellationToken cancellationToken)
    {
        var leg = await legs.FindAsync(call, cancellationToken);
        if (leg is null || queueSid is null || (string.Equals(leg.QueueSid, queueSid, StringComparison.Ordinal) && leg.State >= CallLegState.Queued))
        {
            return leg;
        }

        leg = leg with { State = leg.State < CallLegState.Queued ? CallLegState.Queued : leg.State, QueueSid = queueSid };
        await legs.NoteAsync(leg, cancellationToken);
        return leg;
    }

    /// <summary>Led out of the network's queue: to the agent, or to what they chose instead.</summary>
    private async Task<IResult> LeftAsync(string call, ServiceLine? line, CancellationToken cancellationToken)
    {
        if (await legs.FindAsync(call, cancellationToken) is not { Contact: { } contact, Pool: { } pool } leg)
        {
            return documents.QueueAgain(line);
        }

        var isChoice = leg.Choice > WaitChoice.Wait && await router.StandingAsync(pool, contact, cancellationToken) is not { Contact.State: ContactState.InHand };
        return isChoice ? await choices.DoAsync(leg, contact, pool, line, cancellationToken) : await JoinAsync(contact, call, line, cancellationToken);
    }

    /// <summary>Into the conference, unless the agent was lost in the meantime: then back to the queue rather than into silence.</summary>
    private async Task<IResult> JoinAsync(ContactId contact, string call, ServiceLine? line, CancellationToken cancellationToken)
    {
        var pool = (await legs.FindAsync(call, cancellationToken))?.Pool;
        var standing = pool is null ? null : await router.StandingAsync(pool.Value, contact, cancellationToken);
        return standing?.Contact switch
        {
            { State: ContactState.Waiting } => documents.BackToQueue(line),
            { State: ContactState.Closed } closed => documents.Over(line, closed.CloseReason),
            _ => documents.JoinCaller(contact),
        };
    }

    private async Task<IResult> AloneAsync(PoolId pool, ContactId contact, ServiceLine? line, CancellationToken cancellationToken)
    {
        var standing = await router.StandingAsync(pool, contact, cancellationToken);
        if (standing?.Contact is { State: ContactState.Closed } closed)
        {
            return documents.Over(line, closed.CloseReason);
        }

        await router.AgentGoneAsync(pool, standing?.Assignment, cancellationToken);
        return documents.BackToQueue(line);
    }
}
