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

    /// <summary>Handed to a person, skill or line; the contact waits for them at its old place. <see cref="RoutingEvent.Assignment"/> is the one it left, if it was in hand.</summary>
    Transferred = 20,

    /// <summary>Nobody took it in time: the demand was widened to its next stage, or a reservation for one agent ended. The detail says why it still waits.</summary>
    Relaxed = 21,

    /// <summary>A parked conversation was given back to the pool; the reason says by whom.</summary>
    Released = 22,

    /// <summary>Something is to be done to a live call: <see cref="RoutingEvent.Detail"/> is the <see cref="MediaOrder"/>. Changes nothing in the queue.</summary>
    Ordered = 23,
}

/// <summary>A contact that is a task of ours rather than a person waiting on the line.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ContactTask>))]
public enum ContactTask
{
    /// <summary>Ring a person back who was promised it; it stands where they stood.</summary>
    CallBack = 1,

    /// <summary>Listen to a message that somebody left.</summary>
    Message = 2,
}

/// <summary>What there is to read, without the content: that lies in Records and is fetched by those who may.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ContactNews>))]
public enum ContactNews
{
    MessageReceived = 1,
    MessageQueued = 2,
    DeliveryChanged = 3,

    /// <summary>Something about the call changed: its consoles read it again.</summary>
    CallChanged = 4,

    /// <summary>How it is safe to reach the person, or an exception somebody asked for.</summary>
    SafeContactChanged = 5,

    /// <summary>The agent wants the person rung once more; the gateway finds the try in Records.</summary>
    CallBackWanted = 6,

    /// <summary>The telephone network is about to end the call, because it has lasted as long as a call may.</summary>
    CallEndsSoon = 9,

    /// <summary>Imminent danger was raised, written about or closed.</summary>
    DangerChanged = 10,
}

/// <summary>A contact as it stands after an event. Nothing personal.</summary>
/// <param name="Demand">What it was asked for; how far that has been widened is <paramref name="Stage"/>.</param>
/// <param name="WaitingSince">Its original arrival, kept through requeue and transfer; for the reply in a parked conversation the reply's own.</param>
/// <param name="Stage">How often the demand has been widened by its line's policy; 0 at first.</param>
/// <param name="KnownTo">The agent who knows this person's story, who is asked first if they are free.</param>
/// <param name="ReservedFor">Only this agent may get it, for a time: it was handed to them, or they know the story and are busy.</param>
/// <param name="Task">Set when it is a task of ours and not a person waiting.</param>
public sealed record ContactFacts(
    ContactId Id,
    LineId Line,
    Demand Demand,
    Priority Priority,
    ContactState State,
    DateTimeOffset WaitingSince,
    CloseReason? CloseReason = null,
    int Stage = 0,
    AgentId? KnownTo = null,
    AgentId? ReservedFor = null,
    ContactTask? Task = null);

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
/// <param name="Detail">The decision and its reasons, as JSON (docs/routing.md); never personal.</param>
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
