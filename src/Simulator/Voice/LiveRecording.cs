namespace Helpline.Simulator.Voice;

/// <summary>A call that is being recorded because somebody asked for it over REST: until it is stopped or the call ends. What is said while it is paused leaves no gap.</summary>
internal sealed class LiveRecording
{
    private readonly Lock gate = new();
    private readonly VoiceServices services;
    private readonly CallLeg leg;
    private readonly (string Url, string Method, IReadOnlyList<string> Events)? callback;
    private DateTimeOffset? runningSince;

    private LiveRecording(VoiceServices services, CallLeg leg, (string Url, string Method, IReadOnlyList<string> Events)? callback)
    {
        (this.services, this.leg, this.callback) = (services, leg, callback);
        var now = services.Time.GetUtcNow();
        runningSince = now;
        Now = new RecordingShelf.Recording(Sid.New("RE"), leg.Sid, now, TimeSpan.Zero, "", "in-progress", "StartCallRecordingAPI");
    }

    public RecordingShelf.Recording Now { get; private set; }

    public static LiveRecording Begin(VoiceServices services, CallLeg leg, (string Url, string Method, IReadOnlyList<string> Events)? callback)
    {
        var recording = new LiveRecording(services, leg, callback);
        services.Recordings.Keep(recording);
        recording.Tell("in-progress", "in-progress");
        leg.WhenOver(() => recording.Change("stopped"));
        return recording;
    }

    /// <summary>False when it has ended.</summary>
    /// <param name="status"><c>in-progress</c>, <c>paused</c> or <c>stopped</c>.</param>
    public bool Change(string status)
    {
        lock (gate)
        {
            if (runningSince is null && Now.Status != "paused")
            {
                return false;
            }

            var now = services.Time.GetUtcNow();
            var length = Now.Length + (now - runningSince ?? TimeSpan.Zero);
            runningSince = status == "in-progress" ? now : null;
            Now = Now with { Length = length, Status = status == "stopped" ? "completed" : status };
            services.Recordings.Keep(Now);
        }

        if (status == "stopped")
        {
            Tell(Now.Length > TimeSpan.Zero ? "completed" : "absent", "completed");
        }

        return true;
    }

    private void Tell(string status, string kind)
    {
        if (callback is { } told && (told.Events.Contains(status, StringComparer.Ordinal) || told.Events.Contains(kind, StringComparer.Ordinal)))
        {
            services.Reports.Tell(leg, told.Url, told.Method, [
                new("RecordingSid", Now.Sid), new("RecordingUrl", RecordingShelf.UrlOf(services.Options, Now.Sid)), new("RecordingStatus", status),
                new("RecordingDuration", status == "completed" ? Sid.Number(Math.Max(1, Now.Length.TotalSeconds)) : "-1"), new("RecordingChannels", "1"),
                new("RecordingStartTime", Sid.Date(Now.At)), new("RecordingSource", Now.Source)]);
        }
    }
}
