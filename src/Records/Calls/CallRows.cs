namespace Helpline.Records.Calls;

internal sealed class CallPartyRow
{
    public Guid Id { get; set; }

    public Guid ContactId { get; set; }

    public string Pool { get; set; } = "";

    public CallPartyRole Role { get; set; }

    /// <summary>A <see cref="PartyAbout"/> as JSON.</summary>
    public byte[]? AboutSealed { get; set; }

    public CallPartyState State { get; set; }

    /// <summary>A sentence for the agent; nothing personal.</summary>
    public string? Problem { get; set; }

    public Guid AskedBy { get; set; }

    public DateTimeOffset AskedAt { get; set; }

    /// <summary>When the network was first asked to ring them.</summary>
    public DateTimeOffset? TriedAt { get; set; }

    public DateTimeOffset? JoinedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? CallSid { get; set; }

    public byte[]? TicketHash { get; set; }

    public ListeningMode? Mode { get; set; }

    public CallParty ToParty() => new(new(Id), new(ContactId), new(Pool), Role, State, Problem, new(AskedBy), AskedAt, JoinedAt, EndedAt, CallSid, Mode);
}

internal sealed class CallStateRow
{
    public Guid ContactId { get; set; }

    public DateTimeOffset? HeldSince { get; set; }

    public string? HoldConference { get; set; }

    public int HoldSequence { get; set; }

    public HoldReason HoldReason { get; set; } = HoldReason.Agent;

    public Guid? AloneAssignmentId { get; set; }

    public Guid? HandoverFrom { get; set; }

    public Guid? HandoverAgent { get; set; }

    public HandoverKind? HandoverKind { get; set; }

    public DateTimeOffset? HandoverAt { get; set; }

    public Handover? ToHandover() => HandoverFrom is { } from && HandoverAgent is { } agent && HandoverKind is { } kind && HandoverAt is { } at
        ? new Handover(new(from), new(agent), kind, at)
        : null;
}
