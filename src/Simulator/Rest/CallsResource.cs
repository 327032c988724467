using Helpline.Simulator.Twiml;
using Helpline.Simulator.Voice;

namespace Helpline.Simulator.Rest;

/// <summary><c>Calls</c>. Source: Twilio, "Calls resource".</summary>
internal sealed class CallsResource(VoiceServices services)
{
    private static readonly string[] Create =
    [
        "To", "From", "Method", "FallbackUrl", "FallbackMethod", "StatusCallback", "StatusCallbackEvent", "StatusCallbackMethod", "SendDigits", "Timeout", "Record",
        "RecordingChannels", "RecordingStatusCallback", "RecordingStatusCallbackMethod", "SipAuthUsername", "SipAuthPassword", "MachineDetection",
        "MachineDetectionTimeout", "RecordingStatusCallbackEvent", "Trim", "CallerId", "MachineDetectionSpeechThreshold", "MachineDetectionSpeechEndThreshold",
        "MachineDetectionSilenceTimeout", "AsyncAmd", "AsyncAmdStatusCallback", "AsyncAmdStatusCallbackMethod", "Byoc", "CallReason", "CallToken", "RecordingTrack",
        "TimeLimit", "ClientNotificationUrl", "Url", "Twiml", "ApplicationSid",
    ];

    private static readonly string[] Update =
        ["Url", "Method", "Status", "FallbackUrl", "FallbackMethod", "StatusCallback", "StatusCallbackMethod", "Twiml", "TimeLimit"];

    private static readonly string[] List =
        ["To", "From", "ParentCallSid", "Status", "StartTime", "StartTime<", "StartTime>", "EndTime", "EndTime<", "EndTime>", .. RestPage.Parameters];

