using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone;

/// <summary>What a caller hears from the greeting until an agent is there, and how they leave the network's queue.</summary>
internal sealed class WaitingRoom(
    ICallLegs legs, IContactRouter router, CallConnection connection, VoiceDocuments documents, VoiceAnswer answer, ILogger<WaitingRoom> log)
{
    /// <summary>The queue's wait document: asked for again and again while they wait.</summary>
    public Task<IResult> WaitAsync(TwilioForm form) =>
        answer.TryAsync(
            async cancellationToken =>
            {
                var leg = form["CallSid"] is { } call ? await InQueueAsync(call, form["QueueSid"], cancellationToken) : null;
                var standing = leg is { Pool: { } pool, Contact: { } contact } ? await router.StandingAsync(pool, contact, cancellationToken) : null;
                if (standing?.Contact is { State: ContactState.Closed } closed)
                {
                    log.CallerOfClosedContact(closed.Id, closed.CloseReason);
                    return VoiceDocuments.Over(closed.CloseReason);
                }

                return standing?.Assignment is { } assignment
                    && AssignmentLife.OwnsContact(assignment.State)
                    && await connection.AgentIsThereAsync(standing.Contact.Id, assignment.Id, cancellationToken)
                        ? VoiceDocuments.LetIn()
                        : VoiceDocuments.Wait(standing);
            },
            otherwise: VoiceDocuments.Wait(standing: null));

    /// <summary>They left the network's queue; <c>QueueResult</c> says how.</summary>
    public async Task<IResult> QueueLeftAsync(TwilioForm form, CancellationToken cancellationToken)
    {
        var call = form["CallSid"] ?? "";
        switch (form["QueueResult"])
        {
            case "hangup":
                await connection.CallEndedAsync(call, cancellationToken);
                return VoiceDocuments.Nothing();

            // Our own orders: the call is already elsewhere.
            case "redirected" or "redirected-from-bridged" or "bridged" or "bridging-in-process":
                return VoiceDocuments.Nothing();

            case "leave":
                return await answer.TryAsync(
                    async limit => await legs.FindAsync(call, limit) is { Contact: { } contact } ? await JoinAsync(contact, call, limit) : documents.QueueAgain(),
                    otherwise: documents.QueueAgain());

            case var failed:
                log.QueueFailed(failed ?? "no result");
                return documents.QueueAgain();
        }
    }

    /// <summary>The caller was called in.</summary>
    public Task<IResult> JoinAsync(TwilioForm form, ContactId contact) =>
        answer.TryAsync(limit => JoinAsync(contact, form["CallSid"] ?? "", limit), otherwise: documents.JoinCaller(contact));

    /// <summary>The caller's conference is over: they hung up, or it ended under them and they are still there.</summary>
    public Task<IResult> CallerLeftAsync(TwilioForm form) =>
        answer.TryAsync(
            async limit =>
            {
                var call = form["CallSid"] ?? "";
                if (TwilioCallStatus.IsOver(form["CallStatus"]))
                {
                    await connection.CallEndedAsync(call, limit);
                    return VoiceDocuments.Nothing();
                }

                return await legs.FindAsync(call, limit) is { Contact: { } contact, Pool: { } pool } ? await AloneAsync(pool, contact, limit) : documents.BackToQueue();
            },
            otherwise: documents.BackToQueue());

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

    /// <summary>Into the conference, unless the agent was lost in the meantime: then back to the queue rather than into silence.</summary>
    private async Task<IResult> JoinAsync(ContactId contact, string call, CancellationToken cancellationToken)
    {
        var pool = (await legs.FindAsync(call, cancellationToken))?.Pool;
        var standing = pool is null ? null : await router.StandingAsync(pool.Value, contact, cancellationToken);
        return standing?.Contact switch
        {
            { State: ContactState.Waiting } => documents.BackToQueue(),
            { State: ContactState.Closed } closed => VoiceDocuments.Over(closed.CloseReason),
            _ => documents.JoinCaller(contact),
        };
    }

    private async Task<IResult> AloneAsync(PoolId pool, ContactId contact, CancellationToken cancellationToken)
    {
        var standing = await router.StandingAsync(pool, contact, cancellationToken);
        if (standing?.Contact is { State: ContactState.Closed } closed)
        {
            return VoiceDocuments.Over(closed.CloseReason);
        }

        switch (standing?.Assignment)
        {
            case { State: AssignmentState.Connecting } assignment:
                await router.ConnectFailedAsync(pool, assignment.Id, cancellationToken);
                break;
            case { State: AssignmentState.Active } assignment:
                await router.AgentLostAsync(pool, assignment.Id, cancellationToken);
                break;
            default:
                break;
        }

        return documents.BackToQueue();
    }
}
