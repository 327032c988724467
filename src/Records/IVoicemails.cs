using Helpline.Contracts;

namespace Helpline.Records;

/// <summary>Messages that callers left: noted as they are recorded, kept as tasks of ours, their sound sealed under the task's own key.</summary>
public interface IVoicemails : IRecordedSounds
{
    /// <summary>Notes a recording of a call (idempotent by its SID). It is kept or discarded later.</summary>
    /// <returns>False when it is known, or the contact is not.</returns>
    Task<bool> NoteAsync(RecordedMessage message, CancellationToken cancellationToken);

    /// <summary>The caller recorded again: this one is deleted, unheard. What is kept already stays.</summary>
    Task DiscardAsync(string callSid, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps what was recorded on a call, if it is two seconds or more: the contact of the task that listens to it is made, of the same line and person. Shorter ones are discarded.
    /// Repeating it answers with the same task.
    /// </summary>
    /// <returns>The task; null when there is nothing to keep.</returns>
    Task<OpenedTask?> KeepAsync(string callSid, CancellationToken cancellationToken);

    /// <summary>Calls whose recordings nobody has kept or discarded for so long that it was forgotten.</summary>
    Task<IReadOnlyList<string>> ForgottenAsync(TimeSpan olderThan, CancellationToken cancellationToken);

    /// <summary>What is known of a message task without hearing it; null when the contact is none. Not personal.</summary>
    Task<VoicemailFacts?> FactsAsync(ContactId task, CancellationToken cancellationToken);

    /// <summary>The sound, audited; null when there is none (yet).</summary>
    Task<RecordedSound?> ListenAsync(ContactId task, Reader reader, CancellationToken cancellationToken);

    /// <summary>What agents wrote down of it, audited; null when the contact is no message.</summary>
    Task<Transcript?> ReadTranscriptAsync(ContactId task, Reader reader, CancellationToken cancellationToken);

    /// <summary>Saves it. An older <paramref name="revision"/> is refused, so that two windows do not overwrite each other.</summary>
    Task<SaveTranscriptReply> SaveTranscriptAsync(ContactId task, AgentId agent, string text, int revision, CancellationToken cancellationToken);
}

/// <param name="Contact">The waiting contact whose caller spoke.</param>
/// <summary>A recording as the network told of it.</summary>
public sealed record RecordedMessage(string RecordingSid, string CallSid, ContactId Contact, int Seconds);

/// <param name="IsHere">Its sound can be played.</param>
/// <summary>What is known of a message without hearing it.</summary>
public sealed record VoicemailFacts(DateTimeOffset LeftAt, int Seconds, bool IsHere);

/// <param name="Text">At most 20,000 characters. Encrypted at rest.</param>
/// <summary>What agents wrote down of a message.</summary>
public sealed record Transcript(string Text, int Revision);

public enum SaveTranscriptResult
{
    Saved = 1,
    Stale = -1,
    Unknown = -2,
}

public sealed record SaveTranscriptReply(SaveTranscriptResult Result, int Revision);
