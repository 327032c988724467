namespace Helpline.Records.Calls;

internal sealed class CallRecordingRow
{
    public Guid Id { get; set; }

    public Guid ContactId { get; set; }

    public RecordingWish Wish { get; set; }

    public RecordingState State { get; set; }

    public Guid AgreedWith { get; set; }

    public DateTimeOffset AgreedAt { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    public Guid? WithdrawnWith { get; set; }

    /// <summary>When the network was first asked to record.</summary>
    public DateTimeOffset? TriedAt { get; set; }

    public string? CallSid { get; set; }

    public string? RecordingSid { get; set; }

    /// <summary>A sentence for the agent; nothing personal.</summary>
    public string? Problem { get; set; }

    public int? Seconds { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When it may next be fetched or deleted.</summary>
    public DateTimeOffset NotBefore { get; set; }

    public int Tries { get; set; }

    public string? ContentType { get; set; }

    public DateTimeOffset? FetchedAt { get; set; }

    /// <summary>When the network's copy was deleted: then there is nothing more to do.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    public CallRecording ToRecording() => new(
        Id, new(ContactId), Wish, State, new(AgreedWith), AgreedAt, WithdrawnAt is not null, CallSid, RecordingSid, Seconds, Problem, FetchedAt is not null && WithdrawnAt is null);
}

internal sealed class CallRecordingChunkRow
{
    public Guid Id { get; set; }

    public Guid RecordingId { get; set; }

    public int Number { get; set; }

    public byte[] SoundSealed { get; set; } = [];
}
