using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone;

/// <summary>
/// Ends an abusive call: a last sentence, then the line goes. For us the person's leg is over with the redirect, so that the end of the agent's share,
/// which follows, does not cut the sentence short; the network's own notice of the end changes nothing more.
/// </summary>
internal sealed class Farewells(ICallLegs legs, IContactRouter router, CallOrders orders, ILogger<Farewells> log)
{
    /// <summary>Says it, ends the call, and the agent's share with it.</summary>
    /// <param name="caller">The person's leg, if it is in the conference; else it has been led away before.</param>
    public async Task SayAsync(PoolId pool, ContactStanding standing, string? caller, CancellationToken cancellationToken)
    {
        var contact = standing.Contact.Id;
        if (caller is not null)
        {
            await orders.FarewellAsync(contact, caller, cancellationToken);
            await legs.AdvanceAsync(caller, CallLegState.Ended, cancellationToken);
        }

        if (standing.Assignment is { State: AssignmentState.Active } owner)
        {
            await router.EndAsync(pool, owner.Id, owner.Agent, cancellationToken);
            log.FarewellSaid(contact);
        }
    }
}
