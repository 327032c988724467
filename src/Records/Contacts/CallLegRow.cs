using Helpline.Contracts;

namespace Helpline.Records.Contacts;

/// <summary>A leg of a call. Without a role it is only known by its end, which came before its beginning.</summary>
internal sealed class CallLegRow
{
    public string CallSid { get; set; } = "";

    public Guid? ContactId { get; set; }

    public string? Pool { get; set; }

    public CallLegRole? Role { get; set; }

    public CallLegState State { get; set; }

    public string? QueueSid { get; set; }

    public Guid? AssignmentId { get; set; }

    public Guid? AgentId { get; set; }

    public WaitChoice? Choice { get; set; }

    public DateTimeOffset NotedAt { get; set; }

    public CallLeg? ToLeg() => Role is not { } role ? null : new(
        CallSid,
        ContactId is { } contact ? new ContactId(contact) : null,
        Pool is { } pool ? new PoolId(pool) : null,
        role,
        State,
        QueueSid,
        AssignmentId is { } assignment ? new AssignmentId(assignment) : null,
        AgentId is { } agent ? new AgentId(agent) : null,
        Choice);
}
