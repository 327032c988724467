using System.Text.Json.Serialization;
using Helpline.Contracts;

namespace Helpline.Records;

/// <summary>Going against a person's rules, once: one person asks with a reason, a second one decides. Every step is kept and none is rewritten.</summary>
public interface ISafeOverrides
{
    /// <summary>Asks for one attempt. The same attempt asked for again, while it is open, is the same request.</summary>
    Task<AskOverrideReply> AskAsync(OutboundAttempt attempt, Reader asker, string reason, CancellationToken cancellationToken);

    /// <summary>What waits for a decision in a pool, oldest first; the reason and the text are read, so it is audited.</summary>
    Task<IReadOnlyList<OpenSafeOverride>> OpenAsync(PoolId pool, Reader reader, CancellationToken cancellationToken);

    /// <summary>Approves or refuses. An approved text is put back into the outbox in the same transaction.</summary>
    Task<DecideOverrideReply> DecideAsync(SafeOverrideId id, PoolId pool, AgentId by, bool approve, CancellationToken cancellationToken);
}

[JsonConverter(typeof(CamelCaseEnumConverter<SafeOverrideState>))]
public enum SafeOverrideState
{
    Open = 1,

    /// <summary>One attempt may go, until the time is over.</summary>
    Approved = 2,
    Refused = 3,

    /// <summary>The attempt has gone.</summary>
    Used = 4,

    /// <summary>Nobody decided, or it was not used, in time.</summary>
    Expired = 5,
}

/// <param name="Until">Open: decided before then, or never. Approved: used before then, or never.</param>
/// <summary>How a request stands.</summary>
public sealed record SafeOverrideStanding(
    SafeOverrideId Id, OutboundKind Kind, MessageId? Message, AgentId AskedBy, DateTimeOffset AskedAt, AgentId? DecidedBy, SafeOverrideState State, DateTimeOffset Until);

/// <param name="Sentence">Why it was refused.</param>
/// <param name="Reason">Why the asker wants it to go all the same; personal.</param>
/// <param name="Text">The very message, where it is one; personal.</param>
/// <summary>A request as the second person sees it.</summary>
public sealed record OpenSafeOverride(
    SafeOverrideId Id,
    ContactId Contact,
    LineId Line,
    Channel Channel,
    OutboundKind Kind,
    MessageId? Message,
    AgentId AskedBy,
    DateTimeOffset AskedAt,
    DateTimeOffset Until,
    string Sentence,
    string Reason,
    string? Text)
{
    /// <summary>Keeps the words out of whatever prints it.</summary>
    public override string ToString() => $"override {Id}";
}

public enum AskOverrideResult
{
    Asked = 1,

    /// <summary>It was asked for already and is open, or approved and not used yet.</summary>
    AlreadyAsked = 2,
    UnknownContact = -1,

    /// <summary>The rules allow it now: just do it.</summary>
    NotNeeded = -2,

    /// <summary>No such message of this contact was refused by the rules.</summary>
    NoSuchMessage = -3,

    /// <summary>The number is withheld, or the channel cannot carry it: nobody can allow it.</summary>
    NotPossible = -4,
}

public sealed record AskOverrideReply(AskOverrideResult Result, SafeOverrideId? Id, DateTimeOffset? Until);

public enum DecideOverrideResult
{
    Done = 1,
    Unknown = -1,

    /// <summary>Whoever asked cannot decide.</summary>
    SamePerson = -2,
    AlreadyDecided = -3,
    Expired = -4,
}

/// <param name="Contact">With Done: whose it is, to tell the consoles.</param>
/// <param name="MessageQueued">With Done: a text was put back into the outbox.</param>
/// <summary>What came of a decision.</summary>
public sealed record DecideOverrideReply(DecideOverrideResult Result, ContactId? Contact, bool MessageQueued);
