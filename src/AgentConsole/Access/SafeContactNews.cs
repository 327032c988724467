using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.AgentConsole.Access;

/// <summary>Tells the other windows. What was done is safe whether or not they hear of it now.</summary>
internal static class SafeContactNews
{
    public static async Task AnnounceAsync(this IContactRouter router, ILogger logger, PoolId pool, ContactId contact, ContactNews news)
    {
        try
        {
            await router.AnnounceAsync(pool, contact, news, CancellationToken.None);
        }
        catch (RoutingUnavailableException exception)
        {
            Log.SafeContactNotAnnounced(logger, contact, exception);
        }
    }
}
