using Helpline.Contracts;

namespace Helpline.Routing;

/// <summary>
/// Who waits, who answers. Every call is one atomic step on Redis and idempotent: repeating it after a time-out changes nothing more.
/// An expected failure is a value; <see cref="RoutingUnavailableException"/> means Redis could not be reached in time.
/// </summary>
public interface IContactRouter
{
    /// <summary>Puts a contact in the queue and tries to offer it at once. Known contacts are left as they are.</summary>
    Task<EnqueueOutcome> EnqueueAsync(QueuedContact contact, CancellationToken cancellationToken);

    /// <summary>Compare-and-set: of many simultaneous accepts one wins; the others learn who did.</summary>
    Task<AcceptReply> AcceptAsync(PoolId pool, AssignmentId assignment, AgentId agent, CancellationToken cancellationToken);

    Task<StepOutcome> DeclineAsync(PoolId pool, AssignmentId assignment, AgentId agent, DeclineReason reason, CancellationToken cancellationToken);

    /// <summary>
    /// Redeems the ticket that <see cref="AcceptAsync"/> gave, once: the medium that shows it may join as this assignment's agent.
    /// The same <paramref name="bearer"/> (a call's id) may repeat it; another may not.
    /// </summary>
    Task<TicketOutcome> RedeemTicketAsync(PoolId pool, AssignmentId assignment, AgentId agent, string ticket, string bearer, CancellationToken cancellationToken);

    /// <summary>The medium is up: Connecting → Active.</summary>
    Task<StepOutcome> ConnectedAsync(PoolId pool, AssignmentId assignment, CancellationToken cancellationToken);

    /// <summary>The medium did not come up: Connecting → Failed; the contact waits again at its old place.</summary>
    Task<StepOutcome> ConnectFailedAsync(PoolId pool, AssignmentId assignment, CancellationToken cancellationToken);

    /// <summary>The agent's side broke while connecting or live: → Failed; the contact waits again with <see cref="Priority.Dropped"/>, ahead of later callers.</summary>
    Task<StepOutcome> AgentLostAsync(PoolId pool, AssignmentId assignment, CancellationToken cancellationToken);

    /// <summary>The agent ends it: Active or Parked → WrapUp, contact Closed (answered).</summary>
    Task<StepOutcome> EndAsync(PoolId pool, AssignmentId assignment, AgentId agent, CancellationToken cancellationToken);

    /// <summary>The outcome is logged: WrapUp → Done; the agent has room again and is matched at once.</summary>
    Task<StepOutcome> CompleteAsync(PoolId pool, AssignmentId assignment, AgentId agent, CancellationToken cancellationToken);

    /// <summary>
    /// Active → Parked: a written conversation waits for the person without taking room. A reply waits from its own arrival time, first for this agent if they have room
    /// (→ Active), after <c>Routing:ParkedReplySeconds</c> for the pool (→ Released).
    /// </summary>
    /// <param name="until">When to come back to it even without a reply, or null.</param>
    /// <returns><see cref="StepOutcome.NotPossibleNow"/> for a call or a video: those are held, not parked.</returns>
    Task<StepOutcome> ParkAsync(PoolId pool, AssignmentId assignment, AgentId agent, DateTimeOffset? until, CancellationToken cancellationToken);

    /// <summary>Parked → Active by the agent's own wish; <see cref="StepOutcome.NotPossibleNow"/> when they have no room for it.</summary>
    Task<StepOutcome> ResumeAsync(PoolId pool, AssignmentId assignment, AgentId agent, CancellationToken cancellationToken);

    /// <summary>Parked → Released: the agent gives the conversation back; it waits for anybody, at the time of its last unread reply or now.</summary>
    Task<StepOutcome> ReleaseAsync(PoolId pool, AssignmentId assignment, AgentId agent, CancellationToken cancellationToken);

    /// <summary>
    /// Hands a contact to a person, a skill or a line of the same pool; it keeps place and story. In hand: the owner goes to WrapUp (connecting: Withdrawn) and the contact waits.
    /// Waiting: an offer is withdrawn, and it waits for the new target.
    /// </summary>
    /// <param name="owner">The agent who must own it, or null when a supervisor moves it.</param>
    /// <returns><see cref="StepOutcome.Unknown"/> also when the target is not known to the pool; NotPossibleNow when it can never take this channel.</returns>
    Task<StepOutcome> TransferAsync(PoolId pool, ContactId contact, AgentId? owner, TransferTarget target, CancellationToken cancellationToken);

    /// <summary>Changes the order by a recorded event. Waiting or in hand; a waiting contact keeps its arrival and gets the boost of <paramref name="priority"/>.</summary>
    Task<StepOutcome> ReprioritiseAsync(PoolId pool, ContactId contact, Priority priority, AgentId by, CancellationToken cancellationToken);

    /// <summary>
    /// A waiting person is promised a call back: the contact closes (call-back promised) and <paramref name="task"/>, whose id Records gave, waits in its very place as a task of ours.
    /// </summary>
    Task<StepOutcome> PromiseCallBackAsync(PoolId pool, ContactId contact, ContactId task, CancellationToken cancellationToken);

    /// <summary>
    /// The person is gone. Waiting: closed with <paramref name="reason"/>, an offer is withdrawn. In hand and connecting: closed with <paramref name="reason"/>,
    /// withdrawn. In hand and live: the assignment goes to WrapUp and the contact closes as answered.
    /// </summary>
    Task<StepOutcome> PersonLeftAsync(PoolId pool, ContactId contact, CloseReason reason, CancellationToken cancellationToken);

