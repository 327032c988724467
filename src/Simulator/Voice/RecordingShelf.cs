using System.Collections.Concurrent;

namespace Helpline.Simulator.Voice;

/// <summary>Recordings, as the words that were said.</summary>
internal sealed class RecordingShelf
{
    private readonly ConcurrentDictionary<string, Recording> recordings = new(StringComparer.Ordinal);

    public void Keep(Recording recording) => recordings[recording.Sid] = recording;

    public Recording? Find(string sid) => recordings.GetValueOrDefault(sid);

    internal sealed record Recording(string Sid, string CallSid, DateTimeOffset At, TimeSpan Length, string Words);
}
