using Helpline.Contracts;

namespace Helpline.Records;

/// <summary>Outbound messages of every written channel, durable before anything is sent.</summary>
public interface IOutbox
{
    /// <summary>Stores an agent's reply and its outbox row in one transaction. Repeating it with the same <see cref="Reply.Id"/> changes nothing.</summary>
    Task<QueueReplyOutcome> QueueAsync(Reply reply, CancellationToken cancellationToken);

    /// <summary>
    /// Claims up to <paramref name="most"/> rows that are due, for <paramref name="lease"/>; each goes to one claimer (skip locked). A row whose claim ran out while
    /// <see cref="DeliveryState.Sending"/> comes back as <see cref="DeliveryState.Unknown"/>: it may have been sent, so it is matched, not sent.
    /// </summary>
    Task<IReadOnlyList<OutboxItem>> ClaimAsync(int most, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>The provider took it; <paramref name="providerId"/> (a message SID) is what its later statuses name.</summary>
    /// <returns>False when the provider's id is another message's, or there is no such message: nothing was changed.</returns>
    Task<bool> AcceptedAsync(MessageId id, string providerId, DeliveryState state, CancellationToken cancellationToken);

    /// <summary>It certainly did not leave: try again at <paramref name="at"/>.</summary>
    Task RetryAsync(MessageId id, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>It will not be sent, or may have been sent and cannot be matched: the agent is told by <paramref name="problem"/> (a plain sentence).</summary>
    Task SettleAsync(MessageId id, DeliveryState state, string problem, CancellationToken cancellationToken);

    /// <summary>The person's safe-contact rules refused it, and nothing left: it is settled as Failed with <paramref name="sentence"/>, and only an override (<see cref="ISafeOverrides"/>) sends it after all.</summary>
    Task RefuseAsync(MessageId id, string sentence, CancellationToken cancellationToken);

    /// <summary>A status the provider reported, ranked: lower news change nothing. Answers which contact it belongs to when something changed, else null.</summary>
    Task<OutboxChange?> ApplyStatusAsync(string providerId, DeliveryState state, string? problem, CancellationToken cancellationToken);

    /// <summary>Messages the provider took longer than <paramref name="olderThan"/> ago without a final state: to be asked for.</summary>
    Task<IReadOnlyList<string>> UnsettledAsync(TimeSpan olderThan, int most, CancellationToken cancellationToken);
}

/// <param name="Id">Chosen by the browser, so that a repeated request is the same message.</param>
/// <param name="Text">1 to 1600 characters. Encrypted at rest.</param>
/// <summary>An agent's reply in a thread.</summary>
public sealed record Reply(MessageId Id, ContactId Contact, AgentId Author, string Text);

public enum QueueReplyOutcome
{
    Queued = 1,
    AlreadyQueued = 2,
    UnknownContact = -1,

    /// <summary>The contact is closed, or its address is withheld: there is no thread to write to.</summary>
    CannotReply = -2,
}

/// <param name="State"><see cref="DeliveryState.Sending"/>: send it. <see cref="DeliveryState.Unknown"/>: match it.</param>
/// <param name="FirstTriedAt">When the first request may have left; matching looks from here.</param>
/// <summary>One message to send or to match.</summary>
public sealed record OutboxItem(
    MessageId Id,
    ContactId Contact,
    PoolId Pool,
    LineId Line,
    Channel Channel,
    CallerAddress To,
    string Text,
    int Attempts,
    DeliveryState State,
    DateTimeOffset FirstTriedAt);

public sealed record OutboxChange(MessageId Message, ContactId Contact, PoolId Pool, DeliveryState State);
