using Helpline.Contracts;

namespace Helpline.Records.History;

/// <summary>One event of a pool as it happened; never changed.</summary>
internal sealed class RoutingEventRow
{
    public string Pool { get; set; } = "";

    public long Epoch { get; set; }

    public long Number { get; set; }

    public DateTimeOffset At { get; set; }

    public RoutingEventKind Kind { get; set; }

    public Guid? ContactId { get; set; }

    public Guid? AssignmentId { get; set; }

    public Guid? AgentId { get; set; }

    /// <summary>The whole event as JSON.</summary>
    public string Facts { get; set; } = "{}";
}

internal sealed class EventCheckpointRow
{
    public string Pool { get; set; } = "";

    public long Epoch { get; set; }

    public long Number { get; set; }
}
