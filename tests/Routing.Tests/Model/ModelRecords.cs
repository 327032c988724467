using Helpline.Contracts;

namespace Helpline.Routing.Tests.Model;

internal sealed class ModelContact(QueuedContact queued)
{
    public ContactId Id { get; } = queued.Id;

    public Demand Demand { get; } = queued.Demand;

    public bool Exclusive { get; } = ChannelTraits.Of(queued.Demand.Channel).Exclusive;

    public DateTimeOffset WaitingSince { get; } = queued.WaitingSince;

    public Priority Priority { get; set; } = queued.Priority;

    public ContactState State { get; set; } = ContactState.Waiting;

    public CloseReason? CloseReason { get; set; }

    public ModelAssignment? Assignment { get; set; }

    public Dictionary<AgentId, DateTimeOffset> Declined { get; } = [];

    public DateTimeOffset? RestedAt { get; set; }

    public DateTimeOffset Score => WaitingSince - Boost.Of(Priority);

    public bool InQueue => State == ContactState.Waiting && Assignment is null;
}

internal sealed class ModelAssignment(ModelContact contact, ModelAgent agent)
{
    /// <summary>Known once the script has made it.</summary>
    public AssignmentId Id { get; set; }

    public ModelContact Contact { get; } = contact;

    public ModelAgent Agent { get; } = agent;

    public AssignmentState State { get; set; } = AssignmentState.Offered;

    public DateTimeOffset? Deadline { get; set; }

    /// <summary>When written work is let go, should its agent not come back.</summary>
    public DateTimeOffset? GraceEnds { get; set; }

    public DateTimeOffset? Due => Deadline ?? GraceEnds;
}

internal sealed class ModelAgent(AgentId id)
{
    public AgentId Id { get; } = id;

    public AgentStatus Status { get; set; } = AgentStatus.Offline;

    public string? Reason { get; set; }

    public bool Connected { get; set; }

    public DateTimeOffset? LeaseEnds { get; set; }

    public DateTimeOffset IdleSince { get; set; }

    public AgentProfile Profile { get; set; } = new(id, [], new Dictionary<Channel, int>());

    public List<ModelAssignment> Open { get; } = [];

    public bool CanServe(Demand demand) =>
        Profile.Capacity.GetValueOrDefault(demand.Channel) > 0 && demand.Skills.All(s => Profile.Skills.Contains(s, StringComparer.Ordinal));
}
