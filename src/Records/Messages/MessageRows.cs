using Helpline.Contracts;

namespace Helpline.Records.Messages;

internal sealed class MessageRow
{
    public Guid Id { get; set; }

    public Guid ContactId { get; set; }

    /// <summary>The order in its thread; ids of replies are chosen by browsers and say nothing of time.</summary>
    public long Number { get; set; }

    public bool Inbound { get; set; }

    public Guid? AuthorId { get; set; }

    public byte[] TextSealed { get; set; } = [];

    public DateTimeOffset At { get; set; }
}

internal sealed class OutboxRow
{
    public Guid MessageId { get; set; }

    public Guid ContactId { get; set; }

    /// <summary>The order in which messages leave.</summary>
    public long Number { get; set; }

    public DeliveryState State { get; set; }

    /// <summary>A sentence for the agent; nothing personal.</summary>
    public string? Problem { get; set; }

    /// <summary>The person's safe-contact rules refused it: an override may send it after all.</summary>
    public bool RefusedAsUnsafe { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset NotBefore { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    public DateTimeOffset? FirstTriedAt { get; set; }

    public string? ProviderId { get; set; }

    public DateTimeOffset? AcceptedAt { get; set; }

    /// <summary>When the provider was last asked what became of it.</summary>
    public DateTimeOffset? AskedAt { get; set; }

    /// <summary>Set when no machine shall touch it again.</summary>
    public DateTimeOffset? SettledAt { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>A status that came before our own request was answered, kept until the message it belongs to is known.</summary>
internal sealed class EarlyStatusRow
{
    public string ProviderId { get; set; } = "";

    public DeliveryState State { get; set; }

    public string? Problem { get; set; }

    public DateTimeOffset At { get; set; }
}
