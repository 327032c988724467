using Helpline.Simulator.Messages;
using Helpline.Simulator.Phones;
using Helpline.Simulator.Voice;

namespace Helpline.Simulator.Rest;

/// <summary><c>Messages</c>. Source: Twilio, "Messages resource".</summary>
internal sealed class MessagesResource(SimulatorOptions options, MessageCentre messages)
{
    private static readonly string[] Create =
    [
        "To", "StatusCallback", "ApplicationSid", "MaxPrice", "ProvideFeedback", "Attempt", "ValidityPeriod", "ForceDelivery", "ContentRetention", "AddressRetention",
        "SmartEncoded", "PersistentAction", "TrafficType", "ShortenUrls", "ScheduleType", "SendAt", "SendAsMms", "ContentVariables", "RiskCheck", "From",
        "MessagingServiceSid", "Body", "MediaUrl", "ContentSid",
    ];

    private static readonly string[] List = ["To", "From", "DateSent", "DateSent<", "DateSent>", .. RestPage.Parameters];

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/Messages.json", (Delegate)CreateAsync);
        api.MapGet("/Messages.json", (Delegate)ListAsync);
        api.MapGet("/Messages/{sid}.json", (string sid) => RestJson.Of(Shape(messages.Find(sid) ?? throw RestError.NotFound($"/Messages/{sid}.json"))));
    }

    private async Task<IResult> CreateAsync(HttpRequest request)
    {
        var asked = await RestParameters.ReadAsync(request, Create);
        var to = asked.Text("To") is { Length: > 0 } given ? given : throw new RestError(400, 21604, "A 'To' phone number is required.");
        var from = asked.Text("From") is { Length: > 0 } sender ? sender : throw new RestError(400, 21603, "A 'From' phone number is required.");
        var body = asked.Text("Body") is { Length: > 0 } text ? text : throw new RestError(400, 21602, "Message body is required.");
        if (!Sid.IsE164(to) || to == Phone.KeypadAnonymous)
        {
            throw new RestError(400, 21211, $"Invalid 'To' Phone Number: {to}");
        }

        if (!options.Numbers.Any(n => n.Number == from))
        {
            throw new RestError(400, 21606, $"The 'From' phone number provided ({from}) is not a valid message-capable Twilio phone number for this destination/account");
        }

        if (body.Length > 1600)
        {
            throw new RestError(400, 21617, "The concatenated message body exceeds the 1600 character limit");
        }

        if (to == from)
        {
            throw new RestError(400, 21266, $"'To' and 'From' number cannot be the same: {to}");
        }

        asked.Whole("ValidityPeriod", 1, 36000);
        if (messages.PhoneAt(to) is { OptedOut: true })
        {
            throw new RestError(400, 21610, "Attempt to send to unsubscribed recipient");
        }

        return RestJson.Of(Shape(messages.Send(from, to, body, "outbound-api", asked.Url("StatusCallback", 21609))), StatusCodes.Status201Created);
    }

    private async Task<IResult> ListAsync(HttpRequest request)
    {
        var asked = await RestParameters.ReadAsync(request, List);
        var found = messages.All.Reverse().Where(m =>
            (asked.Text("To") is not { } to || m.To == to) && (asked.Text("From") is not { } from || m.From == from) && asked.Covers("DateSent", m.SentAt ?? m.Created));
        return RestPage.Of(request, asked, "messages", found, Shape);
    }

    private object Shape(SmsMessage message) => new
    {
        message.Body,
        NumSegments = Sid.Number(message.Segments),
        message.Direction,
        message.From,
        message.To,
        DateUpdated = Sid.Date(message.Updated),
        Price = (string?)null,
        ErrorMessage = (string?)null,
        Uri = RestUris.To(options.AccountSid, $"Messages/{message.Sid}"),
        options.AccountSid,
        NumMedia = "0",
        message.Status,
        MessagingServiceSid = (string?)null,
        message.Sid,
        DateSent = message.Direction == "inbound" ? Sid.Date(message.Created) : message.SentAt is { } sent ? Sid.Date(sent) : null,
        DateCreated = Sid.Date(message.Created),
        message.ErrorCode,
        PriceUnit = "USD",
        CallReports.ApiVersion,
        SubresourceUris = new { Media = RestUris.To(options.AccountSid, $"Messages/{message.Sid}/Media") },
    };
}
