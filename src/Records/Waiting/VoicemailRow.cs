namespace Helpline.Records.Waiting;

/// <summary>A recording of a caller. Its sound and its transcript are sealed under the task that listens to it.</summary>
internal sealed class VoicemailRow
{
    public string RecordingSid { get; set; } = "";

    public string CallSid { get; set; } = "";

    public Guid FromContactId { get; set; }

    /// <summary>The task, once it is kept.</summary>
    public Guid? ContactId { get; set; }

    public int Seconds { get; set; }

    public DateTimeOffset LeftAt { get; set; }

    public bool Discarded { get; set; }

    /// <summary>When it may next be fetched or deleted.</summary>
    public DateTimeOffset NotBefore { get; set; }

    public int Tries { get; set; }

    public string? ContentType { get; set; }

    public DateTimeOffset? FetchedAt { get; set; }

    /// <summary>When the network's copy was deleted: then there is nothing more to do.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    public byte[]? TranscriptSealed { get; set; }

    public Guid? TranscriptBy { get; set; }

    public DateTimeOffset? TranscriptAt { get; set; }

    public int TranscriptRevision { get; set; }
}

internal sealed class VoicemailChunkRow
{
    public Guid Id { get; set; }

    public string RecordingSid { get; set; } = "";

    public int Number { get; set; }

    public byte[] SoundSealed { get; set; } = [];
}

internal sealed class CallBackTryRow
{
    public Guid Id { get; set; }

    public Guid ContactId { get; set; }

    public Guid AssignmentId { get; set; }

    public int Number { get; set; }

    public CallBackTryState State { get; set; }

    public string? CallSid { get; set; }

    public string? Problem { get; set; }

    public DateTimeOffset AskedAt { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public CallBackTry ToTry() => new(Id, new(ContactId), new(AssignmentId), Number, State, CallSid, Problem, AskedAt);
}
