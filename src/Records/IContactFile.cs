using Helpline.Contracts;

namespace Helpline.Records;

/// <summary>What was said. Every read of personal data names its reader and is audited in the same transaction.</summary>
public interface IContactFile
{
    /// <summary>The contact with its thread and assignments, address masked; null when there is no such contact.</summary>
    Task<ContactView?> ReadAsync(ContactId contact, Reader reader, CancellationToken cancellationToken);

    /// <summary>The person's address in clear, audited with the reason; null when unknown. Withheld numbers answer "withheld".</summary>
    Task<string?> RevealAddressAsync(ContactId contact, Reader reader, string reason, CancellationToken cancellationToken);

    /// <summary>The caller's address for a machine that must use it (send a reply, dial back). Not shown to anybody, so not audited as a read.</summary>
    Task<CallerAddress?> AddressForDeliveryAsync(ContactId contact, CancellationToken cancellationToken);

    /// <summary>Contacts closed or in hand lately in a pool, newest first, without content: for "today" lists.</summary>
    Task<IReadOnlyList<ContactSummary>> RecentAsync(PoolId pool, int most, CancellationToken cancellationToken);
}

/// <summary>Who looks, and why they may. Written to the access audit.</summary>
/// <param name="Purpose">A short fixed word: <c>in-hand</c>, <c>supervision</c>, <c>wrap-up</c>.</param>
public sealed record Reader(AgentId Agent, string Purpose);

public sealed record ContactSummary(ContactId Id, LineId Line, Channel Channel, ContactState State, CloseReason? CloseReason, DateTimeOffset ArrivedAt, DateTimeOffset? ClosedAt, AgentId? LastAgent);

/// <param name="MaskedAddress">As <see cref="CallerAddress.ToString"/> shows it.</param>
/// <param name="EarlierContacts">How many closed contacts came from the same address on this line; 0 for withheld.</param>
/// <summary>One contact as the console shows it.</summary>
public sealed record ContactView(
    ContactId Id,
    PoolId Pool,
    LineId Line,
    Channel Channel,
    ContactState State,
    CloseReason? CloseReason,
    DateTimeOffset ArrivedAt,
    string MaskedAddress,
    bool AddressWithheld,
    int EarlierContacts,
    IReadOnlyList<MessageView> Messages,
    IReadOnlyList<AssignmentView> Assignments)
{
    /// <summary>Who relays between the person and us; null when nobody does.</summary>
    public AccessView? Access { get; init; }

    /// <summary>When an agent asked to be relieved of it; null when nobody did.</summary>
    public DateTimeOffset? RelievedAt { get; init; }
}

/// <param name="Author">The agent who wrote it; null when the person did.</param>
/// <param name="Delivery">Null for inbound messages.</param>
/// <param name="Problem">When <see cref="DeliveryLife.NeedsAttention"/>: one sentence saying what happened and what to do.</param>
/// <param name="RefusedAsUnsafe">The person's safe-contact rules refused it; an override may send it after all.</param>
/// <summary>One message of a thread.</summary>
public sealed record MessageView(MessageId Id, bool Inbound, AgentId? Author, string Text, DateTimeOffset At, DeliveryState? Delivery, string? Problem, bool RefusedAsUnsafe);

public sealed record AssignmentView(AssignmentId Id, AgentId Agent, AssignmentState State, DateTimeOffset Since);
