using Helpline.Contracts;

namespace Helpline.Routing;

/// <summary>A pool as it stands, and what happens in it from then on.</summary>
public interface IPoolView
{
    /// <summary>Everything open, consistent at <see cref="PoolSnapshot.Position"/>.</summary>
    Task<PoolSnapshot> SnapshotAsync(PoolId pool, CancellationToken cancellationToken);

    /// <summary>
    /// All events after <paramref name="after"/>, for ever, to every reader (a console node tails each pool once and serves its own connections).
    /// A new epoch shows as <see cref="RoutingEventKind.EpochStarted"/>; a gap in the numbers means events were trimmed: take a new snapshot.
    /// Survives restarts of Redis without the reader noticing.
    /// </summary>
    IAsyncEnumerable<RoutingEvent> TailAsync(PoolId pool, EventPosition after, CancellationToken cancellationToken);
}

/// <param name="Contacts">Waiting and in hand, in queue order.</param>
/// <param name="Assignments">Open ones (<see cref="AssignmentLife.IsOpen"/>).</param>
/// <param name="Agents">All who are not offline, and those offline who still have an open assignment.</param>
/// <summary>Everything open in a pool.</summary>
public sealed record PoolSnapshot(
    PoolId Pool,
    EventPosition Position,
    DateTimeOffset At,
    IReadOnlyList<ContactFacts> Contacts,
    IReadOnlyList<AssignmentFacts> Assignments,
    IReadOnlyList<AgentFacts> Agents);
