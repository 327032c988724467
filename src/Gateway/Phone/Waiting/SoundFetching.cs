using System.Threading.Channels;
using Helpline.Contracts;
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
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(15);
    private const int Most = 10;

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
                await RunAsync(voicemails, SoundFormat.Message, stoppingToken);
                await RunAsync(calls, SoundFormat.Call, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // A loop that must survive: messages nobody can hear wait for it.
                log.MessagesNotFetched(e);
            }

            await bell.WaitAsync(Period, time, stoppingToken);
        }
    }

    /// <summary>One round. What fails comes back when its claim runs out.</summary>
    private async Task RunAsync(IRecordedSounds sounds, SoundFormat format, CancellationToken cancellationToken)
    {
        foreach (var job in await sounds.ClaimAsync(Most, Lease, cancellationToken))
        {
            if (!job.Fetch || await FetchAsync(sounds, format, job, cancellationToken))
            {
                await DeleteAsync(sounds, job.RecordingSid, cancellationToken);
            }
        }
    }

    private async Task<bool> FetchAsync(IRecordedSounds sounds, SoundFormat format, SoundJob job, CancellationToken cancellationToken)
    {
        var recordingSid = job.RecordingSid;
        var reply = await network.DownloadAsync(recordingSid, format, cancellationToken);
        if (reply.Outcome != TwilioOutcome.Ok || reply.Value!.Bytes.Length == 0 || !IsSound(reply.Value.ContentType))
        {
            log.MessageNotFetched(recordingSid, reply.Outcome, reply.Status);
            return false;
        }

        await sounds.StoreAsync(recordingSid, reply.Value.ContentType, reply.Value.Bytes, cancellationToken);
        log.MessageFetched(recordingSid);
        await AnnounceAsync(job, cancellationToken);
        return true;
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

    private async Task DeleteAsync(IRecordedSounds sounds, string recordingSid, CancellationToken cancellationToken)
    {
        // Gone already is as good as deleted.
        var reply = await network.DeleteAsync(recordingSid, cancellationToken);
        if (reply.Outcome is TwilioOutcome.Ok or TwilioOutcome.NotFound)
        {
            await sounds.DeletedAsync(recordingSid, cancellationToken);
        }
    }

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
