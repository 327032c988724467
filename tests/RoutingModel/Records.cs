using System.Runtime.InteropServices;
using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.RoutingModel;

/// <summary>A contact as it stands. Times are milliseconds since 1970.</summary>
public sealed class ModelContact
{
    public required ContactId Id { get; init; }

    public required LineId Line { get; set; }

    public required Demand Demand { get; set; }

    public required ModelPlan Plan { get; set; }

    public Priority Priority { get; internal set; }

    public long WaitingSince { get; internal set; }

    /// <summary>From when its stages count.</summary>
    public long From { get; internal set; }

    public ContactState State { get; internal set; } = ContactState.Waiting;

    /// <summary>Since when it waits again after it was in hand or handed on: it expires no sooner than if it came then.</summary>
    public long? Again { get; internal set; }

    /// <summary>The agent who handed it on last.</summary>
    public AgentId? HandedOnBy { get; internal set; }

    public CloseReason? CloseReason { get; internal set; }

    public int Stage { get; internal set; }

    public AgentId? KnownTo { get; internal set; }

    public AgentId? ReservedFor { get; internal set; }

    public long? ReservedUntil { get; internal set; }

    public ContactTask? Task { get; internal set; }

    /// <summary>The open offer, or who owns it.</summary>
    public ModelAssignment? Assignment { get; internal set; }

    /// <summary>Who declined it, with when they have rested from it.</summary>
    public Dictionary<AgentId, long> Declined { get; } = [];

    public long Score => WaitingSince - (long)Boost.Of(Priority).TotalMilliseconds;

    public bool Exclusive => Shape.Exclusive;

    /// <summary>What it asks for at its stage.</summary>
    public QueueShape Shape => Plan.Stages[Stage].Queue;

    public bool IsOffered => State == ContactState.Waiting && Assignment is not null;

    internal ModelQueue? Queue { get; set; }

    internal ModelReserve? Reserve { get; set; }

    /// <summary>The score it stands at in its queue or reserve.</summary>
    internal long StandsAt { get; set; }

    internal long? Deadline { get; set; }
}

/// <summary>One agent's share in a contact.</summary>
public sealed class ModelAssignment(AssignmentId id, ModelContact contact, ModelAgent agent)
{
    public AssignmentId Id { get; internal set; } = id;

    public ModelContact Contact { get; } = contact;

    public ModelAgent Agent { get; } = agent;

    public Channel Channel { get; } = contact.Demand.Channel;

    public bool Exclusive { get; } = contact.Exclusive;

    public AssignmentState State { get; internal set; } = AssignmentState.Offered;

    public long? Deadline { get; internal set; }

    /// <summary>When written work is let go, should its agent not come back.</summary>
    public long? GraceEnds { get; internal set; }

    /// <summary>When the reply that a parked conversation waits with came.</summary>
    public long? Reply { get; internal set; }

    internal long? Due => GraceEnds is { } grace && Deadline is { } deadline ? Math.Min(grace, deadline) : GraceEnds ?? Deadline;

    internal long? StandsDueAt { get; set; }
}

/// <summary>An agent as they stand.</summary>
public sealed class ModelAgent(AgentId id)
{
    private readonly Dictionary<string, int> levels = new(StringComparer.Ordinal);
    private AgentProfile profile = new(id, [], new Dictionary<Channel, int>());

    public AgentId Id { get; } = id;

    public AgentStatus Status { get; internal set; } = AgentStatus.Offline;

    public string? Reason { get; internal set; }

    public bool Connected { get; internal set; }

    public long? LeaseEnds { get; internal set; }

    public long IdleSince { get; internal set; }

    public AgentProfile Profile
    {
        get => profile;
        internal set
        {
            profile = value;
            levels.Clear();
            foreach (var (name, level) in Skill.Normalise(value.Skills).Select(Skill.Split))
            {
                levels[name] = level;
            }
        }
    }

    /// <summary>Open assignments in the order they were made.</summary>
    public IReadOnlyList<ModelAssignment> Work => Open;

    public bool IsReady => Status == AgentStatus.Available && Connected;

    internal List<ModelAssignment> Open { get; } = [];

    /// <summary>False once the pool has forgotten them.</summary>
    internal bool IsKnown { get; set; } = true;

    internal List<ServedQueue> Serves { get; } = [];

    public int CapacityOf(Channel channel) => profile.Capacity.GetValueOrDefault(channel);

    public bool CanServe(QueueShape queue) =>
        CapacityOf(queue.Channel) >= 1
        && queue.Skills.All(s => levels.GetValueOrDefault(s.Name) >= s.Level)
        && (profile.Backups is not { Count: > 0 } backups || backups.Any(queue.Backups.Contains));

    internal Candidate As(QueueShape queue) => new(queue.Skills.Count, queue.Skills.Sum(s => levels.GetValueOrDefault(s.Name)), IdleSince);
}

/// <summary>All who wait for the same, and the idle agents who could take it.</summary>
internal sealed class ModelQueue(QueueShape shape)
{
    public QueueShape Shape { get; } = shape;

    public SortedSet<Place<ModelContact>> Waiting { get; } = new(Place<ModelContact>.Order);

    public SortedSet<Place<ModelAgent>> Idle { get; } = new(Place<ModelAgent>.Order);
}

/// <summary>What is kept for one agent.</summary>
internal sealed class ModelReserve
{
    public SortedSet<Place<ModelContact>> Waiting { get; } = new(Place<ModelContact>.Order);
}

/// <summary>A queue an agent serves, and where they stand in it while idle.</summary>
internal sealed class ServedQueue(ModelQueue queue)
{
    public ModelQueue Queue { get; } = queue;

    public long? IdleAt { get; set; }
}

/// <summary>A place in an order: the lower score first, of equals the smaller id.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Place<T>(long Score, Guid Id, T Who)
{
    public static IComparer<Place<T>> Order { get; } = Comparer<Place<T>>.Create((a, b) => a.Score != b.Score ? a.Score.CompareTo(b.Score) : a.Id.CompareTo(b.Id));

    public bool IsBefore(Place<T> other) => Order.Compare(this, other) < 0;
}
