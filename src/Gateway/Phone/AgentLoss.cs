using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.Gateway.Phone;

internal static class AgentLoss
{
    /// <summary>Tells Routing that the agent's side of a call is gone, so that the person waits again; nothing when they do not own it.</summary>
    public static Task AgentGoneAsync(this IContactRouter router, PoolId pool, AssignmentFacts? owner, CancellationToken cancellationToken) => owner switch
    {
        { State: AssignmentState.Connecting } => router.ConnectFailedAsync(pool, owner.Id, cancellationToken),
        { State: AssignmentState.Active } => router.AgentLostAsync(pool, owner.Id, cancellationToken),
        _ => Task.CompletedTask,
    };
}
