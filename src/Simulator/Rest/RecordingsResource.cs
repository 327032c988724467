using Helpline.Simulator.Voice;

namespace Helpline.Simulator.Rest;

/// <summary>Recordings: what is known of one, its sound, and recording a call from now on. Source: Twilio, "Recordings resource".</summary>
internal sealed class RecordingsResource(VoiceServices services)
{
    private static readonly string[] Start =
    [
        "RecordingStatusCallbackEvent", "RecordingStatusCallback", "RecordingStatusCallbackMethod", "Trim", "RecordingChannels", "RecordingTrack",
    ];

    private readonly string account = services.Options.AccountSid;

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/Recordings/{sid}.json", (string sid) => RestJson.Of(Shape(Find(sid))));
        api.MapDelete("/Recordings/{sid}.json", (string sid) => services.Recordings.Delete(sid) ? Results.NoContent() : throw RestError.NotFound($"/Recordings/{sid}.json"));
        api.MapGet("/Calls/{call}/Recordings.json", (Delegate)OfCallAsync);
        api.MapPost("/Calls/{call}/Recordings.json", (Delegate)StartAsync);
        api.MapPost("/Calls/{call}/Recordings/{sid}.json", (Delegate)ChangeAsync);
        api.MapGet("/Recordings/{sid}.wav", (string sid) => Results.Bytes(SilentSound.Wav(Done(sid).Length), "audio/x-wav"));
        api.MapGet("/Recordings/{sid}.mp3", (string sid) => Results.Bytes(SilentSound.Mp3(Done(sid).Length), "audio/mpeg"));
    }

    private async Task<IResult> StartAsync(string call, HttpRequest request)
    {
        var asked = await RestParameters.ReadAsync(request, Start);
        var leg = services.Register.Find(call) ?? throw RestError.NotFound($"/Calls/{call}.json");
        if (leg.Status != CallStatus.InProgress)
        {
            throw NotEligible();
        }

        var told = asked.Url("RecordingStatusCallback", 21609) is { } url
            ? (url, asked.Method("RecordingStatusCallbackMethod"), (IReadOnlyList<string>)[.. (asked.Text("RecordingStatusCallbackEvent") ?? "completed").Split(' ', StringSplitOptions.RemoveEmptyEntries)])
            : ((string, string, IReadOnlyList<string>)?)null;
        return RestJson.Of(Shape(LiveRecording.Begin(services, leg, told).Now), StatusCodes.Status201Created);
    }

    private async Task<IResult> ChangeAsync(string call, string sid, HttpRequest request)
    {
        var asked = await RestParameters.ReadAsync(request, ["Status", "PauseBehavior"]);
        var status = asked.Text("Status") is { } known and ("in-progress" or "paused" or "stopped") ? known : throw new RestError(400, 20001, "Status must be in-progress, paused or stopped");
        if (services.Recordings.FindLive(sid) is not { } recording || recording.Now.CallSid != call)
        {
            throw RestError.NotFound($"/Calls/{call}/Recordings/{sid}.json");
        }

        return recording.Change(status) ? RestJson.Of(Shape(recording.Now)) : throw NotEligible();
    }

    private static RestError NotEligible() => new(400, 21220, "Requested resource is not eligible for recording");

    private RecordingShelf.Recording Done(string sid) => Find(sid) is { Status: "completed" } done ? done : throw RestError.NotFound($"/Recordings/{sid}");

    private async Task<IResult> OfCallAsync(string call, HttpRequest request)
    {
        var asked = await RestParameters.ReadAsync(request, ["DateCreated", "DateCreated<", "DateCreated>", "Source", .. RestPage.Parameters]);
        var found = services.Register.Find(call) is null ? throw RestError.NotFound($"/Calls/{call}.json") : services.Recordings.OfCall(call);
        return RestPage.Of(request, asked, "recordings", found, Shape);
    }

    private RecordingShelf.Recording Find(string sid) => services.Recordings.Find(sid) ?? throw RestError.NotFound($"/Recordings/{sid}.json");

    private object Shape(RecordingShelf.Recording recording) => new
    {
        AccountSid = account,
        CallReports.ApiVersion,
        recording.CallSid,
        ConferenceSid = (string?)null,
        DateCreated = Sid.Date(recording.At),
        DateUpdated = Sid.Date(recording.At),
        StartTime = Sid.Date(recording.At),
        Duration = Sid.Number(Math.Max(1, recording.Length.TotalSeconds)),
        recording.Sid,
        Price = (string?)null,
        PriceUnit = "USD",
        recording.Status,
        Channels = 1,
        recording.Source,
        ErrorCode = (int?)null,
        EncryptionDetails = (object?)null,
        Uri = RestUris.To(account, $"Recordings/{recording.Sid}"),
    };
}
