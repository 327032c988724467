using System.Text.Json.Serialization;
using Helpline.Contracts;

namespace Helpline.Records;

/// <summary>
/// Calls that are recorded: never unless the line may be and the person agreed. What is wanted stands here; the gateway does at the network what is missing.
/// The sound is sealed under the contact's own key, and every listening is audited.
/// </summary>
public interface ICallRecordings : IRecordedSounds
{
    /// <summary>Whether calls to a line may be recorded at all (<c>Recording:Lines</c>). They may not by default.</summary>
    bool MayRecord(LineId line);

    /// <summary>The person agreed: a recording is wanted from now on. Repeating it while one is open changes nothing; one that another agent left open is to stop first.</summary>
    Task<AgreeOutcome> AgreeAsync(ContactId contact, AgentId with, CancellationToken cancellationToken);

    /// <summary>What is wanted of the open recording from now on. One that is to stop stays so.</summary>
    /// <returns>False when none is open.</returns>
    Task<bool> WishAsync(ContactId contact, RecordingWish wish, CancellationToken cancellationToken);

    /// <summary>The person took it back: every recording of the contact stops and is deleted, here at once, at the network as soon as it can be.</summary>
    Task WithdrawAsync(ContactId contact, AgentId with, CancellationToken cancellationToken);

    /// <summary>The recording that is wanted or under way; null when there is none.</summary>
    Task<CallRecording?> OpenAsync(ContactId contact, CancellationToken cancellationToken);

    /// <summary>
    /// Notes that the network is about to be asked to record <paramref name="callSid"/>: only while it is wanted, and not again before the answer of the last time must have come.
    /// </summary>
    /// <returns>The recording as it stands, and whether to ask now; null when it is unknown.</returns>
    Task<(CallRecording Recording, bool Ask)?> TryAsync(Guid recording, string callSid, CancellationToken cancellationToken);

    /// <summary>
    /// What the network has done. An end is an end; the SID and the length may still be learned, and that nothing was recorded.
    /// One that turns out to have begun when it was to stop, or was over here, is never fetched: <see cref="CallRecording.MayRunOn"/>, until an end is told.
    /// </summary>
    /// <returns>The recording as it stands and whether this changed it; null when it is unknown.</returns>
    Task<(CallRecording Recording, bool Changed)?> AdvanceAsync(Guid recording, RecordingFact fact, CancellationToken cancellationToken);

    /// <summary>Recordings that may run and have not been looked at for a while: sooner when they are not as wanted. Each goes to one asker.</summary>
    Task<IReadOnlyList<DueRecording>> DueAsync(int most, CancellationToken cancellationToken);

    /// <summary>A fetch failed: it comes back soon, then ever later; with <paramref name="givenUp"/>, the sentence for the agent, it is only deleted at the network.</summary>
    Task NotFetchedAsync(string recordingSid, string? givenUp, CancellationToken cancellationToken);

    /// <summary>By the network's name of it; else the one of that call whose name is not known yet.</summary>
    Task<CallRecording?> FindAsync(string recordingSid, string callSid, CancellationToken cancellationToken);

    /// <summary>All of a contact, first to last. Not personal.</summary>
    Task<IReadOnlyList<CallRecording>> OfContactAsync(ContactId contact, CancellationToken cancellationToken);

    /// <summary>The sound, audited; null when there is none (yet, or any more).</summary>
    Task<RecordedSound?> ListenAsync(ContactId contact, Guid recording, Reader reader, CancellationToken cancellationToken);
}

[JsonConverter(typeof(CamelCaseEnumConverter<RecordingWish>))]
public enum RecordingWish
{
    Record = 1,
    Pause = 2,
    Stop = 3,
}

[JsonConverter(typeof(CamelCaseEnumConverter<RecordingState>))]
public enum RecordingState
{
    Asked = 1,
    Recording = 2,
    Paused = 3,
    Stopped = 8,
    Failed = 9,
}

/// <param name="RecordingSid">The network's name of it, once known.</param>
/// <param name="Seconds">How long it is, once the network has said so.</param>
/// <param name="Problem">With <see cref="RecordingState.Failed"/>: a sentence for the agent, nothing personal.</param>
/// <param name="NothingRuns">With an end of one whose name is not known: it was looked for long enough.</param>
/// <summary>What the network has done about a recording.</summary>
public sealed record RecordingFact(RecordingState State, string? RecordingSid = null, int? Seconds = null, string? Problem = null, bool NothingRuns = false);

public enum AgreeOutcome
{
    Done = 1,

    /// <summary>The one before is still being stopped; nothing was changed but that.</summary>
    NotYet = -1,

    /// <summary>There is no such contact.</summary>
    Unknown = -2,
}

/// <summary>A recording that is to be looked at.</summary>
public sealed record DueRecording(CallRecording Recording, PoolId Pool);

/// <param name="AgreedWith">The agent who heard them agree.</param>
/// <param name="CallSid">The person's call, once the network was asked.</param>
/// <param name="IsHere">Its sound can be played.</param>
/// <param name="WishedAt">When what is wanted was last said.</param>
/// <param name="TriedAt">When the network was last asked to record.</param>
/// <param name="MayRunOn">It is over here, and may yet run at the network: it is to be looked for and stopped.</param>
/// <param name="IsHeld">The person is on hold: nothing is recorded meanwhile.</param>
/// <summary>One recording of a call.</summary>
public sealed record CallRecording(
    Guid Id, ContactId Contact, RecordingWish Wish, RecordingState State, AgentId AgreedWith, DateTimeOffset AgreedAt, bool Withdrawn,
    string? CallSid, string? RecordingSid, int? Seconds, string? Problem, bool IsHere,
    DateTimeOffset WishedAt = default, DateTimeOffset? TriedAt = null, bool MayRunOn = false, bool IsHeld = false)
{
    public bool IsOver => State >= RecordingState.Stopped;

    /// <summary>What is to be done now: a hold pauses what goes on after it.</summary>
    public RecordingWish Wanted => IsHeld && Wish == RecordingWish.Record ? RecordingWish.Pause : Wish;

    public bool IsAsWanted => IsOver ? !MayRunOn : (Wanted, State) is (RecordingWish.Record, RecordingState.Recording) or (RecordingWish.Pause, RecordingState.Paused);
}
