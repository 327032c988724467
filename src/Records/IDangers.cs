using System.Text.Json.Serialization;
using Helpline.Contracts;

namespace Helpline.Records;

/// <summary>Imminent danger to a person, on any channel: raised by one press, written about by whoever helps, open until a supervisor closes it. Nothing written is ever rewritten.</summary>
public interface IDangers
{
    /// <summary>Raises it; durable when this returns. While one is open for the contact, it is that one.</summary>
    /// <returns>Null when there is no such contact.</returns>
    Task<RaisedDanger?> RaiseAsync(ContactId contact, AgentId by, CancellationToken cancellationToken);

    /// <summary>Every danger of the contact, and those still open that were raised on other contacts from the same number in the pool; oldest first. Audited when there are any.</summary>
    Task<IReadOnlyList<DangerView>> OfContactAsync(ContactId contact, Reader reader, CancellationToken cancellationToken);

    /// <summary>What is open in a pool, oldest first, without a word of what was written.</summary>
    Task<IReadOnlyList<OpenDanger>> OpenAsync(PoolId pool, CancellationToken cancellationToken);

    /// <summary>Adds to it. The same <paramref name="id"/> again changes nothing.</summary>
    /// <param name="contact">The contact in the writer's hands: the danger's own, or another from the same number.</param>
    Task<WriteDangerResult> WriteAsync(ContactId contact, DangerId danger, DangerNoteId id, AgentId by, DangerEntry entry, CancellationToken cancellationToken);

    /// <summary>Closes it with a line that says why it is over.</summary>
    Task<CloseDangerReply> CloseAsync(ContactId contact, DangerId danger, AgentId by, string line, CancellationToken cancellationToken);
}

[JsonConverter(typeof(CamelCaseEnumConverter<DangerStep>))]
public enum DangerStep
{
    Who = 1,
    Where = 2,
    What = 3,

    /// <summary>Whether they agree to 999 being called, or on which ground it is called without that.</summary>
    Consent = 4,

    /// <summary>999 was called.</summary>
    Called = 5,

    /// <summary>Whether the person knows.</summary>
    Told = 6,

    /// <summary>A supervisor is on their way into it.</summary>
    Joining = 7,
    Closed = 9,
}

[JsonConverter(typeof(CamelCaseEnumConverter<DangerChoice>))]
public enum DangerChoice
{
    Consents = 1,

    /// <summary>They do not want it, and there is no ground to call all the same.</summary>
    Refuses = 2,

    /// <summary>Called without consent: a serious and immediate risk to life.</summary>
    RiskToLife = 3,

    /// <summary>Called without consent: a child at risk.</summary>
    ChildAtRisk = 4,

    /// <summary>Called without consent: they cannot answer.</summary>
    CannotAnswer = 5,
    Told = 6,

    /// <summary>Not told, because that would be unsafe.</summary>
    UnsafeToTell = 7,
}

/// <summary>One thing to write down.</summary>
/// <param name="Choice">With <see cref="DangerStep.Consent"/> and <see cref="DangerStep.Told"/>.</param>
/// <param name="Text">Up to 500 characters; needed for who, where and what.</param>
/// <param name="CalledBy">With <see cref="DangerStep.Called"/>: the name of who called, up to 60 characters.</param>
/// <param name="CalledAt">With <see cref="DangerStep.Called"/>: when.</param>
/// <param name="Reference">With <see cref="DangerStep.Called"/>: what the emergency services gave, up to 60 characters; null when they gave none.</param>
public sealed record DangerEntry(DangerStep Step, DangerChoice? Choice = null, string? Text = null, string? CalledBy = null, DateTimeOffset? CalledAt = null, string? Reference = null)
{
    /// <summary>Keeps the words out of whatever prints it.</summary>
    public override string ToString() => $"danger: {Step}";
}

/// <summary>One thing that was written, by whom and when.</summary>
public sealed record DangerNote(
    DangerNoteId Id, DangerStep Step, DangerChoice? Choice, string? Text, string? CalledBy, DateTimeOffset? CalledAt, string? Reference, AgentId By, DateTimeOffset At)
{
    /// <summary>Keeps the words out of whatever prints it.</summary>
    public override string ToString() => $"danger note {Id}";
}

/// <param name="Contact">On which it was raised: the one asked for, or an earlier one from the same number.</param>
/// <param name="Notes">Oldest first, corrections included: the newest of a step counts.</param>
/// <summary>One danger with all that was written about it.</summary>
public sealed record DangerView(
    DangerId Id, ContactId Contact, AgentId RaisedBy, DateTimeOffset RaisedAt, AgentId? ClosedBy, DateTimeOffset? ClosedAt, IReadOnlyList<DangerNote> Notes);

/// <param name="State">How its contact stands: the danger may outlast it.</param>
/// <param name="Joining">The supervisor who last said that they join.</param>
/// <param name="Called">999 was called, as far as anybody wrote down.</param>
/// <param name="Returned">A later contact from the same number that is not over: they are back.</param>
/// <summary>An open danger as every supervisor sees it. Nothing personal.</summary>
public sealed record OpenDanger(
    DangerId Id, ContactId Contact, LineId Line, Channel Channel, ContactState State, AgentId RaisedBy, DateTimeOffset RaisedAt, AgentId? Joining, bool Called, ContactId? Returned);

/// <param name="IsNew">False when it was open already.</param>
/// <summary>A danger that is open now.</summary>
public sealed record RaisedDanger(DangerId Id, bool IsNew);

public enum WriteDangerResult
{
    Written = 1,

    /// <summary>No such danger of this contact or of its number.</summary>
    Unknown = -1,
    Closed = -2,
}

/// <param name="Contact">With Written: the contact it was raised on.</param>
/// <param name="GoesBackTo">With Written: the priority that contact had before.</param>
/// <summary>What came of closing.</summary>
public sealed record CloseDangerReply(WriteDangerResult Result, ContactId Contact, Priority GoesBackTo);
