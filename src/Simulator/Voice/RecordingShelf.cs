using System.Collections.Concurrent;

namespace Helpline.Simulator.Voice;

/// <summary>Recordings, as the words that were said.</summary>
internal sealed class RecordingShelf
{
    private readonly ConcurrentDictionary<string, Recording> recordings = new(StringComparer.Ordinal);

    public void Keep(Recording recording) => recordings[recording.Sid] = recording;

    public IReadOnlyList<Recording> OfCall(string callSid) => [.. recordings.Values.Where(r => r.CallSid == callSid).OrderByDescending(r => r.At)];

    /// <summary>False when there is none.</summary>
    public bool Delete(string sid) => recordings.TryRemove(sid, out _);

    public Recording? Find(string sid) => recordings.GetValueOrDefault(sid);

    internal sealed record Recording(string Sid, string CallSid, DateTimeOffset At, TimeSpan Length, string Words);
}
