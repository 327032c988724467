using System.Text.Json.Serialization;
using Helpline.Contracts;

namespace Helpline.Routing;

/// <summary>The live figures of a pool, for the wallboard. Every number's rule stands beside it; a number that cannot be known is null, not a guess.</summary>
public interface IPoolFigures
{
    /// <summary>
    /// The figures as they stand. The first question about a pool on this node starts to follow it; the live part is there at once, the day's as soon
    /// as the history has been read (<see cref="PoolFigures.DayKnown"/>).
    /// </summary>
    /// <exception cref="RoutingUnavailableException">The pool cannot be read yet.</exception>
    ValueTask<PoolFigures> NowAsync(PoolId pool, CancellationToken cancellationToken);
}

/// <param name="At">By the clock of Redis, as everything here.</param>
/// <param name="Position">The last event that is in it.</param>
/// <param name="Queues">The whole pool first (no line, no channel), then each channel, each line, and each channel of each line; only what this node has heard of.</param>
/// <param name="AgentsByState">How many agents are in each state; every state is there. Those offline are not counted.</param>
/// <param name="DayKnown">Whether the history since midnight has been read. Until then everything of the day is null.</param>
/// <param name="DayStart">Local midnight (<see cref="RoutingOptions.TimeZone"/>), when the day's figures began.</param>
/// <param name="Occupancy">
/// Today's busy time / (busy + available time), 0 to 1, over all agents; null when there is neither. Counts while an agent's browser is heard and they are not offline:
/// busy with a contact connecting, live or being wrapped up, whatever their status; available when their status is and they are not busy, also while it rings.
/// </param>
/// <summary>A pool in numbers.</summary>
public sealed record PoolFigures(
    PoolId Pool,
    DateTimeOffset At,
    EventPosition Position,
    IReadOnlyList<QueueFigures> Queues,
    IReadOnlyDictionary<AgentActivity, int> AgentsByState,
    bool DayKnown,
    DateTimeOffset DayStart,
    double? Occupancy);

/// <param name="Line">Null: all lines.</param>
/// <param name="Channel">Null: all channels.</param>
/// <param name="Waiting">People who wait, also those it rings for.</param>
/// <param name="Tasks">Tasks of ours that wait (a promised call back).</param>
/// <param name="LongestWait">Of the people who wait, since their original arrival; null when nobody waits.</param>
/// <param name="EstimatedWait">How long somebody who comes now may wait; null when that cannot be said honestly, and where channels are mixed. See docs/figures.md.</param>
/// <param name="Today">Null until the history has been read.</param>
/// <summary>Everything of a line, of a channel, or of both.</summary>
public sealed record QueueFigures(
    LineId? Line,
    Channel? Channel,
    int Waiting,
    int Tasks,
    TimeSpan? LongestWait,
    WaitRange? EstimatedWait,
    DayFigures? Today);

/// <summary>
/// What became of the contacts that came today. A contact belongs to the local day it arrived on, for ever: who came before midnight is not in today's
/// figures, though answered after it. Tasks of ours are not in them. Each contact counts once in <see cref="Offered"/>, and once it is decided in exactly one of the others:
/// answered by its first connection, whatever comes after; otherwise by how it left the queue.
/// </summary>
/// <param name="Offered">Came to wait.</param>
/// <param name="Abandoned">The person left before an agent was connected, not counting short abandons.</param>
/// <param name="ShortAbandoned">The same within less than <see cref="RoutingOptions.ShortAbandonSeconds"/>.</param>
/// <param name="ServiceLevel">
/// Answered within T / (offered − short abandons − those undecided who have waited T or less so far), 0 to 1; null when that is nothing.
/// T is the line's <see cref="QueuePolicy.ServiceLevelSeconds"/> as it is now; where lines are added up each keeps its own.
/// Left messages, call-backs, redirected and expired contacts stay in the denominator: they were not answered in time.
/// </param>
/// <param name="AverageSpeedOfAnswer">Mean wait of the answered, from original arrival to first connection; null when nobody was.</param>
/// <param name="AbandonmentRate">Abandoned / (offered − short abandons), 0 to 1; null when that is nothing.</param>
public sealed record DayFigures(
    int Offered,
    int Answered,
    int Abandoned,
    int ShortAbandoned,
    int LeftMessage,
    int CallBackPromised,
    int Redirected,
    int Expired,
    double? ServiceLevel,
    TimeSpan? AverageSpeedOfAnswer,
    double? AbandonmentRate);

/// <summary>A wait in whole minutes, rounded outwards: at least the low, at most the high, in about four cases of five.</summary>
public sealed record WaitRange(int LowMinutes, int HighMinutes);

/// <summary>What an agent is doing, as a wallboard shows it: the first that applies, from the top.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<AgentActivity>))]
public enum AgentActivity
{
    /// <summary>Not offline, but their browser is not heard.</summary>
    Away = 1,

    /// <summary>Talking or typing, or about to: a contact is connecting or live.</summary>
    Busy = 2,

    /// <summary>An offer rings at them.</summary>
    Ringing = 3,

    /// <summary>Writing an outcome.</summary>
    WrapUp = 4,
    Available = 5,
    Break = 6,
    Training = 7,
    Paused = 8,
}
