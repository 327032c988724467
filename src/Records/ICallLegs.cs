using Helpline.Contracts;

namespace Helpline.Records;

/// <summary>Which calls of the telephone network belong to which contact. Facts are ranked: late ones never undo newer ones.</summary>
public interface ICallLegs
{
    /// <summary>Notes a leg (idempotent by its call SID). A leg already known keeps its furthest state.</summary>
    Task NoteAsync(CallLeg leg, CancellationToken cancellationToken);

    /// <summary>Moves a leg forward; backwards news change nothing. Also notes the end of a call we have not heard of yet, so that its late beginning is not taken for a live call.</summary>
    /// <returns>The leg as it stands, or null when the call is unknown.</returns>
    Task<CallLeg?> AdvanceAsync(string callSid, CallLegState state, CancellationToken cancellationToken);

    Task<CallLeg?> FindAsync(string callSid, CancellationToken cancellationToken);

    /// <summary>All legs of a contact, newest first.</summary>
    Task<IReadOnlyList<CallLeg>> OfContactAsync(ContactId contact, CancellationToken cancellationToken);

    /// <summary>Callers noted longer than <paramref name="olderThan"/> ago whose call has not ended as far as we know, oldest first.</summary>
    Task<IReadOnlyList<CallLeg>> LiveCallersAsync(TimeSpan olderThan, int most, CancellationToken cancellationToken);
}

public enum CallLegRole
{
    Caller = 1,
    Agent = 2,
}

/// <summary>Ranked by number.</summary>
public enum CallLegState
{
    Started = 1,
    Queued = 2,
    InConference = 3,
    Ended = 9,
}

/// <summary>What a waiting caller asked for by key.</summary>
public enum WaitChoice
{
    /// <summary>To wait on; also again, after another choice came to nothing.</summary>
    Wait = 1,
    Message = 2,
    CallBack = 3,
    Text = 4,
}

/// <param name="Choice">What the caller asked for last; null until they did.</param>
/// <param name="QueueSid">The provider's queue the caller waits in, once known.</param>
/// <param name="Assignment">For an agent's leg.</param>
/// <summary>One leg of a call.</summary>
public sealed record CallLeg(
    string CallSid,
    ContactId? Contact,
    PoolId? Pool,
    CallLegRole Role,
    CallLegState State,
    string? QueueSid = null,
    AssignmentId? Assignment = null,
    AgentId? Agent = null,
    WaitChoice? Choice = null);
