using Helpline.Contracts;
using Helpline.Routing;
using Helpline.Support;

namespace Helpline.Nodes.Tests;

/// <summary>Redis loses everything, or some of it, or hangs, while calls arrive, are accepted and ended on three nodes.</summary>
[Collection(WithServers.Name)]
public sealed class ReconcileTests(Servers servers)
{
    private static readonly PoolId Pool = Site.Pool;

    public enum Trouble
    {
        Emptied = 1,
        Replaced = 2,
        SetBack = 3,
        Hangs = 4,
    }

    [Theory]
    [InlineData(Trouble.Emptied)]
    [InlineData(Trouble.Replaced)]
    [InlineData(Trouble.SetBack)]
    [InlineData(Trouble.Hangs)]
    public async Task UnderLoad_EverythingOpenComesBack_Once(Trouble trouble)
    {
        await using var redis = await RedisServer.StartAsync();
        var site = await servers.NewSiteAsync(redis);
        await using var a = await (await site.NewNodeAsync()).StartAsync();
        await using var b = await (await site.NewNodeAsync()).StartAsync();
        await using var c = await (await site.NewNodeAsync()).StartAsync();
        await using var day = new BusyDay(() => [a, b, c]);
        var (talking, writing) = (day.AddAgent(AssignmentState.Active), day.AddAgent(AssignmentState.WrapUp));
        day.AddAgent();
        day.AddCallers();
        var (call, wrapUp) = (await KeptAsync(a, talking, AssignmentState.Active), await KeptAsync(a, writing, AssignmentState.WrapUp));
        var copy = redis.CopyData();
        await Poll.Until(() => day.Arrived.Count > 40, "many arrive");
        var before = (await a.View.SnapshotAsync(Pool, default)).Position;

        await StrikeAsync(trouble, redis, copy, a);

        var seen = day.Arrived.Count;
        await Poll.Until(() => day.Arrived.Count > seen + 20, "callers are taken in again", TimeSpan.FromSeconds(40));
        day.Enough = true;
        await Poll.Until(async () => await EpochAsync(b) > before.Epoch || trouble is Trouble.Hangs, "a new epoch begins");
        await Poll.Until(async () => await HasAsync(b, call, AssignmentState.Active) && await HasAsync(b, wrapUp, AssignmentState.WrapUp), "what the agents had in hand is with them");
        day.AddAgent();
        day.AddAgent();
        day.Keeping.Clear();
        await Poll.Until(async () => await BusyDay.OpenAsync(site) == 0, "everybody is answered", TimeSpan.FromSeconds(60));
        await day.ShouldBeWholeAsync(site, epochs: trouble is Trouble.Hangs ? 1 : 2);
        await ShouldBeInOrderAsync(site, somebodyCameBack: trouble is not Trouble.Hangs);
    }

    [Fact]
    public async Task Hangs_ACallEndsInTime_AndItsRepeatDoesNothingMore()
    {
        await using var redis = await RedisServer.StartAsync();
        var site = await servers.NewSiteAsync(redis);
        await using var a = await site.NewNodeAsync();
        await using var b = await site.NewNodeAsync();
        var agent = AgentId.New();
        await CallOfOnePerson.PresentAsync(a, agent);
        var first = new QueuedContact(ContactId.New(), Pool, Site.Line.Id, Site.Line.DemandFor(Channel.Phone), Priority.Normal, TimeProvider.System.GetUtcNow());
        var second = first with { Id = ContactId.New() };
        await b.Router.EnqueueAsync(first, default);
        var offer = (await a.Router.StandingAsync(Pool, first.Id, default))!.Assignment.ShouldNotBeNull();

        await redis.SuspendAsync();
        var began = TimeProvider.System.GetTimestamp();
        var calls = new List<Task> { a.Router.AcceptAsync(Pool, offer.Id, agent, default), b.Router.EnqueueAsync(second, default), a.Router.EnqueueAsync(second, default), b.View.SnapshotAsync(Pool, default) };
        foreach (var call in calls)
        {
            await Should.ThrowAsync<RoutingUnavailableException>(() => call);
        }

        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(4));
        await redis.ResumeAsync();

