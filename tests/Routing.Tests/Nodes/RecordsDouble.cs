using System.Runtime.CompilerServices;
using Helpline.Contracts;

namespace Helpline.Routing.Tests.Nodes;

/// <summary>As much of Records as Routing sees: stores events once by position and brings contacts and assignments to the states they carry.</summary>
internal sealed class RecordsDouble : IContactEventSink, IOpenContacts, IEventHistory, IServiceLines
{
    private readonly Lock gate = new();
    private readonly Dictionary<ContactId, (PoolId Pool, ContactFacts Facts)> contacts = [];
    private readonly Dictionary<AssignmentId, AssignmentFacts> assignments = [];
    private readonly List<RoutingEvent> events = [];
    private IReadOnlyList<ServiceLine> lines = [Line(Pools.Main), Line(Pools.Main, Pools.OtherLine), Line(new("elsewhere"), Pools.LineOfAnotherPool)];

    /// <summary>How the contacts of <see cref="Pools.Line"/> wait from now on.</summary>
    public QueuePolicy Policy { get; set; } = QueuePolicy.Default;

    public IReadOnlyList<RoutingEvent> Events
    {
        get
        {
            lock (gate)
            {
                return [.. events];
            }
        }
    }

    /// <summary>The intake has stored a contact.</summary>
    public void Keep(QueuedContact contact) => Keep(contact.Pool, new(contact.Id, contact.Line, contact.Demand, contact.Priority, ContactState.Waiting, contact.WaitingSince));

    public void Keep(PoolId pool, ContactFacts contact, AssignmentFacts? assignment = null)
    {
        lock (gate)
        {
            contacts[contact.Id] = (pool, contact);
            if (assignment is not null)
            {
                assignments[assignment.Id] = assignment;
            }
        }
    }

    public void Add(ServiceLine line) => lines = [.. lines.Where(l => l.Id != line.Id), line];

    public void AddPool(PoolId pool) => lines = [.. lines, Line(pool)];

    public Task<EventPosition> CheckpointAsync(PoolId pool, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(events.LastOrDefault(e => e.Pool == pool)?.Position ?? EventPosition.Start);
        }
    }

    public Task AppendAsync(PoolId pool, IReadOnlyList<RoutingEvent> events, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var last = this.events.LastOrDefault(e => e.Pool == pool)?.Position ?? EventPosition.Start;
            foreach (var routingEvent in events.Where(e => e.Position > last))
            {
                this.events.Add(routingEvent);
                if (routingEvent.Contact is { } contact)
                {
                    contacts[contact.Id] = (pool, contact);
                }

                if (routingEvent.Assignment is { } assignment)
                {
                    assignments[assignment.Id] = assignment;
                }
            }
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<OpenContact> ReadAsync(PoolId pool, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<OpenContact> open;
        lock (gate)
        {
            open = [.. from c in contacts.Values
                       where c.Pool == pool
                       let theirs = assignments.Values.Where(a => a.Contact == c.Facts.Id && AssignmentLife.IsOpen(a.State) && a.State != AssignmentState.Offered).OrderBy(a => a.Since).ToList()
                       where c.Facts.State is not ContactState.Closed || theirs.Count > 0
                       orderby c.Facts.WaitingSince
                       select new OpenContact(c.Facts, pool, theirs)];
        }

        foreach (var each in open)
        {
            await Task.Yield();
            yield return each;
        }
    }

    /// <summary>While set, the history cannot be read.</summary>
    public Exception? HistoryFails { get; set; }

    public async IAsyncEnumerable<RoutingEvent> ReadAsync(PoolId pool, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var each in HistoryFails is { } failure ? throw failure : Events.Where(e => e.Pool == pool && e.At >= since))
        {
            yield return each;
        }
    }

    public IReadOnlyList<ServiceLine> All => lines;

    public ServiceLine? Find(LineId id) => lines.FirstOrDefault(l => l.Id == id) is { } line ? id == Pools.Line && line.Queue == QueuePolicy.Default ? line with { Queue = Policy } : line : null;

    public ServiceLine? FindByAddress(Channel channel, string address) => null;

    public Task RefreshAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static ServiceLine Line(PoolId pool, LineId? id = null) => new(id ?? Pools.Line, pool, "Test line", "Anywhere", "en", "Hello.", []);
}

internal static class Pools
{
    public static PoolId Main => new("main");

    public static LineId Line => new("northants");

    public static LineId OtherLine => new("leics");

    public static LineId LineOfAnotherPool => new("far");
}
