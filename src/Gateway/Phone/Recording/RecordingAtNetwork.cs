using Helpline.Gateway.Twilio;
using Helpline.Records;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone.Recording;

/// <summary>What the network is asked about recordings of calls. A refusal is never taken for an end: it is looked up. What cannot be known now throws, and is asked again.</summary>
internal sealed class RecordingAtNetwork(ICallRecordings recordings, TwilioRecordings network, RecordingUrls urls, TimeProvider time, ILogger<RecordingAtNetwork> log)
{
    /// <summary>A recording that was asked for shows in the call's list within this, or never.</summary>
    private static readonly TimeSpan Shows = TimeSpan.FromSeconds(30);

    public static bool LookedLongEnough(CallRecording recording, DateTimeOffset now) => now - recording.TriedAt > Shows;

    /// <summary>The SID; null when it was refused.</summary>
    public async Task<string?> StartAsync(string call, CancellationToken cancellationToken)
    {
        var reply = await network.StartAsync(call, urls.Status, cancellationToken);
        return CallOrders.Settled(reply, "record call") ? reply.Value!.Sid : null;
    }

    /// <summary>One of the call, running or done, that none of ours is known to be; null when there is none.</summary>
    public async Task<RecordingFact?> FindUnknownAsync(CallRecording recording, CancellationToken cancellationToken)
    {
        var all = await ListAsync(recording, cancellationToken);
        var known = (await recordings.OfContactAsync(recording.Contact, cancellationToken)).Select(r => r.RecordingSid).ToHashSet();
        var unknown = all.Where(r => r.IsOfTheCall && TwilioRecordings.IsSid(r.Sid) && !known.Contains(r.Sid)).ToList();
        return (unknown.Find(r => r.IsRunning) ?? unknown.FirstOrDefault()) is { } found ? found.ToFact() : null;
    }

    /// <summary>Pauses, goes on or stops.</summary>
    public async Task<RecordingFact> ChangeAsync(CallRecording recording, RecordingState state, CancellationToken cancellationToken)
    {
        var status = state switch { RecordingState.Paused => "paused", RecordingState.Recording => "in-progress", _ => "stopped" };
        if (CallOrders.Settled(await network.ChangeAsync(recording.CallSid!, recording.RecordingSid!, status, cancellationToken), "change recording"))
        {
            return new(state, recording.RecordingSid);
        }

        var now = await LookAsync(recording, cancellationToken);
        if (now is null || (now.State != state && now.State < RecordingState.Stopped))
        {
            log.ChangeRefused(recording.Contact, state);
            throw new TwilioUnavailableException("change recording");
        }

        return now;
    }

    /// <summary>How it stands; null when it cannot be seen yet. Gone from the list is an end, once it must have been there.</summary>
    public async Task<RecordingFact?> LookAsync(CallRecording recording, CancellationToken cancellationToken) =>
        (await ListAsync(recording, cancellationToken)).FirstOrDefault(r => r.Sid == recording.RecordingSid) is { } seen ? seen.ToFact()
        : LookedLongEnough(recording, time.GetUtcNow()) ? new(RecordingState.Stopped, recording.RecordingSid)
        : null;

    private async Task<IReadOnlyList<TwilioRecording>> ListAsync(CallRecording recording, CancellationToken cancellationToken)
    {
        var reply = await network.OfCallAsync(recording.CallSid!, cancellationToken);
        return CallOrders.Settled(reply, "list recordings") ? reply.Value!.Recordings : [];
    }
}
