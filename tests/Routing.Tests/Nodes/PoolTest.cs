using System.Text.Json;
using Helpline.Contracts;
using Helpline.Routing.Redis;
using Helpline.Support;
using StackExchange.Redis;

namespace Helpline.Routing.Tests.Nodes;

/// <summary>A pool on a clock the test owns, seen through two nodes, and the few words a test of it needs.</summary>
[Collection(RedisTests.Name)]
public abstract class PoolTest(RedisFixture redis) : IAsyncLifetime
{
    protected static readonly Demand Phone = new(Channel.Phone, ["line:northants", "lang:en"]);
    protected static readonly Demand Sms = new(Channel.Sms, ["line:northants", "lang:en"]);
    private protected static readonly PoolId Pool = Pools.Main;
    private readonly string prefix = redis.NextPrefix();

    protected TestClock Clock { get; } = new();

    /// <summary>Where the ids of this test's assignments come from; null: anywhere.</summary>
    private protected virtual Func<Guid>? Ids => null;

    private protected RecordsDouble Records { get; } = new();

    private protected Node A { get; private set; } = null!;

    private protected Node B { get; private set; } = null!;

    public virtual Task InitializeAsync()
    {
        A = NewNode();
        B = NewNode();
        return Task.CompletedTask;
    }

    public virtual async Task DisposeAsync()
    {
        await A.DisposeAsync();
        await B.DisposeAsync();
    }

    private protected Node NewNode(params IRoutingEventHandler[] handlers) => new(redis.ConnectionString, prefix, Records, Clock, Ids, handlers);

    /// <summary>An agent who is there and available, with a phone and three texts' room unless said otherwise.</summary>
    private protected async Task<AgentId> AgentAsync(IReadOnlyList<string>? skills = null, params (Channel Channel, int Capacity)[] capacity)
    {
        var agent = AgentId.New();
        await SignOnAsync(agent, skills, capacity);
        await ComeAsync(agent);
        return agent;
    }

    /// <summary>Somebody known is heard, and available.</summary>
    private protected async Task ComeAsync(AgentId agent)
    {
        (await A.Presence.RenewAsync(Pool, [agent], default)).ShouldBeEmpty();
        (await A.Presence.SetStatusAsync(Pool, agent, AgentStatus.Available, null, default)).ShouldBe(StepOutcome.Done);
    }

    private protected Task SignOnAsync(AgentId agent, IReadOnlyList<string>? skills = null, params (Channel Channel, int Capacity)[] capacity) =>
        A.Presence.SignOnAsync(
            Pool,
            new(agent, skills ?? ["line:northants", "lang:en"], (capacity.Length > 0 ? capacity : [(Channel.Phone, 1), (Channel.Sms, 3)]).ToDictionary(c => c.Channel, c => c.Capacity)),
            default);

    /// <summary>Everybody's browser is heard while time goes by, lease by lease.</summary>
    private protected async Task PassAsync(TimeSpan time, params AgentId[] heard)
    {
        for (var left = time; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(5))
        {
            Clock.Advance(left < TimeSpan.FromSeconds(5) ? left : TimeSpan.FromSeconds(5));
            await A.Presence.RenewAsync(Pool, heard, default);
            await B.DoDueAsync();
        }
    }

    private protected async Task<QueuedContact> EnqueueAsync(Demand? demand = null, Priority priority = Priority.Normal, TimeSpan waited = default, AgentId? knownTo = null)
    {
        var contact = new QueuedContact(ContactId.New(), Pool, Pools.Line, demand ?? Phone, priority, Clock.GetUtcNow() - waited, knownTo);
        Records.Keep(contact);
        (await A.Router.EnqueueAsync(contact, default)).ShouldBe(EnqueueOutcome.Enqueued);
        return contact;
    }

    private protected async Task<AssignmentFacts?> AssignmentOfAsync(QueuedContact contact) => (await StandingAsync(contact)).Assignment;

    private protected async Task<ContactStanding> StandingAsync(QueuedContact contact) => (await B.Router.StandingAsync(Pool, contact.Id, default)).ShouldNotBeNull();

