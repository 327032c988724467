using System.Collections.Concurrent;
using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;
using Helpline.Support;

namespace Helpline.Routing.Tests.Delivery;

/// <summary>Events as they are written and read, delivered and kept. Two nodes, their workers running on the time of Redis.</summary>
[Collection(RedisTests.Name)]
public sealed class EventTests(RedisFixture redis) : IAsyncLifetime
{
    private static readonly PoolId Pool = Pools.Main;
    private readonly string prefix = redis.NextPrefix();
    private readonly RecordsDouble records = new();
    private readonly RecordingHandler handler = new("media");
    private Node a = null!;
    private Node b = null!;

    public async Task InitializeAsync()
    {
        a = await NewNode(handler).StartAsync();
        b = await NewNode(handler).StartAsync();
    }

    public async Task DisposeAsync()
    {
        await a.DisposeAsync();
        await b.DisposeAsync();
    }

    [Fact]
    public async Task Events_OfManyAtOnce_AreContiguous_ForTailsForRecordsAndForHandlers()
    {
        using var stop = new CancellationTokenSource();
        var tailed = new List<RoutingEvent>();
        var tail = Task.Run(() => ReadAsync(a.View, EventPosition.Start, tailed.Add, stop.Token));
        await ManyLivesAsync(60);

        var last = (await b.View.SnapshotAsync(Pool, default)).Position;
        await Poll.Until(() => Kept.Count == last.Number, "Records has every event");
        await Poll.Until(() => handler.Handled.Count >= last.Number, "the handlers have had every event");
        await Poll.Until(() => tailed.Count == last.Number, "the tail has read every event");
        await stop.CancelAsync();
        await tail;

        var numbers = Enumerable.Range(1, (int)last.Number).Select(n => (long)n);
        Kept.Select(e => e.Position.Number).ShouldBe(numbers);
        tailed.Select(e => e.Position.Number).ShouldBe(numbers);
        handler.Handled.Select(e => e.Position.Number).Distinct().Order().ShouldBe(numbers);
    }

    [Fact]
    public async Task Tail_FromInsideAnEntry_GoesOnWithTheNextFact()
    {
        await ManyLivesAsync(3);
        var all = await ReadAllAsync();

        foreach (var from in all)
        {
            using var stop = new CancellationTokenSource();
            var rest = new List<RoutingEvent>();
            await ReadAsync(a.View, from.Position, e => Add(e, rest, all[^1], stop), from == all[^1] ? new CancellationToken(canceled: true) : stop.Token);
            rest.ShouldBe(all.Where(e => e.Position > from.Position));
        }
    }

    [Fact]
    public async Task AHandlerThatFails_IsAskedAgain_AndInTheEndSkipped()
    {
        handler.FailAt = e => e.Kind == RoutingEventKind.Enqueued && e.Position.Number % 2 == 0;
        await ManyLivesAsync(4);

        var last = (await b.View.SnapshotAsync(Pool, default)).Position;
        await Poll.Until(() => handler.Handled.Any(e => e.Position == last), "the handlers went on past the event that cannot be handled");

        foreach (var bad in handler.Tried.Where(t => handler.FailAt(t.Key)))
        {
            bad.Value.ShouldBe(3, "tried as often as the patience says");
        }
    }

    [Fact]
    public async Task ANodeThatDiesInTheHandler_LeavesItsEventToAnother()
    {
        await b.DisposeAsync();
        b = NewNode();
        handler.HangAt = e => e.Kind == RoutingEventKind.Enqueued;
        await ManyLivesAsync(1);
        await Poll.Until(() => handler.Hanging, "the first node is in the handler");
        handler.HangAt = null;
        await a.DisposeAsync();

        a = await NewNode(handler).StartAsync();

        var last = (await a.View.SnapshotAsync(Pool, default)).Position;
        await Poll.Until(() => handler.Handled.Select(e => e.Position).Distinct().Count() == last.Number, "every event was handled in the end");
    }

    [Fact]
    public async Task APoolThatIsAddedLater_IsServed()
    {
        var later = new PoolId("later");
        records.AddPool(later);
        var contact = new QueuedContact(ContactId.New(), later, Pools.Line, new(Channel.Phone, []), Priority.Normal, TimeProvider.System.GetUtcNow());
        records.Keep(contact);

        // Nobody enqueues it: the sweep finds it, the pump keeps it.
        await Poll.Until(() => records.Events.Any(e => e.Pool == later && e.Contact?.Id == contact.Id), "the new pool is swept and pumped");
    }

