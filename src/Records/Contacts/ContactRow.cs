using Helpline.Contracts;

namespace Helpline.Records.Contacts;

internal sealed class ContactRow
{
    public Guid Id { get; set; }

    public string Pool { get; set; } = "";

    public string Line { get; set; } = "";

    public Channel Channel { get; set; }

    /// <summary>As <see cref="ChannelTraits.Threaded"/> said at intake: the guard against two open conversations of one person is an index over it.</summary>
    public bool Threaded { get; set; }

    public string Demand { get; set; } = "";

    public Priority Priority { get; set; }

    public ContactState State { get; set; }

    public CloseReason? CloseReason { get; set; }

    public DateTimeOffset ArrivedAt { get; set; }

    public DateTimeOffset WaitingSince { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public int Stage { get; set; }

    public Guid? KnownTo { get; set; }

    public Guid? ReservedFor { get; set; }

    public ContactTask? Task { get; set; }

    /// <summary>The earlier contact of the same number that this one goes on from; an earlier one is resumed once.</summary>
    public Guid? Resumes { get; set; }

    /// <summary>The contact a task of ours came from.</summary>
    public Guid? TaskOf { get; set; }

    /// <summary>The agent who began this call; null when the person came to us.</summary>
    public Guid? BegunBy { get; set; }

    /// <summary>The contact beside which they began it.</summary>
    public Guid? BegunFrom { get; set; }

    /// <summary>Their browser's request: a repeat is the same call.</summary>
    public Guid? BegunRequest { get; set; }

    /// <summary>How the person speaks with us: <c>relay_uk</c>, <c>bsl_relay</c>, or null.</summary>
    public string? AccessService { get; set; }

    /// <summary>JSON: provider and interpreter.</summary>
    public byte[]? AccessAboutSealed { get; set; }

    /// <summary>Null when the number itself said so.</summary>
    public Guid? AccessBy { get; set; }

    public DateTimeOffset? AccessAt { get; set; }

    /// <summary>When an agent asked to be relieved of it.</summary>
    public DateTimeOffset? RelievedAt { get; set; }

    /// <summary>Null when the person withheld it.</summary>
    public byte[]? AddressSealed { get; set; }

    public byte[]? AddressHash { get; set; }

    public int? AddressHashVersion { get; set; }

    /// <summary>The last event that changed this row.</summary>
    public long EventEpoch { get; set; }

    public long EventNumber { get; set; }

    /// <summary>Says when it came and from when it waits: from now, or from where an earlier contact of the person stood.</summary>
    public void Arrive(DateTimeOffset at, EarlierContact? earlier)
    {
        (ArrivedAt, WaitingSince, KnownTo) = (at, at, earlier?.KnownTo);
        if (earlier is { WasResumed: false })
        {
            Resumes = earlier.Id;
            Priority = earlier.PriorityOnReturn;
            WaitingSince = earlier.KeepsPlace ? earlier.WaitingSince : at;
        }
        else if (earlier is { InDanger: true })
        {
            // A third ring resumes nothing, and is as urgent as the second.
            Priority = Priority.ImminentDanger;
        }
    }

    public ContactFacts ToFacts() => new(
        new(Id), new(Line), Contracts.Demand.Parse(Demand), Priority, State, WaitingSince, CloseReason,
        Stage, Agent(KnownTo), Agent(ReservedFor), Task);

    private static AgentId? Agent(Guid? id) => id is { } agent ? new AgentId(agent) : null;
}

/// <summary>What a provider sent, as received; unique by its key, so that a repeat is known.</summary>
internal sealed class ProviderEventRow
{
    public Guid Id { get; set; }

    public string ProviderKey { get; set; } = "";

    public Guid ContactId { get; set; }

    public Guid? MessageId { get; set; }

    public bool StartedContact { get; set; }

    public byte[] RawSealed { get; set; } = [];

    public DateTimeOffset ReceivedAt { get; set; }
}

internal sealed class AssignmentRow
{
    public Guid Id { get; set; }

    public Guid ContactId { get; set; }

    public Guid AgentId { get; set; }

    public Channel Channel { get; set; }

    public AssignmentState State { get; set; }

    public DateTimeOffset Since { get; set; }

    public DateTimeOffset? Deadline { get; set; }

    /// <summary>The last event that changed this row.</summary>
    public long EventEpoch { get; set; }

    public long EventNumber { get; set; }

    public AssignmentFacts ToFacts() => new(new(Id), new(ContactId), new(AgentId), Channel, State, Since, Deadline);
}
