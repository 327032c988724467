using System.Collections.Concurrent;

namespace Helpline.Simulator.Voice;

/// <summary>Recordings, as the words that were said.</summary>
internal sealed class RecordingShelf
{
    private readonly ConcurrentDictionary<string, Recording> recordings = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LiveRecording> live = new(StringComparer.Ordinal);

    public void Keep(Recording recording) => recordings[recording.Sid] = recording;

    public void Keep(LiveRecording recording)
    {
        live[recording.Now.Sid] = recording;
        Keep(recording.Now);
    }

    public IReadOnlyList<Recording> OfCall(string callSid) => [.. recordings.Values.Where(r => r.CallSid == callSid).OrderByDescending(r => r.At)];

    /// <summary>False when there is none.</summary>
    public bool Delete(string sid) => recordings.TryRemove(sid, out _);

    public Recording? Find(string sid) => recordings.GetValueOrDefault(sid);

    /// <summary>One that was asked for over REST, also when it has ended.</summary>
    public LiveRecording? FindLive(string sid) => live.GetValueOrDefault(sid);

    public static string UrlOf(SimulatorOptions options, string sid) =>
        $"{options.RestBaseUrl.TrimEnd('/')}/{CallReports.ApiVersion}/Accounts/{options.AccountSid}/Recordings/{sid}";

    internal sealed record Recording(string Sid, string CallSid, DateTimeOffset At, TimeSpan Length, string Words, string Status = "completed", string Source = "RecordVerb");
}
