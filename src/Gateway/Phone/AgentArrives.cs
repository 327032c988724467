using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone;

/// <summary>
/// An agent's browser rings in to take the call it accepted. Who it is comes from the signed <c>From</c>; everything else is the browser's word,
/// and counts only with the ticket that Routing gave for exactly this agent and assignment.
/// </summary>
internal sealed class AgentArrives(
    IContactRouter router, IPoolView pools, ICallLegs legs, VoiceDocuments documents, VoiceAnswer answer, ILogger<AgentArrives> log)
{
    public Task<IResult> HandleAsync(TwilioForm form) =>
        answer.TryAsync(limit => JoinAsync(form, limit), otherwise: VoiceDocuments.AgentNotConnected());

    private async Task<IResult> JoinAsync(TwilioForm form, CancellationToken cancellationToken)
    {
        if (form["CallSid"] is not { } call
            || SoftphoneIdentity.Parse(form["From"]) is not { } agent
            || !ShortName.IsValid(form["pool"])
            || !AssignmentId.TryParse(form["assignment"], provider: null, out var assignment)
            || form["ticket"] is not { } ticket)
        {
            log.TicketRefused("incomplete");
            return VoiceDocuments.AgentRefused();
        }

        var pool = new PoolId(form["pool"]!);
        var redeemed = await router.RedeemTicketAsync(pool, assignment, agent, ticket, bearer: call, cancellationToken);
        if (redeemed != TicketOutcome.Valid || await ContactOfAsync(pool, assignment, cancellationToken) is not { } contact)
        {
            log.TicketRefused(redeemed.ToString());
            return VoiceDocuments.AgentRefused();
        }

        var leg = new CallLeg(call, contact, pool, CallLegRole.Agent, CallLegState.Started, QueueSid: null, assignment, agent);
        return await AdmitAsync(leg, contact, assignment, cancellationToken);
    }

    /// <summary>Whoever this leg is has proved to be the assignment's agent: by a ticket, or on a telephone of their own.</summary>
    public async Task<IResult> AdmitAsync(CallLeg leg, ContactId contact, AssignmentId assignment, CancellationToken cancellationToken)
    {
        await legs.NoteAsync(leg, cancellationToken);
        return documents.JoinAgent(contact, assignment);
    }

    private async Task<ContactId?> ContactOfAsync(PoolId pool, AssignmentId assignment, CancellationToken cancellationToken) =>
        (await pools.SnapshotAsync(pool, cancellationToken)).Assignments.FirstOrDefault(a => a.Id == assignment)?.Contact;
}
