using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;
using Helpline.Support;

namespace Helpline.Nodes.Tests;

/// <summary>One call from its arrival to its logged outcome, told as steps that any node may do, and the world around it that goes on whatever node has died.</summary>
internal sealed class CallOfOnePerson(Site site, TestClock clock)
{
    private static readonly PoolId Pool = Site.Pool;

    private readonly IncomingContact incoming =
        new($"twilio:call:CA{Guid.CreateVersion7():N}", Site.Line, Channel.Phone, CallerAddress.Of("+447700900123"), null, "From=+447700900123");

    private AssignmentFacts? lastSeen;

    /// <summary>Signed on through the first node; if it dies their browser goes to another.</summary>
    public AgentId Here { get; } = AgentId.New();

    /// <summary>Signed on elsewhere, and there afterwards.</summary>
    public AgentId There { get; } = AgentId.New();

    public ContactId? Contact { get; private set; }

    public IReadOnlyList<Step> Steps =>
    [
        new("open", (node, stop) => node.OpenAsync(stop), Always: true),
        new("sign on", (node, _) => HereIsAsync(node), Always: true),
        new("take in", TakeInAsync, Always: true), // The provider repeats it until it is answered.
        new("enqueue", (node, stop) => EnqueueAsync(node, stop)),
        new("accept", AcceptAsync),
        new("connected", (node, stop) => MustAsync(node.Router.ConnectedAsync(Pool, lastSeen!.Id, stop))),
        new("pump", (node, stop) => node.PumpAsync(stop)),
        new("sweep", (node, _) => node.SweepAsync()),
        new("end", (node, stop) => MustAsync(node.Router.EndAsync(Pool, lastSeen!.Id, lastSeen.Agent, stop))),
        new("pump again", (node, stop) => node.PumpAsync(stop)),
        new("complete", (node, stop) => MustAsync(node.Router.CompleteAsync(Pool, lastSeen!.Id, lastSeen.Agent, stop))),
        new("deadlines", (node, _) => node.DoDueAsync()),
        new("last pump", (node, stop) => node.PumpAsync(stop)),
    ];

    /// <summary>Makes an agent be there: their browser signs on, is heard, and says they are available.</summary>
    public static async Task PresentAsync(Node node, AgentId agent)
    {
        await node.Presence.SignOnAsync(Pool, new(agent, ["line:northants", "lang:en"], new Dictionary<Channel, int> { [Channel.Phone] = 1, [Channel.Sms] = 2 }), default);
        await node.Presence.RenewAsync(Pool, [agent], default);
        await node.Presence.SetStatusAsync(Pool, agent, AgentStatus.Available, null, default);
    }

    /// <summary>
    /// Time goes by and people do what they would, on whatever nodes are left, until the call is over.
    /// <paramref name="abandoned"/>: nobody repeats what the dead node was doing, so an offer or a connection that it had in hand runs into its deadline.
    /// </summary>
    /// <returns>How long it took by the clock of Redis.</returns>
    public async Task<TimeSpan> UntilOverAsync(Node[] left, bool abandoned, TimeSpan within)
    {
        var began = clock.GetUtcNow();
        var given = abandoned ? (await left[0].Router.StandingAsync(Pool, Contact!.Value, default))?.Assignment?.Id : null;
        for (var round = 0; clock.GetUtcNow() - began < within; round++)
        {
            var node = left[round % left.Length];
            await node.PumpAsync();
            await node.SweepAsync();
            await node.DoDueAsync();
            await HeardAsync(node);
            var standing = await node.Router.StandingAsync(Pool, Contact!.Value, default);
            if (standing is { Contact.State: ContactState.Closed, Assignment: null })
            {
                await node.PumpAsync();
                return clock.GetUtcNow() - began;
            }

            var done = standing?.Assignment is { } assignment && await ActAsync(node, assignment, given);
            clock.Advance(done ? TimeSpan.FromMilliseconds(20) : TimeSpan.FromSeconds(1));
        }

        var stuck = await left[0].Router.StandingAsync(Pool, Contact!.Value, default);
        throw new TimeoutException($"After {within.TotalSeconds:0} s the call is not over: {stuck}");
    }

    private static async Task<bool> ActAsync(Node node, AssignmentFacts assignment, AssignmentId? given)
    {
        switch (assignment.State)
        {
            case AssignmentState.Offered when assignment.Id != given:
                (await node.Router.AcceptAsync(Pool, assignment.Id, assignment.Agent, default)).Outcome.ShouldBe(AcceptOutcome.Accepted);
                return true;
            case AssignmentState.Connecting when assignment.Id != given:
                (await node.Router.ConnectedAsync(Pool, assignment.Id, default)).ShouldBe(StepOutcome.Done);
                return true;
            case AssignmentState.Active:
                (await node.Router.EndAsync(Pool, assignment.Id, assignment.Agent, default)).ShouldBe(StepOutcome.Done);
                return true;
            case AssignmentState.WrapUp:
                (await node.Router.CompleteAsync(Pool, assignment.Id, assignment.Agent, default)).ShouldBe(StepOutcome.Done);
                return true;
            default:
                return false; // The dead node had it: its deadline will come.
        }
    }

