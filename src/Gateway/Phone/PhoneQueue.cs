using Helpline.Gateway.Twilio;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Phone;

/// <summary>Makes the network's queue as large as it may be before the first caller makes it at its default size.</summary>
internal sealed class PhoneQueue(TwilioApi twilio, IOptions<TwilioOptions> options, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<PhoneQueue> log) : BackgroundService
{
    /// <summary>Twilio's own limit.</summary>
    public const int MaxSize = 5000;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsConfigured)
        {
            return;
        }

        // A demo's network answers in this very host.
        await lifetime.ListensAsync(stoppingToken);
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                if (await IsPreparedAsync(stoppingToken))
                {
                    return;
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // A loop that must survive: callers are queued all the same, in a queue of default size.
                log.DocumentFailed(e);
            }

            log.QueueNotPrepared();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> IsPreparedAsync(CancellationToken cancellationToken)
    {
        var queues = await twilio.ListQueuesAsync(cancellationToken);
        return queues.Outcome == TwilioOutcome.Ok
            && (queues.Value!.Queues.Any(q => string.Equals(q.FriendlyName, VoiceDocuments.Queue, StringComparison.Ordinal))
                || (await twilio.CreateQueueAsync(VoiceDocuments.Queue, MaxSize, cancellationToken)).Outcome == TwilioOutcome.Ok);
    }
}
