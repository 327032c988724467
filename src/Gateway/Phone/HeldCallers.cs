using Helpline.Gateway.Twilio;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Phone;

/// <summary>
/// While we could not be reached, the numbers' fallback (docs/twilio-fallback.xml, kept at Twilio) held callers in a queue of their own.
/// They are led back to the first webhook: a known caller takes up their place, an unknown one becomes a contact. Several nodes may do it; one wins each caller.
/// </summary>
internal sealed class HeldCallers(
    TwilioApi twilio, VoiceUrls urls, IOptions<TwilioOptions> options, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<HeldCallers> log) : BackgroundService
{
    /// <summary>The queue's name, as the fallback document says it.</summary>
    public const string Queue = "helpline-held";

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private string? queueSid;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsConfigured)
        {
            return;
        }

        await lifetime.ListensAsync(stoppingToken);
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await LeadBackAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // A loop that must survive: held callers hear music for as long as it does not run.
                log.HeldNotLedBack(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LeadBackAsync(CancellationToken cancellationToken)
    {
        queueSid ??= await FindQueueAsync(cancellationToken);
        if (queueSid is null)
        {
            return; // Nobody was ever held: the network makes the queue for the first.
        }

        var members = await twilio.ListQueueMembersAsync(queueSid, cancellationToken);
        foreach (var held in members.Value?.QueueMembers ?? [])
        {
            if ((await twilio.DequeueAsync(queueSid, held.CallSid, urls.IncomingAgain, cancellationToken)).Outcome == TwilioOutcome.Ok)
            {
                log.HeldLedBack(held.CallSid);
            }
        }

        if (members.Outcome == TwilioOutcome.NotFound)
        {
            queueSid = null; // Deleted in Twilio's console; the next held caller makes another.
        }
    }

    private async Task<string?> FindQueueAsync(CancellationToken cancellationToken) =>
        (await twilio.ListQueuesAsync(cancellationToken)).Value?.Queues.FirstOrDefault(q => string.Equals(q.FriendlyName, Queue, StringComparison.Ordinal))?.Sid;
}
