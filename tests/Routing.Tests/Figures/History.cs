using Helpline.Contracts;

namespace Helpline.Routing.Tests.Figures;

/// <summary>Writes a history by hand: each word is one event, and time moves between them.</summary>
internal sealed class History(DateTimeOffset start)
{
    private readonly Dictionary<ContactId, AssignmentFacts> latest = [];
    private EventPosition position = new(1, 0);

    public static LineId Line { get; } = new("northants");

    public DateTimeOffset Now { get; private set; } = start;

    public List<RoutingEvent> Events { get; } = [];

    /// <summary>Told of every event as it is written.</summary>
    public Action<RoutingEvent> Written { get; init; } = _ => { };

    public History After(TimeSpan time)
    {
        Now += time;
        return this;
    }

    public History After(double seconds) => After(TimeSpan.FromSeconds(seconds));

    public AgentId Agent(AgentStatus status = AgentStatus.Available, bool connected = true, AgentId? id = null, string? signOn = null)
    {
        var agent = new AgentFacts(id ?? AgentId.New(), status, connected, Now);
        Emit(RoutingEventKind.AgentChanged, agent: agent, reason: signOn is null ? null : "signedOn", detail: signOn);
        return agent.Id;
    }

    public ContactFacts Enqueue(Channel channel = Channel.Phone, TimeSpan waited = default, LineId? line = null, ContactTask? task = null, ContactFacts? restored = null)
    {
        var contact = restored ?? new ContactFacts(ContactId.New(), line ?? Line, new(channel, []), Priority.Normal, ContactState.Waiting, Now - waited, Task: task);
        Emit(RoutingEventKind.Enqueued, contact, reason: restored is null ? null : "restored");
        return contact;
    }

    public void Offer(ContactFacts contact, AgentId agent) =>
        Emit(RoutingEventKind.Offered, contact, new(AssignmentId.New(), contact.Id, agent, contact.Demand.Channel, AssignmentState.Offered, Now));

    public void Accept(ContactFacts contact) => Move(RoutingEventKind.Accepted, contact with { State = ContactState.InHand }, AssignmentState.Connecting);

    public void Connect(ContactFacts contact) => Move(RoutingEventKind.Connected, contact with { State = ContactState.InHand }, AssignmentState.Active);

    public void Fail(ContactFacts contact) => Move(RoutingEventKind.ConnectFailed, contact, AssignmentState.Failed);

    public void Lose(ContactFacts contact) => Move(RoutingEventKind.AgentLost, contact with { Priority = Priority.Dropped }, AssignmentState.Failed);

    public void End(ContactFacts contact) => Move(RoutingEventKind.Ended, Closed(contact, CloseReason.Answered), AssignmentState.WrapUp);

    public void Complete(ContactFacts contact) => Move(RoutingEventKind.Completed, Closed(contact, CloseReason.Answered), AssignmentState.Done);

    public void Leave(ContactFacts contact, CloseReason reason = CloseReason.Abandoned) => Emit(RoutingEventKind.Closed, Closed(contact, reason));

    /// <summary>Offered, accepted and connected at once.</summary>
    public ContactFacts Answer(ContactFacts contact, AgentId agent)
    {
        Offer(contact, agent);
        Accept(contact);
        Connect(contact);
        return contact;
    }

    public void Epoch(string reason)
    {
        position = new(position.Epoch + 1, 0);
        Emit(RoutingEventKind.EpochStarted, reason: reason);
    }

    private static ContactFacts Closed(ContactFacts contact, CloseReason reason) => contact with { State = ContactState.Closed, CloseReason = reason };

    private void Move(RoutingEventKind kind, ContactFacts contact, AssignmentState to) => Emit(kind, contact, latest[contact.Id] with { State = to, Since = Now });

    private void Emit(RoutingEventKind kind, ContactFacts? contact = null, AssignmentFacts? assignment = null, AgentFacts? agent = null, string? reason = null, string? detail = null)
    {
        position = position with { Number = position.Number + 1 };
        if (assignment is not null)
        {
            latest[assignment.Contact] = assignment;
        }

        Events.Add(new(new("main"), position, Now, kind, contact, assignment, agent, reason, detail));
        Written(Events[^1]);
    }
}
