using System.Text;
using System.Xml.Linq;
using Helpline.Simulator.Twiml;
using Helpline.Simulator.Webhooks;

namespace Helpline.Simulator.Messages;

/// <summary>Hands a text to the program and does what its answer says: nothing, or a reply at once.</summary>
internal sealed class SmsScript(MessageCentre messages, WebhookSender sender, WarningLog warnings)
{
    private const int MostRedirects = 10;

    /// <summary>False when neither the line's address nor its fallback took the text.</summary>
    public async Task<bool> RunAsync(SmsMessage message, SimulatedNumber line, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        try
        {
            await FollowAsync(message, line.SmsUrl!, "POST", fields);
            return true;
        }
        catch (TwimlFailure failure)
        {
            warnings.Add(failure.Code, failure.Message, message.Sid, failure.Url);
            return line.SmsFallbackUrl is not null
                && await TryFallbackAsync(message, line.SmsFallbackUrl, [.. fields, new("ErrorCode", Sid.Number(failure.Code)), new("ErrorUrl", failure.Url ?? "")]);
        }
    }

    private async Task<bool> TryFallbackAsync(SmsMessage message, string url, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        try
        {
            await FollowAsync(message, url, "POST", fields);
            return true;
        }
        catch (TwimlFailure failure)
        {
            warnings.Add(failure.Code, failure.Message, message.Sid, failure.Url);
            return false;
        }
    }

    private async Task FollowAsync(SmsMessage message, string url, string method, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        for (var i = 0; i < MostRedirects; i++)
        {
            var document = await ReadAsync(message, url, method, fields);
            var redirect = document?.Verbs.FirstOrDefault(v => v.Name == "Redirect");
            foreach (var reply in document?.Verbs.TakeWhile(v => v != redirect) ?? [])
            {
                Reply(message, reply, document!);
            }

            if (redirect is null)
            {
                return;
            }

            (url, method) = (document!.Resolve(redirect.Value.Trim()), redirect.Method());
        }

        throw new TwimlFailure(11215, "the answer redirected too often", url);
    }

    private async Task<TwimlDocument?> ReadAsync(SmsMessage message, string url, string method, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        try
        {
            var reply = await sender.SendAsync(new Webhook(url, method, message.Sid, Voice: false, fields));
            return reply.Body.Length == 0 ? null : reply.ContentType switch
            {
                "text/xml" or "application/xml" or "text/html" => TwimlDocument.Read(reply.Body, reply.Url, TwimlContext.Message),
                "text/plain" => TwimlDocument.Read(new XElement("Response", new XElement("Message", Encoding.UTF8.GetString(reply.Body))).ToString(), TwimlContext.Message),
                _ => throw new TwimlFailure(12300, $"the answer's content type is '{reply.ContentType}'; it should be text/xml", url),
            };
        }
        catch (WebhookFailure failure)
        {
            throw new TwimlFailure(failure.Code, failure.Message, url);
        }
    }

    private void Reply(SmsMessage message, XElement verb, TwimlDocument document)
    {
        var body = verb.Element("Body")?.Value ?? verb.Value;
        var callback = verb.Attr("statusCallback") ?? verb.Attr("action");
        messages.Send(verb.Attr("from") ?? message.To, verb.Attr("to") ?? message.From, body.Trim(), "outbound-reply", callback is null ? null : document.Resolve(callback));
    }
}
