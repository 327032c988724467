using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Phone;

/// <summary>The network ends any call after some hours, waiting included. A quarter of an hour before, its agent is told, once by each node.</summary>
internal sealed class LongCalls(ICallLegs legs, IContactRouter router, IOptions<TwilioOptions> options, TimeProvider time, ILogger<LongCalls> log) : BackgroundService
{
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>How long before its end an agent is told.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromMinutes(15);

    private const int Most = 200;

    private readonly HashSet<string> told = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsConfigured)
        {
            return;
        }

        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await TellAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // A loop that must survive: whoever was not told now is told in a minute.
                log.LongCallsNotTold(e);
            }
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        var longOnes = await legs.LiveCallersAsync(TimeSpan.FromMinutes(options.Value.LongestCallMinutes) - Before, Most, cancellationToken);
        told.IntersectWith(longOnes.Select(leg => leg.CallSid));
        foreach (var leg in longOnes)
        {
            if (leg is { Contact: { } contact, Pool: { } pool } && !told.Contains(leg.CallSid))
            {
                await router.AnnounceAsync(pool, contact, ContactNews.CallEndsSoon, cancellationToken);
                told.Add(leg.CallSid);
                log.CallEndsSoon(contact);
            }
        }
    }
}
