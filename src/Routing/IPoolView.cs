using System.Text.Json.Serialization;
using Helpline.Contracts;

namespace Helpline.Routing;

/// <summary>A pool as it stands, and what happens in it from then on.</summary>
public interface IPoolView
{
    /// <summary>Everything open, consistent at <see cref="PoolSnapshot.Position"/>.</summary>
    Task<PoolSnapshot> SnapshotAsync(PoolId pool, CancellationToken cancellationToken);

    /// <summary>Why a contact waits, as it stands this moment; null when it is not waiting or not known.</summary>
    Task<WhyWaiting?> WhyWaitingAsync(PoolId pool, ContactId contact, CancellationToken cancellationToken);

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

/// <param name="Position">Among all who wait and could be served by the same agents, from 1.</param>
/// <param name="Asks">The skills asked for at the present stage.</param>
/// <param name="OpenBackups">Back-up groups that are asked too.</param>
/// <param name="OfferedTo">Ringing at this agent now.</param>
/// <param name="ReservedUntil">When a reservation for one agent ends.</param>
/// <param name="Widens">What it will ask for next, if nobody takes it.</param>
/// <param name="Skipped">How many of the pool's agents cannot take it now, by the first reason that applies.</param>
/// <param name="Nearest">Up to ten agents who have the skills, those nearest to taking it first, with what keeps each.</param>
/// <summary>Why a contact is waiting.</summary>
public sealed record WhyWaiting(
    ContactFacts Contact,
    DateTimeOffset At,
    int Position,
    IReadOnlyList<string> Asks,
    IReadOnlyList<string> OpenBackups,
    AgentId? OfferedTo,
    DateTimeOffset? ReservedUntil,
    Widening? Widens,
    IReadOnlyDictionary<SkipReason, int> Skipped,
    IReadOnlyList<NearestAgent> Nearest);

/// <param name="Asks">The skills asked for from then on.</param>
/// <param name="OpenBackups">Back-up groups that are asked too from then on.</param>
/// <summary>The next stage of a waiting contact.</summary>
public sealed record Widening(DateTimeOffset At, IReadOnlyList<string> Asks, IReadOnlyList<string> OpenBackups);

public sealed record NearestAgent(AgentId Agent, SkipReason Why);

/// <summary>What keeps an agent from a contact, first reason first.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<SkipReason>))]
public enum SkipReason
{
    /// <summary>Lacks a skill, its level, or the channel; or belongs to a back-up group that is not open.</summary>
    NoSkill = 1,

    /// <summary>Offline, or their browser is not heard.</summary>
    Away = 2,

    /// <summary>On a break, in training, or paused.</summary>
    NotAvailable = 3,

    /// <summary>Another offer is ringing at them.</summary>
    Ringing = 4,

    /// <summary>No room: talking, or as many conversations as they take.</summary>
    Busy = 5,

    /// <summary>Finishing written work, because a call they can take waits longer than this.</summary>
    KeptForCall = 6,

    /// <summary>Declined it or let it lapse, and is left in peace about it.</summary>
    Declined = 7,

    /// <summary>It is kept for another agent for a time.</summary>
    ReservedForAnother = 8,
}
