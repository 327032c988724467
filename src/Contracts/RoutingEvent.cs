using System.Text.Json.Serialization;

namespace Helpline.Contracts;

/// <summary>Where an event stands: the pool's epoch (a new one whenever Redis was emptied, replaced or set back) and its number in that epoch, from 1.</summary>
public readonly record struct EventPosition(long Epoch, long Number) : IComparable<EventPosition>
{
    public static EventPosition Start => new(0, 0);

    public int CompareTo(EventPosition other) => Epoch != other.Epoch ? Epoch.CompareTo(other.Epoch) : Number.CompareTo(other.Number);

    public static bool operator <(EventPosition left, EventPosition right) => left.CompareTo(right) < 0;
    public static bool operator >(EventPosition left, EventPosition right) => left.CompareTo(right) > 0;
    public static bool operator <=(EventPosition left, EventPosition right) => left.CompareTo(right) <= 0;
    public static bool operator >=(EventPosition left, EventPosition right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{Epoch}-{Number}";
}

[JsonConverter(typeof(CamelCaseEnumConverter<RoutingEventKind>))]
public enum RoutingEventKind
{
    /// <summary>A contact came to wait: new, or restored from Records after a loss of Redis.</summary>
    Enqueued = 1,
    Offered = 2,
    Accepted = 3,
    Declined = 4,
    Lapsed = 5,

    /// <summary>The offer, or the connecting assignment, was taken back because the person left.</summary>
    Withdrawn = 6,

    /// <summary>The medium is up.</summary>
    Connected = 7,

    /// <summary>The medium did not come up; the contact waits again at its old place.</summary>
    ConnectFailed = 8,

    /// <summary>The agent's side broke; the contact waits again with <see cref="Priority.Dropped"/>.</summary>
    AgentLost = 9,
    Parked = 10,
    Resumed = 11,

    /// <summary>The agent ended it. The gateway must now bring the medium down.</summary>
    Ended = 12,

    /// <summary>The person left an assignment that was live.</summary>
    PersonLeft = 13,

    /// <summary>The outcome is logged; the agent has room again.</summary>
    Completed = 14,

    /// <summary>A contact left the queue without an agent; see its <see cref="CloseReason"/>.</summary>
    Closed = 15,
    Reprioritised = 16,

    /// <summary>Status, lease, skills or capacity of an agent changed.</summary>
    AgentChanged = 17,

    /// <summary>Something new to read about a contact (a message, a delivery state): <see cref="RoutingEvent.Reason"/> is the <see cref="ContactNews"/>.</summary>
    News = 18,

    /// <summary>The first event of an epoch.</summary>
    EpochStarted = 19,
}

/// <summary>What there is to read, without the content: that lies in Records and is fetched by those who may.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ContactNews>))]
public enum ContactNews
{
    MessageReceived = 1,
    MessageQueued = 2,
    DeliveryChanged = 3,
}

/// <summary>A contact as it stands after an event. Nothing personal.</summary>
/// <param name="WaitingSince">When the present wait began; the original arrival after a requeue.</param>
public sealed record ContactFacts(
    ContactId Id,
    LineId Line,
    Demand Demand,
    Priority Priority,
    ContactState State,
    DateTimeOffset WaitingSince,
    CloseReason? CloseReason = null);

/// <summary>An assignment as it stands after an event.</summary>
/// <param name="Since">When it came into this state.</param>
/// <param name="Deadline">When this state ends by itself; null where its owner ends it.</param>
public sealed record AssignmentFacts(
    AssignmentId Id,
    ContactId Contact,
    AgentId Agent,
    Channel Channel,
    AssignmentState State,
    DateTimeOffset Since,
    DateTimeOffset? Deadline = null);

/// <summary>An agent as they stand after an event.</summary>
/// <param name="Connected">Their browser was heard within the lease; no lease, no offers.</param>
/// <param name="Since">When status or connection last changed.</param>
public sealed record AgentFacts(AgentId Id, AgentStatus Status, bool Connected, DateTimeOffset Since, string? Reason = null);

/// <summary>
/// One numbered fact of a pool, with the entities as they stand after it, so that every reader upserts and none replays logic.
/// Delivery is at least once; readers are idempotent by <see cref="Position"/>.
/// </summary>
/// <param name="Reason">A short machine word that belongs to the kind (a decline reason, a <see cref="ContactNews"/>); never personal.</param>
/// <param name="Detail">For <see cref="RoutingEventKind.Offered"/>: why this agent, as JSON; never personal.</param>
public sealed record RoutingEvent(
    PoolId Pool,
    EventPosition Position,
    DateTimeOffset At,
    RoutingEventKind Kind,
    ContactFacts? Contact = null,
    AssignmentFacts? Assignment = null,
    AgentFacts? Agent = null,
    string? Reason = null,
    string? Detail = null);
