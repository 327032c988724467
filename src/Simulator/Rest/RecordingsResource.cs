using System.Buffers.Binary;
using Helpline.Simulator.Voice;

namespace Helpline.Simulator.Rest;

/// <summary>Recordings: what is known of one, and its sound. The simulator keeps words, so the sound is silence of the right length.</summary>
internal sealed class RecordingsResource(VoiceServices services)
{
    private const int Rate = 8000;
    private readonly string account = services.Options.AccountSid;

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/Recordings/{sid}.json", (string sid) => RestJson.Of(Shape(Find(sid))));
        api.MapDelete("/Recordings/{sid}.json", (string sid) => services.Recordings.Delete(sid) ? Results.NoContent() : throw RestError.NotFound($"/Recordings/{sid}.json"));
        api.MapGet("/Calls/{call}/Recordings.json", (Delegate)OfCallAsync);
        api.MapGet("/Recordings/{sid}.wav", (string sid) => Results.Bytes(Silence(Find(sid).Length), "audio/x-wav"));
    }

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
        Status = "completed",
        Channels = 1,
        Source = "RecordVerb",
        ErrorCode = (int?)null,
        Uri = RestUris.To(account, $"Recordings/{recording.Sid}"),
    };

    /// <summary>A WAV file, 8 bit, 8 kHz, mono.</summary>
    private static byte[] Silence(TimeSpan length)
    {
        var samples = (int)Math.Min(Rate * 60, Rate * Math.Max(1, length.TotalSeconds));
        var wav = new byte[44 + samples];
        "RIFF"u8.CopyTo(wav);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(4), 36 + samples);
        "WAVEfmt "u8.CopyTo(wav.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(28), Rate);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(32), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(34), 8);
        "data"u8.CopyTo(wav.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(40), samples);
        wav.AsSpan(44).Fill(128);
        return wav;
    }
}
