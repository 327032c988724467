namespace Helpline.Records.Calls;

internal sealed class CallRecordingRow
{
    /// <summary>How long one that is as wanted is left to itself.</summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    public const string TooLate = "It began only when it was to stop already. It was stopped, and is deleted unheard.";

    public Guid Id { get; set; }

    public Guid ContactId { get; set; }

    public RecordingWish Wish { get; set; }

    public DateTimeOffset WishedAt { get; set; }

    public RecordingState State { get; set; }

    public Guid AgreedWith { get; set; }

    public DateTimeOffset AgreedAt { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    public Guid? WithdrawnWith { get; set; }

    /// <summary>When the network was last asked to record.</summary>
    public DateTimeOffset? TriedAt { get; set; }

    public string? CallSid { get; set; }

    public string? RecordingSid { get; set; }

    /// <summary>It began when it was to stop already, or was over: deleted unheard.</summary>
    public bool Unwanted { get; set; }

    /// <summary>A sentence for the agent; nothing personal.</summary>
    public string? Problem { get; set; }

    public int? Seconds { get; set; }

    /// <summary>From when nothing of it can be running at the network.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When it may next be looked at, fetched or deleted.</summary>
    public DateTimeOffset NotBefore { get; set; }

    public int Tries { get; set; }

    public string? ContentType { get; set; }

    public DateTimeOffset? FetchedAt { get; set; }

    /// <summary>When the network's copy was deleted: then there is nothing more to do.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    private bool IsOver => State >= RecordingState.Stopped;

    /// <param name="held">The person is on hold.</param>
    /// <summary>As others see it.</summary>
    public CallRecording ToRecording(bool held = false) => new(
        Id, new(ContactId), Wish, State, new(AgreedWith), AgreedAt, WithdrawnAt is not null, CallSid, RecordingSid, Seconds, Problem, FetchedAt is not null && WithdrawnAt is null,
        WishedAt, TriedAt, MayRunOn: IsOver && EndedAt is null && CallSid is not null, IsHeld: held);

    /// <summary>What the network has done; false when that is known already.</summary>
    public bool Learn(RecordingFact fact, DateTimeOffset now)
    {
        if (RecordingSid is not null && fact.RecordingSid is { } told && told != RecordingSid)
        {
            return false;
        }

        var before = (State, RecordingSid, Seconds, EndedAt);
        var ends = fact.State >= RecordingState.Stopped;
        if (RecordingSid is null && fact.RecordingSid is not null)
        {
            RecordingSid = fact.RecordingSid;
            Unwanted = IsOver || Wish == RecordingWish.Stop;
            EndedAt = ends ? EndedAt : null;
            Problem = Unwanted ? TooLate : Problem;
        }

        State = IsOver ? (FetchedAt is null && (Unwanted || fact.State == RecordingState.Failed) ? RecordingState.Failed : State)
            : ends && Unwanted ? RecordingState.Failed : fact.State;
        Seconds ??= fact.Seconds;
        Problem ??= State == RecordingState.Failed ? fact.Problem : null;
        EndedAt ??= ends && (RecordingSid is not null || TriedAt is null || fact.NothingRuns) ? now : null;
        if (before == (State, RecordingSid, Seconds, EndedAt))
        {
            return false;
        }

        (NotBefore, Tries) = IsOver ? (now, 0) : (now + LookAgain, Tries);
        return true;
    }
}

internal sealed class CallRecordingChunkRow
{
    public Guid Id { get; set; }

    public Guid RecordingId { get; set; }

    public int Number { get; set; }

    public byte[] SoundSealed { get; set; } = [];
}