    /// <summary>Publishes that there is something new to read; the content lies in Records.</summary>
    Task AnnounceAsync(PoolId pool, ContactId contact, ContactNews news, CancellationToken cancellationToken);

    /// <summary>
    /// Orders something about a live call (<see cref="RoutingEventKind.Ordered"/>): the gateway carries it out, in the order given. Nothing moves in the queue.
    /// Repeating it gives the order again, which changes nothing more.
    /// </summary>
    /// <param name="by">The agent who must be talking with the person; null when a right that Records knows stands behind it (a supervisor, the first agent of a warm transfer).</param>
    /// <returns><see cref="StepOutcome.NotPossibleNow"/> when the contact is over, or not connected yet.</returns>
    Task<StepOutcome> OrderAsync(PoolId pool, ContactId contact, AgentId? by, MediaOrder order, CancellationToken cancellationToken);

    /// <summary>Where a contact stands, or null when Routing does not know it (then it is for the intake sweep to bring it back).</summary>
    Task<ContactStanding?> StandingAsync(PoolId pool, ContactId contact, CancellationToken cancellationToken);
}

/// <summary>A contact on its way into the queue.</summary>
/// <param name="WaitingSince">Its original arrival; the order is this minus the boost of <paramref name="Priority"/>. Later than Redis's own time counts as now.</param>
/// <param name="KnownTo">The agent who knows this person's story, or null.</param>
/// <param name="Task">Set when it is a task of ours and not a person waiting.</param>
/// <param name="BegunBy">
/// The agent who begins this call: it is offered to them at once, also beside what they write or wrap up, and kept for them as one that was handed to them
/// (<c>Routing:TransferSeconds</c>). Forgotten in a loss of Redis: then it is theirs by <paramref name="KnownTo"/> only.
/// </param>
public sealed record QueuedContact(
    ContactId Id, PoolId Pool, LineId Line, Demand Demand, Priority Priority, DateTimeOffset WaitingSince, AgentId? KnownTo = null, ContactTask? Task = null, AgentId? BegunBy = null);

/// <summary>Whom a contact is handed to.</summary>
public abstract record TransferTarget
{
    private TransferTarget()
    {
    }

    /// <summary>One agent, whatever skills they have; after <c>Routing:TransferSeconds</c>, or when they decline, whoever could take it before.</summary>
    public sealed record ToAgent(AgentId Agent) : TransferTarget;

    /// <summary>Anybody who has these skills as well as those already asked for.</summary>
    public sealed record ToSkills(IReadOnlyList<string> Skills) : TransferTarget;

    /// <summary>The people of another line of the same pool.</summary>
    public sealed record ToLine(LineId Line) : TransferTarget;
}

public enum EnqueueOutcome
{
    Enqueued = 1,

    /// <summary>Routing had it already; nothing changed.</summary>
    AlreadyKnown = 2,

    /// <summary>Refused, nothing changed: the line's name is not one, more than <see cref="Demand.MaxSkills"/> skills, or a time that cannot be (before the year 2000, or more than a day ahead).</summary>
    NotValid = -1,
}

[System.Text.Json.Serialization.JsonConverter(typeof(CamelCaseEnumConverter<AcceptOutcome>))]
public enum AcceptOutcome
{
    Accepted = 1,

    /// <summary>The same agent accepted it before (another window, or a repeated request); the reply is as the first.</summary>
    AlreadyYours = 2,
    TakenByAnother = -1,

    /// <summary>The deadline passed.</summary>
    Lapsed = -2,

    /// <summary>The person left, or it was moved.</summary>
    Withdrawn = -3,
    NotOffered = -4,
}

/// <param name="TakenBy">Who has it, with <see cref="AcceptOutcome.TakenByAnother"/>.</param>
/// <param name="Ticket">What the agent's medium shows to join, with Accepted and AlreadyYours: 32 hex digits, valid until the connect deadline.</param>
/// <summary>What an accept brought.</summary>
public sealed record AcceptReply(AcceptOutcome Outcome, ContactId? Contact = null, AgentId? TakenBy = null, string? Ticket = null);

/// <summary>What a step of a life brought. Repeats of a step that already happened answer <see cref="Done"/> again.</summary>
public enum StepOutcome
{
    Done = 1,

    /// <summary>The life table has no such step from the present state.</summary>
    NotPossibleNow = -1,
    NotYours = -2,
    Unknown = -3,

    /// <summary>An argument is not one (a skill name, a reason of more than a hundred characters); nothing changed.</summary>
    NotValid = -4,
}

public enum TicketOutcome
{
    Valid = 1,
    Wrong = -1,
    UsedByAnother = -2,
    NotConnecting = -3,
}

/// <param name="Position">Among all who wait and could be served by the same agents, from 1; 0 when not waiting.</param>
/// <param name="Assignment">The open offer, or who owns the contact, or who wraps it up.</param>
/// <summary>Where a contact stands.</summary>
public sealed record ContactStanding(ContactFacts Contact, int Position, AssignmentFacts? Assignment);

/// <summary>Redis could not be reached, or did not answer in time. The step may or may not have happened; repeating it is safe.</summary>
public sealed class RoutingUnavailableException : Exception
{
    public RoutingUnavailableException()
        : base("The queue (Redis) did not answer in time. Check ConnectionStrings:Redis and that Redis runs; the step can be repeated safely.")
    {
    }

    public RoutingUnavailableException(string message)
        : base(message)
    {
    }

    public RoutingUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
