using System.Collections.Concurrent;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;

namespace Helpline.Nodes.Tests;

/// <param name="nodes">Those that a balancer would ask now.</param>
/// <summary>Calls arrive and agents answer them on several nodes, as people would: what fails is tried again, on the next node.</summary>
internal sealed class BusyDay(Func<IReadOnlyList<Node>> nodes) : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(25);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentBag<ContactId> arrived = [];
    private readonly List<Task> people = [];
    private int turn;

    /// <summary>Everybody whose call was taken in.</summary>
    public IReadOnlyCollection<ContactId> Arrived => arrived;

    /// <summary>True when nobody calls any more; the agents go on.</summary>
    public bool Enough { get; set; }

    /// <summary>While set, these agents leave their work in the state named.</summary>
    public ConcurrentDictionary<AgentId, AssignmentState> Keeping { get; } = [];

    /// <summary>Other failures than that a server was away.</summary>
    public ConcurrentQueue<Exception> Wrong { get; } = [];

    /// <summary>Somebody at a desk; with <paramref name="keeps"/> they go no further than that state until told.</summary>
    public AgentId AddAgent(AssignmentState? keeps = null)
    {
        var agent = AgentId.New();
        if (keeps is { } state)
        {
            Keeping[agent] = state;
        }

        people.Add(RepeatAsync(node => WorkAsync(node, agent)));
        return agent;
    }

    public void AddCallers() => people.Add(RepeatAsync(ArriveAsync));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(people);
        stop.Dispose();
    }

    /// <summary>Whether everybody who called was answered, once, and the history of it is whole.</summary>
    public async Task ShouldBeWholeAsync(Site site, int epochs = 1)
    {
        Wrong.ShouldBeEmpty();
        var all = Arrived.Select(c => c.Value).ToList();
        (await site.ColumnAsync<Guid>("select id from contact where close_reason = 1")).ShouldBe(all, ignoreOrder: true);
        (await site.ColumnAsync<Guid>($"select contact_id from assignment where state = {(int)AssignmentState.Done}")).ShouldBe(all, ignoreOrder: true);
        (await site.ColumnAsync<long>("select count(distinct epoch) from routing_event")).ShouldBe([epochs]);
        (await site.ColumnAsync<long>("select max(number) - count(*) from routing_event group by epoch")).ShouldAllBe(gap => gap == 0, "no number is missing in an epoch");
    }

    /// <summary>Contacts and assignments that are not over, as Records knows; an offer lost with Redis stays an offer there.</summary>
    public static async Task<long> OpenAsync(Site site) =>
        (await site.ColumnAsync<long>("select (select count(*) from contact where state <> 3) + (select count(*) from assignment where state in (2, 3, 4, 5))"))[0];

    private async Task RepeatAsync(Func<Node, Task> once)
    {
        using var timer = new PeriodicTimer(Pace, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(CancellationToken.None) && !stop.IsCancellationRequested)
        {
            try
            {
                var up = nodes();
                await once(up[Interlocked.Increment(ref turn) % up.Count]);
            }
            catch (Exception e) when (e is RoutingUnavailableException or RecordsUnavailableException)
            {
                // As a person sees it: "cannot be reached at the moment". They try again.
            }
            catch (Exception e)
            {
                Wrong.Enqueue(e);
            }
        }
    }

    private async Task ArriveAsync(Node node)
    {
        if (Enough)
        {
            return;
        }

        var taken = await node.Intake.RecordAsync(
            new($"twilio:call:CA{Guid.CreateVersion7():N}", Site.Line, Channel.Phone, CallerAddress.Of("+447700900123"), null, "From=+447700900123"), default);
        arrived.Add(taken.Contact);
        await node.Router.EnqueueAsync(new(taken.Contact, taken.Pool, taken.Line, taken.Demand, taken.Priority, taken.ArrivedAt), default);
    }

    private async Task WorkAsync(Node node, AgentId agent)
    {
        if ((await node.Presence.RenewAsync(Site.Pool, [agent], default)).Count > 0)
        {
            await CallOfOnePerson.PresentAsync(node, agent);
        }

        var pool = await node.View.SnapshotAsync(Site.Pool, default);
        if (pool.Agents.Any(a => a.Id == agent && a.Status is AgentStatus.Paused))
        {
            await node.Presence.SetStatusAsync(Site.Pool, agent, AgentStatus.Available, null, default);
        }

        foreach (var mine in pool.Assignments.Where(a => a.Agent == agent && !(Keeping.TryGetValue(agent, out var state) && state == a.State)))
        {
            // An answer that says no is as good as any: the next look shows how it stands.
            Task step = mine.State switch
            {
                AssignmentState.Offered => node.Router.AcceptAsync(Site.Pool, mine.Id, agent, default),
                AssignmentState.Connecting => node.Router.ConnectedAsync(Site.Pool, mine.Id, default),
                AssignmentState.Active => node.Router.EndAsync(Site.Pool, mine.Id, agent, default),
                _ => node.Router.CompleteAsync(Site.Pool, mine.Id, agent, default),
            };
            await step;
        }
    }
}
