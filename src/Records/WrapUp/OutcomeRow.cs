namespace Helpline.Records.WrapUp;

internal sealed class OutcomeRow
{
    public Guid AssignmentId { get; set; }

    public Guid ContactId { get; set; }

    public Guid AgentId { get; set; }

    public int Revision { get; set; }

    public string? ContactType { get; set; }

    public List<string> Strands { get; set; } = [];

    public List<string> IncidentTypes { get; set; } = [];

    /// <summary>JSON object: share level by recipient.</summary>
    public string Sharing { get; set; } = "{}";

    public string? Risk { get; set; }

    public string? Outcome { get; set; }

    public byte[]? NotesSealed { get; set; }

    public DateTimeOffset SavedAt { get; set; }

    public DateTimeOffset? LoggedAt { get; set; }
}