    [Fact]
    public async Task TheStream_IsTrimmedOnlyBelowWhatRecordsAndHandlersHaveDone()
    {
        await ManyLivesAsync(120);
        var last = (await b.View.SnapshotAsync(Pool, default)).Position;
        await Poll.Until(() => Kept.Count == last.Number && handler.Handled.Count >= last.Number, "everybody has every event");
        var trimmer = a.Get<Routing.Delivery.StreamTrimmer>();
        var database = await a.DatabaseAsync();
        var stream = a.Get<Redis.CommonArguments>().KeysOf(Pool).Events;
        var before = (long)await database.ExecuteAsync("XLEN", stream);

        await database.ExecuteAsync("XGROUP", "CREATE", stream, "slow", "0");
        await trimmer.TrimAsync(Pool, last, default);
        ((long)await database.ExecuteAsync("XLEN", stream)).ShouldBe(before);

        await database.ExecuteAsync("XGROUP", "DESTROY", stream, "slow");
        await Poll.Until(
            async () =>
            {
                await trimmer.TrimAsync(Pool, last, default);
                return (long)await database.ExecuteAsync("XLEN", stream) < before;
            },
            "the stream becomes shorter");
    }

    private IReadOnlyList<RoutingEvent> Kept => [.. records.Events.Where(e => e.Pool == Pool)];

    private Node NewNode(params IRoutingEventHandler[] handlers) => new(redis.ConnectionString, prefix, records, clock: null, ids: null, handlers);

    private static void Add(RoutingEvent routingEvent, List<RoutingEvent> to, RoutingEvent last, CancellationTokenSource stop)
    {
        to.Add(routingEvent);
        if (routingEvent.Position == last.Position)
        {
            stop.Cancel();
        }
    }

    private async Task<IReadOnlyList<RoutingEvent>> ReadAllAsync()
    {
        var upTo = (await b.View.SnapshotAsync(Pool, default)).Position;
        using var stop = new CancellationTokenSource();
        var all = new List<RoutingEvent>();
        await ReadAsync(a.View, EventPosition.Start, e =>
        {
            all.Add(e);
            if (e.Position == upTo)
            {
                stop.Cancel();
            }
        }, stop.Token);
        return all;
    }

    private static async Task ReadAsync(IPoolView view, EventPosition after, Action<RoutingEvent> read, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var each in view.TailAsync(Pool, after, cancellationToken))
            {
                read(each);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The test has read enough.
        }
    }

    private async Task ManyLivesAsync(int lives)
    {
        var agents = Enumerable.Range(0, 5).Select(_ => AgentId.New()).ToList();
        foreach (var agent in agents)
        {
            await a.Presence.SignOnAsync(Pool, new(agent, [], new Dictionary<Channel, int> { [Channel.Phone] = 1 }), default);
            await a.Presence.RenewAsync(Pool, [agent], default);
            await a.Presence.SetStatusAsync(Pool, agent, AgentStatus.Available, null, default);
        }

        await Task.WhenAll(Enumerable.Range(0, lives).Select(async _ =>
        {
            var contact = new QueuedContact(ContactId.New(), Pool, Pools.Line, new(Channel.Phone, []), Priority.Normal, TimeProvider.System.GetUtcNow());
            records.Keep(contact);
            await b.Router.EnqueueAsync(contact, default);
            if ((await a.Router.StandingAsync(Pool, contact.Id, default))?.Assignment is { } offer)
            {
                await a.Router.AcceptAsync(Pool, offer.Id, offer.Agent, default);
                await b.Router.ConnectedAsync(Pool, offer.Id, default);
                await a.Router.EndAsync(Pool, offer.Id, offer.Agent, default);
                await a.Router.CompleteAsync(Pool, offer.Id, offer.Agent, default);
            }
            else
            {
                await a.Router.PersonLeftAsync(Pool, contact.Id, CloseReason.Abandoned, default);
            }
        }));
    }

    private sealed class RecordingHandler(string name) : IRoutingEventHandler
    {
        public string Name => name;

        public ConcurrentQueue<RoutingEvent> Handled { get; } = [];

        public ConcurrentDictionary<RoutingEvent, int> Tried { get; } = [];

        public Func<RoutingEvent, bool> FailAt { get; set; } = _ => false;

        public Func<RoutingEvent, bool>? HangAt { get; set; }

        public bool Hanging { get; private set; }

        public async Task HandleAsync(RoutingEvent routingEvent, CancellationToken cancellationToken)
        {
            Tried.AddOrUpdate(routingEvent, 1, (_, n) => n + 1);
            if (HangAt?.Invoke(routingEvent) is true)
            {
                Hanging = true;
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            if (FailAt(routingEvent))
            {
                throw new InvalidOperationException("The handler fails here, as the test wants.");
            }

            Handled.Enqueue(routingEvent);
        }
    }
}
