namespace Helpline.Records.SafeContact;

/// <summary>One version of what a person said. Only ever added to.</summary>
internal sealed class SafeContactRow
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid ContactId { get; set; }

    public int Version { get; set; }

    /// <summary>Null when the person withheld their number.</summary>
    public byte[]? AddressHash { get; set; }

    public int? AddressHashVersion { get; set; }

    /// <summary>The rule <see cref="SafeContactForm.Never"/>.</summary>
    public bool Nothing { get; set; }

    public List<int> Kinds { get; set; } = [];

    public bool Voicemail { get; set; }

    public bool WithholdNumber { get; set; }

    /// <summary>JSON: an array of <see cref="SafeTime"/>.</summary>
    public string Times { get; set; } = "[]";

    public DateOnly? Until { get; set; }

    public byte[]? WordingSealed { get; set; }

    public byte[]? NoteSealed { get; set; }

    public byte[]? SafeWordSealed { get; set; }

    public Guid AgentId { get; set; }

    public DateTimeOffset At { get; set; }
}

internal enum SafeOverrideStep
{
    Asked = 1,
    Approved = 2,
    Refused = 3,
    Used = 4,
}

/// <summary>One step of an override. Only ever added to.</summary>
internal sealed class SafeOverrideRow
{
    public Guid Id { get; set; }

    /// <summary>The first step's id, which all steps share.</summary>
    public Guid RequestId { get; set; }

    public SafeOverrideStep Step { get; set; }

    public Guid ContactId { get; set; }

    public OutboundKind Kind { get; set; }

    public Guid? MessageId { get; set; }

    /// <summary>Who took the step; null when a machine used the override.</summary>
    public Guid? AgentId { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Asked: to be decided before. Approved: to be used before.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>With Asked: which rule refused. Nothing personal.</summary>
    public string? Sentence { get; set; }

    /// <summary>With Asked: the asker's own words.</summary>
    public byte[]? ReasonSealed { get; set; }
}