    private protected async Task<AssignmentFacts> OfferedAsync(QueuedContact contact, AgentId? to = null)
    {
        var assignment = (await AssignmentOfAsync(contact)).ShouldNotBeNull();
        assignment.State.ShouldBe(AssignmentState.Offered);
        if (to is { } agent)
        {
            assignment.Agent.ShouldBe(agent);
        }

        return assignment;
    }

    private protected async Task<AssignmentFacts> AcceptedAsync(QueuedContact contact)
    {
        var offer = await OfferedAsync(contact);
        (await B.Router.AcceptAsync(Pool, offer.Id, offer.Agent, default)).Outcome.ShouldBe(AcceptOutcome.Accepted);
        return offer;
    }

    private protected async Task<AssignmentFacts> ActiveAsync(QueuedContact contact)
    {
        var accepted = await AcceptedAsync(contact);
        (await A.Router.ConnectedAsync(Pool, accepted.Id, default)).ShouldBe(StepOutcome.Done);
        return accepted;
    }

    private protected async Task<AssignmentFacts> WrappingUpAsync(QueuedContact contact)
    {
        var active = await ActiveAsync(contact);
        (await B.Router.EndAsync(Pool, active.Id, active.Agent, default)).ShouldBe(StepOutcome.Done);
        return active;
    }

    /// <summary>The agent ends it and logs the outcome.</summary>
    private protected async Task FinishAsync(AssignmentFacts assignment)
    {
        (await A.Router.EndAsync(Pool, assignment.Id, assignment.Agent, default)).ShouldBe(StepOutcome.Done);
        (await A.Router.CompleteAsync(Pool, assignment.Id, assignment.Agent, default)).ShouldBe(StepOutcome.Done);
    }

    /// <summary>It waits, and rings nowhere.</summary>
    private protected async Task<ContactFacts> WaitsAsync(QueuedContact contact)
    {
        var standing = await StandingAsync(contact);
        standing.Assignment?.State.ShouldBe(AssignmentState.WrapUp);
        standing.Contact.State.ShouldBe(ContactState.Waiting);
        return standing.Contact;
    }

    /// <summary>The last event of a kind.</summary>
    private protected async Task<RoutingEvent> LastAsync(RoutingEventKind kind) => (await EventsAsync()).Last(e => e.Kind == kind);

    private protected static JsonElement DetailOf(RoutingEvent routingEvent) => JsonSerializer.Deserialize<JsonElement>(routingEvent.Detail.ShouldNotBeNull());

    private protected Task<PoolSnapshot> SnapshotAsync() => B.View.SnapshotAsync(Pool, default);

    /// <summary>Every event so far.</summary>
    private protected async Task<IReadOnlyList<RoutingEvent>> EventsAsync()
    {
        var upTo = (await SnapshotAsync()).Position;
        var events = new List<RoutingEvent>();
        await foreach (var each in A.View.TailAsync(Pool, EventPosition.Start, default))
        {
            events.Add(each);
            if (each.Position == upTo)
            {
                break;
            }
        }

        return events;
    }

    /// <summary>What the pump does, without its loop.</summary>
    private protected async Task<PoolSnapshot> StoreEventsAsync()
    {
        await Records.AppendAsync(Pool, await EventsAsync(), default);
        return await SnapshotAsync();
    }

    private protected async Task<IReadOnlyList<RedisKey>> KeysAsync()
    {
        var root = A.Get<CommonArguments>().KeysOf(Pool).Root.ToString();
        var found = (string[])await (await A.DatabaseAsync()).ExecuteAsync("KEYS", $"{root[..root.IndexOf('{', StringComparison.Ordinal)]}*");
        return [.. found.Select(k => (RedisKey)k)];
    }

    /// <summary>Every key of the test's installation with its content, as Redis would save it.</summary>
    private protected async Task<IReadOnlyList<string>> EverythingAsync()
    {
        var (database, all) = (await A.DatabaseAsync(), new List<string>());
        foreach (var key in (await KeysAsync()).OrderBy(k => (string)k!, StringComparer.Ordinal))
        {
            all.Add($"{key} {Convert.ToHexString(await database.KeyDumpAsync(key) ?? [])}");
        }

        return all;
    }

    /// <summary>Redis lost all of this test.</summary>
    private protected async Task ForgetEverythingAsync() => await (await A.DatabaseAsync()).KeyDeleteAsync([.. await KeysAsync()]);
}