    private readonly string account = services.Options.AccountSid;

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/Calls.json", (Delegate)CreateAsync);
        api.MapGet("/Calls.json", (Delegate)ListAsync);
        api.MapGet("/Calls/{sid}.json", (string sid) => RestJson.Of(Shape(Find(sid))));
        api.MapPost("/Calls/{sid}.json", (Delegate)UpdateAsync);
    }

    private CallLeg Find(string sid) => services.Register.Find(sid) ?? throw RestError.NotFound($"/Calls/{sid}.json");

    private async Task<IResult> CreateAsync(HttpRequest request)
    {
        var asked = await RestParameters.ReadAsync(request, Create);
        var to = asked.Text("To") is { Length: > 0 } given ? given : throw new RestError(400, 21201, "No 'To' number is specified");
        var from = asked.Text("From") is { Length: > 0 } caller ? caller : throw new RestError(400, 21213, "No 'From' number is specified");
        Numbers(services.Options, to, from);
        var first = Source(asked) ?? throw new RestError(400, 21205, "Url parameter is required.");
        var leg = new CallLeg(from, to, "outbound-api", services.Directory.At(to), services.Time.GetUtcNow())
        {
            Callback = StatusCallback.Of(asked.Url("StatusCallback", 21609), asked.Method("StatusCallbackMethod"), asked.All("StatusCallbackEvent")),
            FallbackUrl = asked.Url("FallbackUrl"),
            FallbackMethod = asked.Method("FallbackMethod"),
        };
        new OutgoingCalls(services).Place(leg, TimeSpan.FromSeconds(asked.Whole("Timeout", 1, 600) ?? 60), (script, ct) => script.FollowAsync(first, TwimlContext.Call, ct));
        return RestJson.Of(Shape(leg), StatusCodes.Status201Created);
    }

    private async Task<IResult> UpdateAsync(string sid, HttpRequest request)
    {
        var asked = await RestParameters.ReadAsync(request, Update);
        var leg = Find(sid);
        var source = Source(asked);
        if (asked.Text("Status") is { } status)
        {
            Complete(leg, status);
        }
        else if (source is not null && !leg.Interrupt(new Interruption.Redirect(source)))
        {
            throw new RestError(400, 21220, "Call is not in-progress. Cannot redirect.");
        }

        if (asked.Url("StatusCallback", 21609) is { } callback)
        {
            leg.Callback = StatusCallback.Of(callback, asked.Method("StatusCallbackMethod"));
        }

        if (asked.Url("FallbackUrl") is { } fallback)
        {
            (leg.FallbackUrl, leg.FallbackMethod) = (fallback, asked.Method("FallbackMethod"));
        }

        return RestJson.Of(Shape(leg));
    }

    private static void Complete(CallLeg leg, string status)
    {
        if (status is not ("completed" or "canceled"))
        {
            throw new RestError(400, 21218, "Status must be canceled or completed");
        }

        // To end an ended call changes nothing. "canceled" spares a call that is under way.
        if (status == "completed" || leg.Started is null)
        {
            leg.Interrupt(new Interruption.HangUp("They hung up", leg.Started is null && leg.Direction != "inbound" ? CallStatus.Canceled : CallStatus.Completed));
        }
    }

    private async Task<IResult> ListAsync(HttpRequest request)
    {
        var asked = await RestParameters.ReadAsync(request, List);
        var found = services.Register.All.Reverse().Where(l =>
            (asked.Text("To") is not { } to || l.To == to)
            && (asked.Text("From") is not { } from || l.From == from)
            && (asked.Text("ParentCallSid") is not { } parent || l.ParentSid == parent)
            && (asked.Text("Status") is not { } status || l.Status.Wire() == status)
            && asked.Covers("StartTime", l.Started ?? l.Created)
            && asked.Covers("EndTime", l.Ended));
        return RestPage.Of(request, asked, "calls", found, Shape);
    }

    private static TwimlSource? Source(RestParameters asked)
    {
        if (asked.Text("Twiml") is { Length: > 0 } twiml)
        {
            return twiml.Length <= 4000 ? new TwimlSource.Inline(twiml) : throw new RestError(400, 21219, "Twiml must be 4000 characters or fewer");
        }

        return asked.Url("Url") is { } url ? new TwimlSource.Address(url, asked.Method()) : null;
    }

    /// <summary>An account may be allowed to withhold its number.</summary>
    private const string Withheld = "anonymous";

    internal static void Numbers(SimulatorOptions options, string to, string from)
    {
        if (!Sid.IsE164(to) && !to.StartsWith("client:", StringComparison.Ordinal))
        {
            throw new RestError(400, 21211, $"Invalid 'To' Phone Number: {to}");
        }

        if (!options.Numbers.Any(n => n.Number == from) && from != Withheld && !from.StartsWith("client:", StringComparison.Ordinal))
        {
            throw new RestError(400, 21210, $"The source phone number provided, {from}, is not yet verified for your account.");
        }
    }

    private object Shape(CallLeg leg) => new
    {
        leg.Sid,
        DateCreated = Sid.Date(leg.Created),
        DateUpdated = Sid.Date(leg.Updated),
        ParentCallSid = leg.ParentSid,
        AccountSid = account,
        leg.To,
        ToFormatted = leg.To,
        leg.From,
        FromFormatted = leg.From,
        PhoneNumberSid = (string?)null,
        Status = leg.Status.Wire(),
        StartTime = leg.Started is { } started ? Sid.Date(started) : null,
        EndTime = leg.Ended is { } ended ? Sid.Date(ended) : null,
        Duration = leg.Ended is { } end ? Sid.Number(leg.Started is { } begun ? (end - begun).TotalSeconds : 0) : null,
        Price = (string?)null,
        PriceUnit = "USD",
        leg.Direction,
        AnsweredBy = (string?)null,
        CallReports.ApiVersion,
        ForwardedFrom = (string?)null,
        GroupSid = (string?)null,
        CallerName = (string?)null,
        QueueTime = "0",
        TrunkSid = (string?)null,
        Uri = RestUris.To(account, $"Calls/{leg.Sid}"),
        SubresourceUris = new
        {
            Events = RestUris.To(account, $"Calls/{leg.Sid}/Events"),
            Notifications = RestUris.To(account, $"Calls/{leg.Sid}/Notifications"),
            Recordings = RestUris.To(account, $"Calls/{leg.Sid}/Recordings"),
        },
    };
}
