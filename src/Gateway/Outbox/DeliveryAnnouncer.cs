using Helpline.Contracts;
using Helpline.Routing;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Outbox;

/// <summary>Tells the consoles that a message has come further. They read it from Records, so what Redis misses they see at their next reading.</summary>
internal sealed class DeliveryAnnouncer(IContactRouter router, ILogger<DeliveryAnnouncer> log)
{
    public async Task AnnounceAsync(PoolId pool, ContactId contact, CancellationToken cancellationToken)
    {
        try
        {
            await router.AnnounceAsync(pool, contact, ContactNews.DeliveryChanged, cancellationToken);
        }
        catch (RoutingUnavailableException)
        {
            log.NotAnnounced(contact);
        }
    }
}
