using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.Gateway.Phone;

/// <summary>Tells consoles that there is something new to see about a call.</summary>
internal sealed class CallNews(IContactRouter router)
{
    public Task ChangedAsync(PoolId pool, ContactId contact, CancellationToken cancellationToken) =>
        router.AnnounceAsync(pool, contact, ContactNews.CallChanged, cancellationToken);
}
