using System.Globalization;
using Helpline.Simulator.Phones;
using Helpline.Simulator.Voice;
using Helpline.Simulator.Webhooks;

namespace Helpline.Simulator.Messages;

/// <summary>Carries texts between people's telephones and the account's numbers.</summary>
internal sealed class MessageCentre(SimulatorOptions options, WebhookSender sender, Callbacks callbacks, WarningLog warnings, Voice.Directory directory, NetworkClock time)
{
    /// <summary>"Unknown destination handset".</summary>
    private const int NobodyHasThatNumber = 30005;
    private readonly Lock gate = new();
    private readonly List<SmsMessage> messages = [];
    private readonly Dictionary<string, SmsMessage> bySid = new(StringComparer.Ordinal);

    public IReadOnlyList<SmsMessage> All
    {
        get
        {
            lock (gate)
            {
                return [.. messages];
            }
        }
    }

    public SmsMessage? Find(string sid)
    {
        lock (gate)
        {
            return bySid.GetValueOrDefault(sid);
        }
    }

    public Phone? PhoneAt(string number) => directory.At(number) as Phone;

    /// <summary>A person's text reaches one of the account's numbers.</summary>
    public void Receive(Phone phone, SimulatedNumber line, string body)
    {
        var message = Keep(new SmsMessage(phone.Number, line.Number, body, "inbound", time.GetUtcNow()));
        phone.Put(Shown(message, TextStatus.Sending));
        if (line.SmsUrl is null)
        {
            phone.Put(Shown(message, TextStatus.Delivered));
            return;
        }

        _ = Task.Run(async () =>
        {
            var taken = await new SmsScript(this, sender, warnings).RunAsync(message, line, Incoming(message));
            phone.Put(Shown(message, taken ? TextStatus.Delivered : TextStatus.Failed));
        });
    }

    /// <summary>The account sends a text; it is under way when this returns.</summary>
    public SmsMessage Send(string from, string to, string body, string direction, string? callbackUrl)
    {
        var message = Keep(new SmsMessage(from, to, body, direction, time.GetUtcNow())
        {
            CallbackUrl = callbackUrl ?? options.Numbers.FirstOrDefault(n => n.Number == from)?.SmsStatusCallbackUrl,
        });
        _ = Task.Run(() => CarryAsync(message));
        return message;
    }

    private async Task CarryAsync(SmsMessage message)
    {
        await Task.Delay(options.MessageSendTime, time);
        message.SentAt = time.GetUtcNow();
        Become(message, "sent");
        await Task.Delay(options.MessageDeliveryTime, time);
        var phone = PhoneAt(message.To);
        message.ErrorCode = phone is null ? NobodyHasThatNumber : phone.TextsFailWith;
        if (message.ErrorCode is null)
        {
            phone!.Put(new PhoneText(message.Sid, time.GetUtcNow(), message.From, message.Body, Mine: false, TextStatus.Received, message.Segments));
        }

        Become(message, message.ErrorCode is null ? "delivered" : "undelivered");
    }

    private void Become(SmsMessage message, string status)
    {
        message.Status = status;
        message.Updated = time.GetUtcNow();
        if (message.CallbackUrl is not { Length: > 0 } url)
        {
            return;
        }

        List<KeyValuePair<string, string>> fields =
        [
            new("MessageSid", message.Sid), new("SmsSid", message.Sid), new("MessageStatus", status), new("SmsStatus", status),
            new("From", message.From), new("To", message.To), new("AccountSid", options.AccountSid), new("ApiVersion", CallReports.ApiVersion),
        ];
        if (message.ErrorCode is { } code)
        {
            fields.Add(new("ErrorCode", Sid.Number(code)));
        }

        if (status is "delivered" or "undelivered")
        {
            fields.Add(new("RawDlrDoneDate", message.Updated.UtcDateTime.ToString("yyMMddHHmm", CultureInfo.InvariantCulture)));
        }

        callbacks.Post(new Webhook(url, "POST", message.Sid, Voice: false, fields));
    }

    private List<KeyValuePair<string, string>> Incoming(SmsMessage message) =>
    [
        new("ToCountry", CallReports.Country(message.To)), new("ToState", ""), new("ToCity", ""), new("ToZip", ""),
        new("FromCountry", CallReports.Country(message.From)), new("FromState", ""), new("FromCity", ""), new("FromZip", ""),
        new("MessageSid", message.Sid), new("SmsSid", message.Sid), new("SmsMessageSid", message.Sid), new("SmsStatus", "received"),
        new("AccountSid", options.AccountSid), new("ApiVersion", CallReports.ApiVersion), new("From", message.From), new("To", message.To),
        new("Body", message.Body), new("NumMedia", "0"), new("NumSegments", Sid.Number(message.Segments)),
    ];

    private static PhoneText Shown(SmsMessage message, TextStatus status) =>
        new(message.Sid, message.Created, message.To, message.Body, Mine: true, status, message.Segments);

    private SmsMessage Keep(SmsMessage message)
    {
        lock (gate)
        {
            messages.Add(message);
            bySid[message.Sid] = message;
        }

        return message;
    }
}
