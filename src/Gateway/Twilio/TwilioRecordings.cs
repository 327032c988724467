using System.Text.Json;
using System.Text.RegularExpressions;
using Helpline.Records;

namespace Helpline.Gateway.Twilio;

/// <summary>Recordings at Twilio. Addresses are made from the SID: what a webhook says of where one lies is never followed.</summary>
internal sealed partial class TwilioRecordings(TwilioHttp http)
{
    public static bool IsSid(string? sid) => sid is not null && Form().IsMatch(sid);

    /// <summary>What was recorded on a call so far.</summary>
    public Task<TwilioReply<TwilioRecordingList>> OfCallAsync(string callSid, CancellationToken cancellationToken) =>
        http.SendAsync<TwilioRecordingList>("list recordings", HttpMethod.Get, $"Calls/{Uri.EscapeDataString(callSid)}/Recordings.json", fields: null, repeatable: true, cancellationToken);

    /// <summary>Records a call from now on, one channel, until it ends or is stopped. Never repeated by a machine once it may have left: look for it first.</summary>
    public Task<TwilioReply<TwilioRecording>> StartAsync(string callSid, string statusUrl, CancellationToken cancellationToken) =>
        http.SendAsync<TwilioRecording>(
            "record call",
            HttpMethod.Post,
            $"Calls/{Uri.EscapeDataString(callSid)}/Recordings.json",
            [
                new("RecordingStatusCallback", statusUrl), new("RecordingStatusCallbackMethod", "POST"), new("RecordingStatusCallbackEvent", "in-progress completed absent"),
                new("RecordingChannels", "mono"), new("Trim", "do-not-trim"),
            ],
            repeatable: false,
            cancellationToken);

    /// <summary>Pauses, goes on with or stops a recording that runs.</summary>
    /// <param name="status"><c>paused</c> (what is said meanwhile leaves no gap), <c>in-progress</c> or <c>stopped</c>.</param>
    public Task<TwilioReply<TwilioRecording>> ChangeAsync(string callSid, string recordingSid, string status, CancellationToken cancellationToken) =>
        http.SendAsync<TwilioRecording>(
            "change recording",
            HttpMethod.Post,
            $"Calls/{Uri.EscapeDataString(callSid)}/Recordings/{Uri.EscapeDataString(recordingSid)}.json",
            status == "paused" ? [new("Status", status), new("PauseBehavior", "skip")] : [new("Status", status)],
            repeatable: true,
            cancellationToken);

    public Task<TwilioReply<TwilioRecording>> FetchAsync(string recordingSid, CancellationToken cancellationToken) =>
        http.SendAsync<TwilioRecording>("fetch recording", HttpMethod.Get, $"Recordings/{Uri.EscapeDataString(recordingSid)}.json", fields: null, repeatable: true, cancellationToken);

    public Task<TwilioReply<TwilioFile>> DownloadAsync(string recordingSid, SoundFormat format, CancellationToken cancellationToken) =>
        http.DownloadAsync("fetch recording", $"Recordings/{Uri.EscapeDataString(recordingSid)}.{format.Ending}", format.MostBytes, format.MostTime, cancellationToken);

    public Task<TwilioReply<TwilioRecording>> DeleteAsync(string recordingSid, CancellationToken cancellationToken) =>
        http.SendAsync<TwilioRecording>("delete recording", HttpMethod.Delete, $"Recordings/{Uri.EscapeDataString(recordingSid)}.json", fields: null, repeatable: true, cancellationToken);

    [GeneratedRegex("^RE[0-9a-fA-F]{32}$", RegexOptions.None, 1000)]
    private static partial Regex Form();
}

/// <summary>A file as it came; never printed.</summary>
internal sealed record TwilioFile(string ContentType, byte[] Bytes)
{
    public override string ToString() => $"a file of {Bytes.Length} bytes";
}

/// <param name="MostBytes">More is not fetched.</param>
/// <param name="MostTime">For one fetch.</param>
/// <param name="AtOnce">How many one node takes in hand, one after another.</param>
/// <summary>How a sound is fetched.</summary>
internal sealed record SoundFormat(string Ending, int MostBytes, TimeSpan MostTime, int AtOnce)
{
    /// <summary>Three minutes of 8 kHz sound are under 3 MB.</summary>
    public static SoundFormat Message { get; } = new("wav", 8 * 1024 * 1024, TimeSpan.FromSeconds(30), 10);

    /// <summary>Four hours, the longest that is recorded, are under 60 MB.</summary>
    public static SoundFormat Call { get; } = new("mp3", 64 * 1024 * 1024, TimeSpan.FromMinutes(10), 1);
}

/// <param name="Duration">Whole seconds in digits; -1 or nothing while it is being made.</param>
/// <param name="Source">What made it: the <c>Record</c> verb, or an order about the call.</param>
/// <param name="EncryptionDetails">Given when only the holder of the account's private key can hear it.</param>
/// <summary>A recording as Twilio lists it.</summary>
internal sealed record TwilioRecording(string Sid, string? Duration = null, string? Status = null, string? Source = null, JsonElement? EncryptionDetails = null)
{
    /// <summary>Of the whole call, not what a caller left as a message.</summary>
    public bool IsOfTheCall => Source is "StartCallRecordingAPI";

    public bool IsPaused => Status is "paused";

    public bool IsRunning => Status is "in-progress" or "paused";

    public bool IsEncrypted => EncryptionDetails is { ValueKind: JsonValueKind.Object };

    public RecordingFact ToFact() => Status switch
    {
        "in-progress" => new(RecordingState.Recording, Sid),
        "paused" => new(RecordingState.Paused, Sid),
        "absent" or "failed" => new(RecordingState.Failed, Sid, Problem: NothingRecorded),
        _ => new(RecordingState.Stopped, Sid, int.TryParse(Duration, out var seconds) && seconds >= 0 ? Math.Min(seconds, 24 * 3600) : null),
    };

    public const string NothingRecorded = "Nothing was recorded.";
}

internal sealed record TwilioRecordingList(IReadOnlyList<TwilioRecording> Recordings);
