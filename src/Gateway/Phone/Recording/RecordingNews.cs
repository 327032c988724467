using Helpline.Gateway.Phone.Waiting;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone.Recording;

/// <summary>What the network tells of recordings of calls: repeated, late and in any order; an end is an end.</summary>
internal sealed class RecordingNews(ICallRecordings recordings, ICallLegs legs, CallRecorder recorder, CallNews news, SoundBell bell, ILogger<RecordingNews> log)
{
    public static void Map(RouteGroupBuilder notices) => notices.MapPost("/call-recording", ToldAsync);

    private static async Task<NoContent> ToldAsync(HttpContext http, RecordingNews news)
    {
        await news.HandleAsync(TwilioForm.Of(http), http.RequestAborted);
        return TypedResults.NoContent();
    }

    private async Task HandleAsync(TwilioForm form, CancellationToken cancellationToken)
    {
        if (form["CallSid"] is not { } call || form["RecordingSid"] is not { } sid || !TwilioRecordings.IsSid(sid)
            || await recordings.FindAsync(sid, call, cancellationToken) is not { } recording)
        {
            log.RecordingOfNobody();
            return;
        }

        var state = form["RecordingStatus"] switch
        {
            "completed" => RecordingState.Stopped,
            "absent" or "failed" => RecordingState.Failed,
            "in-progress" when recording.RecordingSid is null => RecordingState.Recording,
            _ => (RecordingState?)null,
        };
        if (state is not { } now)
        {
            return;
        }

        var seconds = now == RecordingState.Stopped && int.TryParse(form["RecordingDuration"], out var length) ? Math.Clamp(length, 0, 24 * 3600) : (int?)null;
        var fact = new RecordingFact(now, sid, seconds, now == RecordingState.Failed ? TwilioRecording.NothingRecorded : null);
        var known = (await recordings.AdvanceAsync(recording.Id, fact, cancellationToken))?.Recording;
        bell.Ring();
        if (await legs.FindAsync(call, cancellationToken) is not { Pool: { } pool })
        {
            return;
        }

        // It may have begun after it was to stop, or was over here.
        await (known is { IsAsWanted: false } ? recorder.FollowAsync(pool, known, cancellationToken) : news.ChangedAsync(pool, recording.Contact, cancellationToken));
    }
}
