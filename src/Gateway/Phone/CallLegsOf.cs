using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.Gateway.Phone;

internal static class CallLegsOf
{
    /// <summary>The person's newest leg; null when there is none.</summary>
    public static async Task<CallLeg?> CallerOfAsync(this ICallLegs legs, ContactId contact, CancellationToken cancellationToken) =>
        (await legs.OfContactAsync(contact, cancellationToken)).FirstOrDefault(leg => leg.Role == CallLegRole.Caller);
}
