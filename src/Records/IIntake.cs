using Helpline.Contracts;

namespace Helpline.Records;

/// <summary>Where the outside world becomes durable: raw event, contact and message in one transaction, keyed by the provider's id.</summary>
public interface IIntake
{
    /// <summary>
    /// Stores what came in. For a threaded channel it joins the open conversation of the same address and line, where there is one; a withheld address never joins.
    /// Repeating it with the same <see cref="IncomingContact.ProviderKey"/> changes nothing and answers as the first time, with <see cref="IntakeResult.IsRepeat"/>.
    /// A number that comes back within ten minutes of the end of its last contact, on any channel of the pool, is known again: the place in the queue is kept if nobody
    /// had answered, or if a live contact ended from the person's side. It is a contact of its own all the same.
    /// </summary>
    Task<IntakeResult> RecordAsync(IncomingContact incoming, CancellationToken cancellationToken);
}

/// <summary>What an adapter has proved and read.</summary>
/// <param name="ProviderKey">Unique for this event, made of signed fields: <c>twilio:call:CA…</c>, <c>twilio:message:SM…</c>.</param>
/// <param name="From">The person, or withheld.</param>
/// <param name="Text">For a threaded channel: what they wrote. Encrypted at rest.</param>
/// <param name="Raw">The provider's event as received, for repair and audit. Encrypted at rest.</param>
public sealed record IncomingContact(
    string ProviderKey,
    ServiceLine Line,
    Channel Channel,
    CallerAddress From,
    string? Text,
    string Raw)
{
    /// <summary>The number itself says that the call is relayed.</summary>
    public AccessService? Access { get; init; }
}

/// <param name="IsNewContact">False when a message joined an open conversation.</param>
/// <param name="IsRepeat">This very event was stored before.</param>
/// <param name="ArrivedAt">When it came in, by the database server's clock.</param>
/// <param name="Message">The stored message, for a threaded channel.</param>
/// <param name="WaitingSince">From when it waits: its arrival, or that of the earlier contact whose place it takes up again.</param>
/// <param name="KnownTo">The agent who last spoke with this number within ten minutes; asked first, told nothing.</param>
/// <param name="Resumes">The earlier contact of the same number that this one goes on from.</param>
/// <summary>What the intake made of it.</summary>
public sealed record IntakeResult(
    ContactId Contact,
    PoolId Pool,
    LineId Line,
    Demand Demand,
    Priority Priority,
    DateTimeOffset ArrivedAt,
    bool IsNewContact,
    bool IsRepeat,
    MessageId? Message,
    DateTimeOffset WaitingSince,
    AgentId? KnownTo = null,
    ContactId? Resumes = null);
