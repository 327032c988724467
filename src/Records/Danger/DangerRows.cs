using Helpline.Contracts;

namespace Helpline.Records.Danger;

internal sealed class DangerRow
{
    public Guid Id { get; set; }

    public Guid ContactId { get; set; }

    public string Pool { get; set; } = "";

    public Guid RaisedBy { get; set; }

    public DateTimeOffset RaisedAt { get; set; }

    public Priority PriorityBefore { get; set; }

    public Guid? ClosedBy { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }
}

/// <summary>One thing that was written. Only ever added to.</summary>
internal sealed class DangerNoteRow
{
    public Guid Id { get; set; }

    public Guid DangerId { get; set; }

    public DangerStep Step { get; set; }

    public DangerChoice? Choice { get; set; }

    /// <summary>JSON: <see cref="DangerWords"/>.</summary>
    public byte[]? WordsSealed { get; set; }

    public DateTimeOffset? CalledAt { get; set; }

    public Guid AgentId { get; set; }

    public DateTimeOffset At { get; set; }
}

/// <summary>What of a note is personal.</summary>
internal sealed record DangerWords(string? Text, string? CalledBy, string? Reference)
{
    public bool IsEmpty => Text is null && CalledBy is null && Reference is null;

    /// <summary>Keeps the words out of whatever prints it.</summary>
    public override string ToString() => "words";
}
