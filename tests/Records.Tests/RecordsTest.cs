using Helpline.Contracts;

namespace Helpline.Records.Tests;

/// <summary>A test with a node of its own, and the few things nearly every test does with it.</summary>
[Collection(WithPostgres.Name)]
public abstract class RecordsTest(PostgresFixture postgres) : IAsyncLifetime
{
    protected static readonly PoolId Pool = new("midlands");
    protected static readonly AgentId Agent = AgentId.New();
    protected static readonly Reader Reader = new(Agent, "in-hand");

    protected static readonly ServiceLine Line = new(
        new("northants"), Pool, "Northamptonshire", "Northamptonshire", "en", "You are through.",
        [new(Channel.Phone, "+448081570100"), new(Channel.Sms, "+447700900100"), new(Channel.Email, "Help@Example.org")]);

    private Node? node;
    private int events;

    protected PostgresFixture Postgres { get; } = postgres;

    protected Node Node => node ?? throw new InvalidOperationException("The node has not started.");

    public virtual async Task InitializeAsync() => node = await Node.StartAsync(Postgres.Server);

    public virtual async Task DisposeAsync()
    {
        await Node.DisposeAsync();
        Directory.Delete(Node.Keys, recursive: true);
    }

    protected static IncomingContact Text(string from, string text, string? key = null) =>
        new($"twilio:message:{key ?? Guid.CreateVersion7().ToString("N")}", Line, Channel.Sms, CallerAddress.Of(from), text, $"From={from}&Body={text}");

    protected static IncomingContact Call(string from, string? key = null) =>
        new($"twilio:call:{key ?? Guid.CreateVersion7().ToString("N")}", Line, Channel.Phone, CallerAddress.Of(from), null, $"From={from}");

    protected Task<IntakeResult> TakeAsync(IncomingContact incoming) => Node.Get<IIntake>().RecordAsync(incoming, default);

    protected async Task<ContactView> ReadAsync(ContactId contact) => (await Node.Get<IContactFile>().ReadAsync(contact, Reader, default))!;

    protected Task AppendAsync(params RoutingEvent[] list) => Node.Get<IContactEventSink>().AppendAsync(Pool, list, default);

    /// <summary>The next event of epoch 1 about a contact that came in.</summary>
    protected RoutingEvent Event(
        RoutingEventKind kind, IntakeResult contact, ContactState state, CloseReason? reason = null, AssignmentFacts? assignment = null, EventPosition? position = null) => new(
        Pool,
        position ?? new EventPosition(1, ++events),
        Node.Clock.GetUtcNow(),
        kind,
        new ContactFacts(contact.Contact, contact.Line, contact.Demand, contact.Priority, state, contact.WaitingSince, reason, KnownTo: contact.KnownTo),
        assignment);

    protected AssignmentFacts Assignment(IntakeResult contact, AssignmentState state, AssignmentId? id = null, AgentId? agent = null) =>
        new(id ?? AssignmentId.New(), contact.Contact, agent ?? Agent, contact.Demand.Channel, state, Node.Clock.GetUtcNow());
}
