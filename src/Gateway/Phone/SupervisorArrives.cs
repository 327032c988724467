using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone;

/// <summary>
/// A supervisor's browser rings in to listen. Who it is comes from the signed <c>From</c>; the party and the ticket are the browser's word,
/// and count only together, for the supervisor who asked.
/// </summary>
internal sealed class SupervisorArrives(ICallFile file, VoiceDocuments documents, VoiceAnswer answer, ILogger<SupervisorArrives> log)
{
    public Task<IResult> HandleAsync(TwilioForm form) =>
        answer.TryAsync(limit => JoinAsync(form, limit), otherwise: VoiceDocuments.SupervisorRefused());

    private async Task<IResult> JoinAsync(TwilioForm form, CancellationToken cancellationToken)
    {
        if (form["CallSid"] is { } call
            && SoftphoneIdentity.Parse(form["From"]) is { } supervisor
            && CallPartyId.TryParse(form["party"], provider: null, out var party)
            && form["ticket"] is { } ticket
            && await file.RedeemAsync(party, supervisor, ticket, call, cancellationToken) is { } allowed)
        {
            return documents.JoinSupervisor(allowed);
        }

        log.SupervisorRefused();
        return VoiceDocuments.SupervisorRefused();
    }
}
