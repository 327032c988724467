using System.Text.Json.Serialization;
using Helpline.Contracts;

namespace Helpline.Records;

/// <summary>Call backs that were promised, and how often the person was rung. Nothing personal but in the contact itself.</summary>
public interface ICallBacks
{
    /// <summary>Makes the task's contact: same person, line and place. Repeating it answers with the same task.</summary>
    /// <returns>Null when there is no such contact, or its number is withheld.</returns>
    Task<OpenedTask?> PromiseAsync(ContactId contact, CancellationToken cancellationToken);

    /// <summary>Takes a promise back that Routing never took; one that has begun stays.</summary>
    Task WithdrawAsync(ContactId task, CancellationToken cancellationToken);

    /// <summary>Asks for the person to be rung in an assignment. While one try is under way there is no other, and there are at most <see cref="CallBackLimits.MostTries"/>.</summary>
    Task<WantTryOutcome> WantAsync(ContactId task, AssignmentId assignment, CancellationToken cancellationToken);

    /// <summary>Takes the try that is wanted, once: whoever gets it rings. Null when none is wanted.</summary>
    Task<CallBackTry?> ClaimAsync(ContactId task, AssignmentId assignment, CancellationToken cancellationToken);

    /// <summary>Says what came of a try. Ranked: what is settled stays, and an answer beats a doubt.</summary>
    /// <returns>False when it changed nothing.</returns>
    Task<bool> SettleAsync(Guid attempt, CallBackTryState state, string? callSid, string? problem, CancellationToken cancellationToken);

    /// <summary>The try that this call is; null for any other call.</summary>
    Task<CallBackTry?> OfCallAsync(string callSid, CancellationToken cancellationToken);

    /// <summary>When the call back was promised; null when the contact is none.</summary>
    Task<DateTimeOffset?> PromisedAtAsync(ContactId task, CancellationToken cancellationToken);

    /// <summary>All tries of a task, oldest first.</summary>
    Task<IReadOnlyList<CallBackTry>> TriesAsync(ContactId task, CancellationToken cancellationToken);
}

public static class CallBackLimits
{
    /// <summary>In one agent's hands, without those that the person's rules refused; and, counting only tries that may have rung, of all agents within <see cref="Lately"/>. A phone that rings again and again is noticed by others.</summary>
    public const int MostTries = 2;

    public static readonly TimeSpan Lately = TimeSpan.FromHours(1);

    /// <summary>Whether their phone may have rung.</summary>
    public static bool MayHaveRung(CallBackTryState state) => state is not (CallBackTryState.Wanted or CallBackTryState.Refused or CallBackTryState.Failed);

    /// <summary>Whether the person may be rung (again) for <paramref name="assignment"/>, after all the tries of a task.</summary>
    /// <returns><see cref="WantTryOutcome.Wanted"/> when they may.</returns>
    public static WantTryOutcome Of(IReadOnlyCollection<CallBackTry> tries, AssignmentId assignment, DateTimeOffset now)
    {
        var own = tries.Where(t => t.Assignment == assignment).ToList();
        return own.Exists(t => t.State is CallBackTryState.Wanted or CallBackTryState.Ringing or CallBackTryState.Answered) ? WantTryOutcome.UnderWay
            : own.Count(t => t.State != CallBackTryState.Refused) >= MostTries || tries.Count(t => MayHaveRung(t.State) && now - t.AskedAt < Lately) >= MostTries ? WantTryOutcome.NoMore
            : WantTryOutcome.Wanted;
    }
}

/// <summary>A task of ours as it stands in Records, ready for the queue.</summary>
/// <param name="IsOver">It has been closed: it must not be queued again.</param>
public sealed record OpenedTask(
    ContactId Contact, PoolId Pool, LineId Line, Demand Demand, Priority Priority, DateTimeOffset WaitingSince, AgentId? KnownTo, ContactTask Task, bool IsOver = false);

public enum WantTryOutcome
{
    Wanted = 1,

    /// <summary>One is wanted or under way already.</summary>
    UnderWay = 2,

    /// <summary>The person was rung as often as is safe.</summary>
    NoMore = -1,
    Unknown = -2,
}

[JsonConverter(typeof(CamelCaseEnumConverter<CallBackTryState>))]
public enum CallBackTryState
{
    Wanted = 1,

    /// <summary>The request may have left us. With a call SID: it did.</summary>
    Ringing = 2,
    Answered = 3,
    NoAnswer = 4,
    Busy = 5,

    /// <summary>The person's rules say no.</summary>
    Refused = 6,
    Failed = 7,

    /// <summary>We could not tell whether it rang.</summary>
    Unknown = 8,
}

/// <param name="Number">From 1, in its assignment.</param>
/// <param name="Problem">A sentence for the agent; nothing personal.</param>
/// <summary>One time the person was rung, or not.</summary>
public sealed record CallBackTry(
    Guid Id, ContactId Contact, AssignmentId Assignment, int Number, CallBackTryState State, string? CallSid, string? Problem, DateTimeOffset AskedAt);
