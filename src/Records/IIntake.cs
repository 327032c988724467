using Helpline.Contracts;

namespace Helpline.Records;

/// <summary>Where the outside world becomes durable: raw event, contact and message in one transaction, keyed by the provider's id.</summary>
public interface IIntake
{
    /// <summary>
    /// Stores what came in. For a threaded channel it joins the open conversation of the same address and line, where there is one; a withheld address never joins.
    /// Repeating it with the same <see cref="IncomingContact.ProviderKey"/> changes nothing and answers as the first time, with <see cref="IntakeResult.IsRepeat"/>.
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
    string Raw);

/// <param name="IsNewContact">False when a message joined an open conversation.</param>
/// <param name="IsRepeat">This very event was stored before.</param>
/// <param name="Message">The stored message, for a threaded channel.</param>
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
    MessageId? Message);