        AcceptReply? reply = null;
        await Poll.Until(async () => (reply = await TryAsync(() => a.Router.AcceptAsync(Pool, offer.Id, agent, default))) is not null, "Redis answers again");
        reply!.Outcome.ShouldBeOneOf(AcceptOutcome.Accepted, AcceptOutcome.AlreadyYours);
        (await a.Router.RedeemTicketAsync(Pool, offer.Id, agent, reply.Ticket!, "CA1", default)).ShouldBe(TicketOutcome.Valid);
        (await b.Router.EnqueueAsync(second, default)).ShouldBeOneOf(EnqueueOutcome.Enqueued, EnqueueOutcome.AlreadyKnown);
        await a.PumpAsync();
        var kinds = (await site.ColumnAsync<int>("select kind from routing_event")).Select(k => (RoutingEventKind)k).ToList();
        kinds.Count(k => k is RoutingEventKind.Accepted).ShouldBe(1);
        kinds.Count(k => k is RoutingEventKind.Enqueued).ShouldBe(2);
        kinds.Count(k => k is RoutingEventKind.EpochStarted).ShouldBe(1);
    }

    private static async Task StrikeAsync(Trouble trouble, RedisServer redis, string copy, Node node)
    {
        switch (trouble)
        {
            case Trouble.Emptied:
                await (await node.DatabaseAsync()).ExecuteAsync("FLUSHALL");
                break;
            case Trouble.Replaced:
                await redis.StopAsync(andForget: true);
                await redis.StartAgainAsync();
                break;
            case Trouble.SetBack:
                await redis.SetBackAsync(copy);
                return;
            case Trouble.Hangs:
                await redis.SuspendAsync();
                await Poll.Until(async () => await TryAsync(() => node.View.SnapshotAsync(Pool, default)) is null, "a call finds it hanging");
                await redis.ResumeAsync();
                break;
        }

        Directory.Delete(copy, recursive: true);
    }

    private static async Task<T?> TryAsync<T>(Func<Task<T>> call) where T : class
    {
        try
        {
            return await call();
        }
        catch (RoutingUnavailableException)
        {
            return null;
        }
    }

    // Until Records knows of it too.
    private static async Task<AssignmentId> KeptAsync(Node node, AgentId agent, AssignmentState state)
    {
        AssignmentFacts? found = null;
        await Poll.Until(
            async () => (found = (await node.View.SnapshotAsync(Pool, default)).Assignments.SingleOrDefault(x => x.Agent == agent && x.State == state)) is not null,
            $"an agent has something {state}");
        var position = (await node.View.SnapshotAsync(Pool, default)).Position;
        await Poll.Until(async () => await node.Get<IContactEventSink>().CheckpointAsync(Pool, default) >= position, "Records knows");
        return found!.Id;
    }

    private static async Task<long> EpochAsync(Node node) => (await TryAsync(() => node.View.SnapshotAsync(Pool, default)))?.Position.Epoch ?? 0;

    private static async Task<bool> HasAsync(Node node, AssignmentId assignment, AssignmentState state) =>
        (await TryAsync(() => node.View.SnapshotAsync(Pool, default)))?.Assignments.Any(x => x.Id == assignment && x.State == state) is true;

    // Nobody who stood in the queue again was overtaken by one who arrived later: they ring in the order of their arrival.
    private static async Task ShouldBeInOrderAsync(Site site, bool somebodyCameBack)
    {
        var rows = await site.ColumnAsync<long[]>(
            $"""
            select array[(extract(epoch from c.arrived_at) * 1000000)::bigint, e.number, o.first] from contact c
            join routing_event e on e.contact_id = c.id and e.kind = {(int)RoutingEventKind.Enqueued} and e.facts::text like '%restored%'
            join lateral (select min(o.number) as first from routing_event o
                          where o.contact_id = c.id and o.epoch = e.epoch and o.kind = {(int)RoutingEventKind.Offered}) o on o.first is not null
            """);
        var back = rows.Select(r => (Arrived: r[0], Queued: r[1], Offered: r[2])).ToList();
        (back.Count > 0).ShouldBe(somebodyCameBack);
        var overtaken =
            from one in back
            from other in back
            where one.Arrived < other.Arrived && one.Queued < other.Offered && other.Offered < one.Offered
            select $"{one} by {other}";
        overtaken.ShouldBeEmpty();
    }
}
