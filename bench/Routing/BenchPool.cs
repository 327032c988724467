using System.Threading.Channels;
using Helpline.Contracts;
using Helpline.Routing;
using Channel = Helpline.Contracts.Channel;

namespace Helpline.Bench.Routing;

/// <summary>
/// A pool of one line with five languages, of which each agent speaks two or three and each caller asks for one. It reads every event of the pool as a console does,
/// and so learns who is offered what.
/// </summary>
internal sealed class BenchPool : IAsyncDisposable
{
    private const int RenewAtOnce = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string[] Languages = ["cy", "en", "pa", "pl", "ur"];

    private readonly RoutingNode node;
    private readonly CancellationTokenSource stop = new();
    private readonly Channel<SeenOffer> offers = System.Threading.Channels.Channel.CreateUnbounded<SeenOffer>();
    private readonly Task reading;
    private readonly List<AgentId> agents = [];

    private BenchPool(RoutingNode node, PoolId id, EventPosition from)
    {
        this.node = node;
        Id = id;
        reading = Task.Run(() => ReadAsync(from));
    }

    public PoolId Id { get; }

    /// <summary>The oldest offer nobody took from here yet.</summary>
    /// <exception cref="TimeoutException">None came for half a minute.</exception>
    public async ValueTask<SeenOffer> NextOfferAsync() =>
        offers.Reader.TryRead(out var offer) ? offer : await offers.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>The line of a bench pool: the standing rule, and offers that ring as long as can be.</summary>
    public static ServiceLine LineOf(PoolId pool) => new(new(pool.Value), pool, "Bench", "Nowhere", "en", "", [])
    {
        Queue = QueuePolicy.Default with { OfferSeconds = new Dictionary<Channel, int> { [Channel.Phone] = 600 } },
    };

    /// <summary>A pool with so many agents on the phone, all available and idle.</summary>
    public static async Task<BenchPool> OpenAsync(RoutingNode node, PoolId id, int agents)
    {
        // The first call begins the pool's epoch; its events are of no interest.
        await node.Presence.SignOnAsync(id, new(AgentId.New(), [], new Dictionary<Channel, int>()), CancellationToken.None);
        var from = (await node.View.SnapshotAsync(id, CancellationToken.None)).Position;
        var pool = new BenchPool(node, id, from);
        foreach (var language in Languages)
        {
            await pool.KnowAsync(language);
        }

        await Crowd.EachAsync(Enumerable.Range(0, agents), 50, pool.SignOnAsync);
        await pool.RenewAsync();
        return pool;
    }

    public async Task FillAsync(int contacts) => await Crowd.EachAsync(Enumerable.Range(0, contacts), 50, _ => EnqueueAsync());

    public Task EnqueueAsync() => EnqueueAsync(ContactId.New());

    /// <summary>A new caller who asks for one of the languages.</summary>
    public Task EnqueueAsync(ContactId contact) => EnqueueAsync(contact, Languages[Random.Shared.Next(Languages.Length)]);

    /// <summary>Somebody asks for a language and hangs up: the first of a new demand costs more, for who can serve it is found out then.</summary>
    public async Task KnowAsync(string language)
    {
        var contact = ContactId.New();
        await EnqueueAsync(contact, language);
        await node.Router.PersonLeftAsync(Id, contact, CloseReason.Abandoned, CancellationToken.None);
    }

    /// <summary>All agents are heard, in calls of some hundreds.</summary>
    public async Task RenewAsync()
    {
        foreach (var some in agents.Chunk(RenewAtOnce))
        {
            await node.Presence.RenewAsync(Id, some, CancellationToken.None);
        }
    }

    /// <summary>Hears all agents every few seconds until cancelled.</summary>
    public async Task KeepHeardAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(4));
        while (!cancellationToken.IsCancellationRequested)
        {
            await RenewAsync();
            await timer.WaitForNextTickAsync(cancellationToken).AsTask().ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await reading;
        stop.Dispose();
    }

    private async Task EnqueueAsync(ContactId contact, string language)
    {
        Demand demand = new(Channel.Phone, [Skill.Line(new(Id.Value)), Skill.Language(language)]);
        var outcome = await node.Router.EnqueueAsync(new(contact, Id, new(Id.Value), demand, Priority.Normal, TimeProvider.System.GetUtcNow()), CancellationToken.None);
        if (outcome != EnqueueOutcome.Enqueued)
        {
            throw new InvalidOperationException($"Enqueue answered {outcome}.");
        }
    }

    private async Task SignOnAsync(int i)
    {
        var agent = AgentId.New();
        lock (agents)
        {
            agents.Add(agent);
        }

        var languages = Enumerable.Range(i, 2 + (i / Languages.Length % 2)).Select(n => Skill.Language(Languages[n * (1 + (i / 10 % 2)) % Languages.Length]));
        await node.Presence.SignOnAsync(Id, new(agent, [Skill.Line(new(Id.Value)), .. languages], new Dictionary<Channel, int> { [Channel.Phone] = 1 }), CancellationToken.None);
        await node.Presence.SetStatusAsync(Id, agent, AgentStatus.Available, null, CancellationToken.None);
    }

    private async Task ReadAsync(EventPosition from)
    {
        try
        {
            await foreach (var routingEvent in node.View.TailAsync(Id, from, stop.Token))
            {
                if (routingEvent.Kind == RoutingEventKind.Offered)
                {
                    offers.Writer.TryWrite(new(routingEvent, TimeProvider.System.GetTimestamp()));
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            offers.Writer.TryComplete();
        }
        catch (Exception e)
        {
            // Whoever waits for an offer must learn that none will come.
            offers.Writer.TryComplete(e);
        }
    }
}

/// <param name="At">When the reader had it, as <see cref="TimeProvider.GetTimestamp"/>.</param>
/// <summary>An offer as a reader of the pool's events sees it.</summary>
internal sealed record SeenOffer(RoutingEvent Event, long At);
