using Helpline.AgentConsole.Live;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;

namespace Helpline.AgentConsole.Access;

/// <summary>Who has what in their hands. Routing's word counts; what it has forgotten (a long-finished wrap-up, a Redis lost a moment ago) Records remembers.</summary>
internal sealed class CareOf(IContactRouter router, PoolFeeds feeds, IOutcomes outcomes)
{
    /// <summary>An assignment of this pool as it stands now; null when nobody knows it.</summary>
    public async Task<AssignmentFacts?> FindAsync(PoolId pool, AssignmentId id, CancellationToken cancellationToken)
    {
        if ((feeds.Of(pool).Find(id) ?? await outcomes.FindAssignmentAsync(id, cancellationToken)) is not { } known)
        {
            return null;
        }

        // The feed may be a moment behind; the contact's standing is not.
        var standing = await router.StandingAsync(pool, known.Contact, cancellationToken);
        return standing?.Assignment is { } now && now.Id == id ? now : known;
    }

    /// <summary>How the agent holds the contact: owning it or wrapping it up, else an offer, else null; and whether the pool's queue knows the contact at all.</summary>
    public async Task<(AssignmentFacts? Held, bool Known)> OfAgentAsync(PoolId pool, ContactId contact, AgentId agent, CancellationToken cancellationToken)
    {
        var standing = await router.StandingAsync(pool, contact, cancellationToken);
        var held = standing?.Assignment is { } now && now.Agent == agent ? now : feeds.Of(pool).Of(contact, agent).FirstOrDefault(a => Holds(a.State));
        return (held, standing is not null);
    }

    /// <summary>What gives an agent the right to a contact: an offer does not yet.</summary>
    public static bool Holds(AssignmentState state) => AssignmentLife.OwnsContact(state) || state == AssignmentState.WrapUp;
}
