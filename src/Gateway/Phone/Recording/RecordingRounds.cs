using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Phone.Recording;

/// <summary>
/// Looks again at recordings that are not as wanted, and now and then at those that are: whatever order or notice was lost, none runs on without its agent,
/// none runs longer than can be fetched, and each ends here when it has ended there.
/// </summary>
internal sealed class RecordingRounds(
    ICallRecordings recordings, ICallFile file, IContactRouter router, CallRecorder recorder, RecordingAtNetwork network, IOptions<TwilioOptions> options, TimeProvider time,
    ILogger<RecordingRounds> log) : NetworkRounds(Period, atStart: true, options, time)
{
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <summary>What is longer is stopped: <see cref="SoundFormat.Call"/> fetches so much.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    private const int Most = 50;

    private readonly TimeProvider time = time;

    protected override void Failed(Exception exception) => log.RecordingsNotChecked(exception);

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        foreach (var (recording, pool) in await recordings.DueAsync(Most, cancellationToken))
        {
            if (!recording.IsOver && recording.Wish != RecordingWish.Stop && await MustStopAsync(pool, recording, cancellationToken))
            {
                log.StoppedBySweep(recording.Contact);
                await recorder.StopAsync(pool, recording.Contact, cancellationToken);
            }
            else if (recording is { IsOver: false, IsAsWanted: true, RecordingSid: not null })
            {
                await NoticeItsEndAsync(pool, recording, cancellationToken);
            }
            else
            {
                await recorder.FollowAsync(pool, recording, cancellationToken);
            }
        }
    }

    /// <summary>The agent who heard them agree is surely not with them any more, or it is long enough.</summary>
    private async Task<bool> MustStopAsync(PoolId pool, CallRecording recording, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - recording.AgreedAt > Longest)
        {
            return true;
        }

        var standing = await router.StandingAsync(pool, recording.Contact, cancellationToken);
        return standing is not null
            && (standing.Assignment is not { State: AssignmentState.Active } owner || owner.Agent != recording.AgreedWith
                || (await file.ReadAsync(recording.Contact, cancellationToken)).Alone is not null);
    }

    /// <summary>The notice of its end may have been lost; and somebody may have paused it where we were not asked.</summary>
    private async Task NoticeItsEndAsync(PoolId pool, CallRecording recording, CancellationToken cancellationToken)
    {
        try
        {
            if (await network.LookAsync(recording, cancellationToken) is { } fact && fact.State != recording.State
                && await recordings.AdvanceAsync(recording.Id, fact, cancellationToken) is { Changed: true } next)
            {
                await recorder.FollowAsync(pool, next.Recording, cancellationToken);
            }
        }
        catch (TwilioUnavailableException)
        {
            log.NotFollowed(recording.Contact);
        }
    }
}