    private static async Task MustAsync(Task<StepOutcome> step) => (await step).ShouldBe(StepOutcome.Done);

    private Task HereIsAsync(Node node) => PresentAsync(node, Here);

    // Both browsers are heard; whoever was paused for the offer they missed comes back.
    private async Task HeardAsync(Node node)
    {
        foreach (var unknown in await node.Presence.RenewAsync(Pool, [Here, There], default))
        {
            await PresentAsync(node, unknown);
        }

        foreach (var paused in (await node.View.SnapshotAsync(Pool, default)).Agents.Where(a => a.Status is AgentStatus.Paused))
        {
            await node.Presence.SetStatusAsync(Pool, paused.Id, AgentStatus.Available, null, default);
        }
    }

    private async Task TakeInAsync(Node node, CancellationToken stop)
    {
        var taken = await node.Intake.RecordAsync(incoming, stop);
        Contact = taken.Contact;
    }

    private async Task EnqueueAsync(Node node, CancellationToken stop)
    {
        var taken = await node.Intake.RecordAsync(incoming, stop);
        var outcome = await node.Router.EnqueueAsync(new(taken.Contact, taken.Pool, taken.Line, taken.Demand, taken.Priority, taken.ArrivedAt), stop);
        outcome.ShouldBeOneOf(EnqueueOutcome.Enqueued, EnqueueOutcome.AlreadyKnown);
    }

    private async Task AcceptAsync(Node node, CancellationToken stop)
    {
        lastSeen = (await node.Router.StandingAsync(Pool, Contact!.Value, stop))!.Assignment.ShouldNotBeNull("somebody is free, so it is offered");
        var reply = await node.Router.AcceptAsync(Pool, lastSeen.Id, lastSeen.Agent, stop);
        reply.Outcome.ShouldBeOneOf(AcceptOutcome.Accepted, AcceptOutcome.AlreadyYours);
        reply.Ticket.ShouldNotBeNull();
    }

    /// <summary>Whether the site remembers one call, once, and nothing is left of it anywhere.</summary>
    public async Task ShouldBeOverOnceAsync(Node node)
    {
        (await site.ColumnAsync<Guid>("select id from contact")).ShouldBe([Contact!.Value.Value], "it was taken in once");
        (await site.ColumnAsync<int>("select state from contact where close_reason = 1")).ShouldBe([(int)ContactState.Closed], "it is closed as answered");

        var numbers = await site.ColumnAsync<long>("select number from routing_event order by epoch, number");
        numbers.ShouldBe(Enumerable.Range(1, numbers.Count).Select(n => (long)n), "the history has no gap and nothing twice");
        var kinds = (await site.ColumnAsync<int>($"select kind from routing_event where contact_id = '{Contact}' order by number")).Select(k => (RoutingEventKind)k).ToList();
        kinds.Count(k => k is RoutingEventKind.Enqueued).ShouldBe(1);
        kinds.Count(k => k is RoutingEventKind.Ended).ShouldBe(1);
        kinds.Count(k => k is RoutingEventKind.Completed).ShouldBe(1);
        kinds.Count(k => k is RoutingEventKind.Offered).ShouldBe(1 + kinds.Count(k => k is RoutingEventKind.Lapsed or RoutingEventKind.ConnectFailed));

        var states = (await site.ColumnAsync<int>("select state from assignment")).Select(s => (AssignmentState)s).ToList();
        states.Count(s => s is AssignmentState.Done).ShouldBe(1);
        states.ShouldAllBe(s => !AssignmentLife.IsOpen(s));

        var snapshot = await node.View.SnapshotAsync(Pool, default);
        snapshot.Contacts.ShouldBeEmpty();
        snapshot.Assignments.ShouldBeEmpty();
        snapshot.Agents.Where(a => a is { Connected: true, Status: AgentStatus.Available }).Select(a => a.Id).ShouldBe([Here, There], ignoreOrder: true);
        (await node.SweepAsync()).ShouldBe(0, "nothing open is left in Records");
        await BothAreFreeAsync(node);
    }

    private static async Task BothAreFreeAsync(Node node)
    {
        var agents = new HashSet<AgentId>();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var next = new QueuedContact(ContactId.New(), Pool, Site.Line.Id, Site.Line.DemandFor(Channel.Phone), Priority.Normal, TimeProvider.System.GetUtcNow());
            await node.Router.EnqueueAsync(next, default);
            agents.Add((await node.Router.StandingAsync(Pool, next.Id, default))!.Assignment.ShouldNotBeNull("both agents are free for the next calls").Agent);
        }

        agents.Count.ShouldBe(2);
    }
}

/// <param name="Always">Done on another node in any case: a browser that lost its node finds the next, a provider repeats its event.</param>
/// <summary>One thing a node does in the life of a call.</summary>
internal sealed record Step(string Name, Func<Node, CancellationToken, Task> DoAsync, bool Always = false);
