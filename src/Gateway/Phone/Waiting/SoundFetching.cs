using System.Threading.Channels;
using Helpline.Contracts;
using Helpline.Gateway.Phone.Recording;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Phone.Waiting;

/// <summary>Wakes the fetching; however often it rings, it wakes once.</summary>
internal sealed class SoundBell
{
    private readonly Channel<bool> rings = System.Threading.Channels.Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => rings.Writer.TryWrite(true);

    /// <summary>Returns at the next ring, or after the time.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await rings.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It is time to look.
        }
    }
}

/// <summary>Brings the sound of messages and recorded calls home, sealed, and then deletes it at Twilio; what was discarded is deleted unheard. Repeated until done.</summary>
internal sealed class SoundFetching(
    IVoicemails voicemails, ICallRecordings calls, TwilioRecordings network, IContactRouter router, ICallLegs legs, MessageKeeping keeping, SoundBell bell,
    IOptions<TwilioOptions> options, TimeProvider time, ILogger<SoundFetching> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan CallLease = SoundFormat.Call.MostTime + Lease;
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(15);

    /// <summary>Some hours, at ever longer intervals: what the network does not have by then it never will.</summary>
    private const int MostTries = 12;

    private const string GivenUp = "It could not be fetched from the telephone network, and is given up.";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsConfigured)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await KeepForgottenAsync(stoppingToken);
                await RunAsync(voicemails, SoundFormat.Message, Lease, stoppingToken);
                while (await RunAsync(calls, SoundFormat.Call, CallLease, stoppingToken))
                {
                    await RunAsync(voicemails, SoundFormat.Message, Lease, stoppingToken);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // A loop that must survive: messages nobody can hear wait for it.
                log.MessagesNotFetched(e);
            }

            await bell.WaitAsync(Period, time, stoppingToken);
        }
    }

    /// <summary>One round; false when there was nothing to do. What fails comes back later.</summary>
    private async Task<bool> RunAsync(IRecordedSounds sounds, SoundFormat format, TimeSpan lease, CancellationToken cancellationToken)
    {
        var jobs = await sounds.ClaimAsync(format.AtOnce, lease, cancellationToken);
        foreach (var job in jobs)
        {
            if (!job.Fetch || await FetchAsync(sounds, format, job, cancellationToken))
            {
                await DeleteAsync(sounds, job, cancellationToken);
            }
        }

        return jobs.Count > 0;
    }

    private async Task<bool> FetchAsync(IRecordedSounds sounds, SoundFormat format, SoundJob job, CancellationToken cancellationToken)
    {
        var recordingSid = job.RecordingSid;
        var about = await network.FetchAsync(recordingSid, cancellationToken);
        if (about.Value is { IsEncrypted: true })
        {
            log.RecordingEncrypted(recordingSid);
            await LaterAsync(job, givenUp: null, cancellationToken);
            return false;
        }

        var reply = await network.DownloadAsync(recordingSid, format, cancellationToken);
        if (reply.Outcome != TwilioOutcome.Ok || reply.Value!.Bytes.Length == 0 || !IsSound(reply.Value.ContentType))
        {
            log.MessageNotFetched(recordingSid, reply.Outcome, reply.Status);
            await LaterAsync(job, IsHopeless(job, reply) ? GivenUp : null, cancellationToken);
            return false;
        }

        await sounds.StoreAsync(recordingSid, reply.Value.ContentType, reply.Value.Bytes, cancellationToken);
        log.MessageFetched(recordingSid);
        await AnnounceAsync(job, cancellationToken);
        return true;
    }

    /// <summary>It is not there, or more than is ever fetched. A network that is away, or does not let us in, is waited for.</summary>
    private static bool IsHopeless(SoundJob job, TwilioReply<TwilioFile> reply) =>
        job.Tries >= MostTries && reply.Outcome is TwilioOutcome.NotFound or TwilioOutcome.Rejected && !reply.IsRefusedForUs;

    private async Task LaterAsync(SoundJob job, string? givenUp, CancellationToken cancellationToken)
    {
        if (job.CallSid is null)
        {
            return; // A message comes back when its claim runs out.
        }

        await calls.NotFetchedAsync(job.RecordingSid, givenUp, cancellationToken);
        if (givenUp is not null)
        {
            log.RecordingGivenUp(job.RecordingSid, job.Tries);
            await AnnounceAsync(job, cancellationToken);
        }
    }

    private async Task AnnounceAsync(SoundJob job, CancellationToken cancellationToken)
    {
        try
        {
            if (job is { Contact: { } contact, Pool: { } pool })
            {
                await router.AnnounceAsync(pool, contact, ContactNews.CallChanged, cancellationToken);
            }
        }
        catch (RoutingUnavailableException)
        {
            // The page reads it at its next news.
        }
    }

    private async Task DeleteAsync(IRecordedSounds sounds, SoundJob job, CancellationToken cancellationToken)
    {
        // Gone already is as good as deleted; but one made a moment ago may not be found yet.
        var reply = await network.DeleteAsync(job.RecordingSid, cancellationToken);
        if (reply.Outcome is TwilioOutcome.Ok || (reply.Outcome is TwilioOutcome.NotFound && !await IsUpAsync(job.CallSid, cancellationToken)))
        {
            await sounds.DeletedAsync(job.RecordingSid, cancellationToken);
        }
        else
        {
            await LaterAsync(job, givenUp: null, cancellationToken);
        }
    }

    private async Task<bool> IsUpAsync(string? callSid, CancellationToken cancellationToken) =>
        callSid is not null && await legs.FindAsync(callSid, cancellationToken) is { State: not CallLegState.Ended };

    /// <summary>Recorded, and then the end of the call was lost on the way.</summary>
    private async Task KeepForgottenAsync(CancellationToken cancellationToken)
    {
        foreach (var call in await voicemails.ForgottenAsync(Forgotten, cancellationToken))
        {
            if (await legs.FindAsync(call, cancellationToken) is { State: CallLegState.Ended, Contact: { } contact, Pool: { } pool })
            {
                await keeping.KeepAsync(contact, pool, call, cancellationToken);
            }
        }
    }

    private static bool IsSound(string contentType) => contentType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase);
}
