using Helpline.Contracts;
using Helpline.Gateway.Intake;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone;

/// <summary>The first webhook of a call: it becomes a contact before the caller hears anything.</summary>
internal sealed class CallerArrives(
    IServiceLines lines, ContactIntake intake, ICallLegs legs, CallConnection connection, VoiceDocuments documents, VoiceAnswer answer, ILogger<CallerArrives> log)
{
    public async Task<IResult> HandleAsync(TwilioForm form, bool heldBefore)
    {
        if (form["CallSid"] is not { } call || form["To"] is not { } to)
        {
            return TypedResults.Problem("CallSid and To are needed.", statusCode: 400, title: "Not a voice webhook");
        }

        if (lines.FindByAddress(Channel.Phone, to) is not { } line)
        {
            return TypedResults.Problem("No service line publishes this number for phone. Add it to a line, or set its webhook elsewhere in Twilio's console.", statusCode: 404, title: "Unknown line");
        }

        var (from, access) = RelayAddress.Parse(form["From"]);
        var incoming = new IncomingContact($"twilio:call:{call}", line, Channel.Phone, from, Text: null, form.Raw) { Access = access };
        var taken = await intake.TakeAsync(
            incoming,
            (contact, cancellationToken) => legs.NoteAsync(new CallLeg(call, contact.Contact, contact.Pool, CallLegRole.Caller, CallLegState.Started), cancellationToken));
        if (taken is null)
        {
            return documents.Hold(line, heldBefore);
        }

        log.CallTaken(call, taken.Contact);
        if (access is not null)
        {
            log.CallIsRelayed(taken.Contact);
        }

        var greeted = documents.Greet(line, heldBefore);
        return await answer.TryAsync(
            async cancellationToken =>
            {
                await LeaveIfEndedAsync(call, cancellationToken);
                return greeted;
            },
            greeted);
    }

    /// <summary>They may have hung up while we were storing the call, and the notice of it may have come first.</summary>
    private async Task LeaveIfEndedAsync(string call, CancellationToken cancellationToken)
    {
        if (await legs.FindAsync(call, cancellationToken) is { State: CallLegState.Ended })
        {
            await connection.CallEndedAsync(call, cancellationToken);
        }
    }
}
