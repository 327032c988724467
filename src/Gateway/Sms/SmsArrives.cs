using Helpline.Contracts;
using Helpline.Gateway.Intake;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Microsoft.AspNetCore.Http;

namespace Helpline.Gateway.Sms;

/// <summary>A text becomes a contact, or joins the person's open conversation, before Twilio is told that we have it.</summary>
internal sealed class SmsArrives(IServiceLines lines, ContactIntake intake)
{
    public async Task<IResult> HandleAsync(TwilioForm form)
    {
        if (form["MessageSid"] is not { } message || form["To"] is not { } to || form["From"] is not { } from)
        {
            return TypedResults.Problem("MessageSid, From and To are needed.", statusCode: 400, title: "Not a text");
        }

        if (lines.FindByAddress(Channel.Sms, to) is not { } line)
        {
            return TypedResults.Problem("No service line publishes this number for texts. Add it to a line, or set its webhook elsewhere in Twilio's console.", statusCode: 404, title: "Unknown line");
        }

        var incoming = new IncomingContact($"twilio:message:{message}", line, Channel.Sms, TwilioAddress.Parse(from), TextOf(form), form.Raw);
        return await intake.TakeAsync(incoming) is null
            ? TypedResults.Problem("The text could not be stored. Send this webhook again.", statusCode: 503, title: "Not now")
            : Twiml.Answer();
    }

    /// <summary>What they wrote, and what the agent must know of what they sent besides.</summary>
    private static string TextOf(TwilioForm form)
    {
        var text = form["Body"] ?? "";
        var pictures = int.TryParse(form["NumMedia"], out var count) ? count : 0;
        var note = pictures switch
        {
            <= 0 => text.Length == 0 ? "[The text was empty.]" : "",
            1 => "[1 picture or file was sent with this. It cannot be opened here yet.]",
            _ => $"[{pictures} pictures or files were sent with this. They cannot be opened here yet.]",
        };
        return text.Length > 0 && note.Length > 0 ? $"{text}\n{note}" : text + note;
    }
}
