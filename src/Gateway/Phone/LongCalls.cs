using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Phone;

/// <summary>The network ends any call after some hours, waiting included. A quarter of an hour before, its agent is told, once by each node.</summary>
internal sealed class LongCalls(ICallLegs legs, IContactRouter router, IOptions<TwilioOptions> options, TimeProvider time, ILogger<LongCalls> log)
    : NetworkRounds(Period, atStart: false, options, time)
{
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>How long before its end an agent is told.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromMinutes(15);

    private const int Most = 200;

    private readonly HashSet<string> told = new(StringComparer.Ordinal);

    protected override void Failed(Exception exception) => log.LongCallsNotTold(exception);

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        var longOnes = await legs.LiveCallersAsync(TimeSpan.FromMinutes(Options.LongestCallMinutes) - Before, Most, cancellationToken);
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
