using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;

namespace Helpline.Routing.Tests.Steps;

public sealed class AcceptTests(RedisFixture redis) : PoolTest(redis)
{
    [Fact]
    public async Task Accept_WhenFiveHundredPressAtOnceOnThreeNodes_OneWinsAndEveryOtherLearnsWho()
    {
        await using var third = NewNode();
        Node[] nodes = [A, B, third];
        var agent = await AgentAsync();
        var offer = await OfferedAsync(await EnqueueAsync());

        // A third of them are further windows of the agent it rings at.
        var presses = Enumerable.Range(0, 500).Select(i => (Who: i % 3 == 0 ? agent : AgentId.New(), Node: nodes[i / 3 % 3])).ToList();
        var replies = await Task.WhenAll(presses.Select(p => Task.Run(async () => (p.Who, Reply: await p.Node.Router.AcceptAsync(Pool, offer.Id, p.Who, default)))));

        var winner = replies.Single(r => r.Reply.Outcome == AcceptOutcome.Accepted);
        winner.Who.ShouldBe(agent);
        var windows = replies.Where(r => r.Who == agent && r != winner).ToList();
        windows.Count.ShouldBe(166);
        windows.Select(r => r.Reply).Distinct().ShouldBe([winner.Reply with { Outcome = AcceptOutcome.AlreadyYours }]);
        var losers = replies.Where(r => r.Who != agent).ToList();
        losers.Count.ShouldBe(333);
        losers.ShouldAllBe(r =>
            (r.Reply.Outcome == AcceptOutcome.TakenByAnother || r.Reply.Outcome == AcceptOutcome.NotOffered) && r.Reply.TakenBy == agent && r.Reply.Ticket == null);
        (await EventsAsync()).Count(e => e.Kind == RoutingEventKind.Accepted).ShouldBe(1);
    }

    [Fact]
    public async Task Accept_Repeated_AnswersWithTheSameTicket()
    {
        var agent = await AgentAsync();
        var offer = await OfferedAsync(await EnqueueAsync());

        var first = await A.Router.AcceptAsync(Pool, offer.Id, agent, default);
        var again = await B.Router.AcceptAsync(Pool, offer.Id, agent, default);

        first.ShouldBe(new(AcceptOutcome.Accepted, offer.Contact, null, first.Ticket));
        first.Ticket.ShouldNotBeNull().Length.ShouldBe(32);
        again.ShouldBe(first with { Outcome = AcceptOutcome.AlreadyYours });
    }

    [Fact]
    public async Task Accept_AfterAnotherTookIt_SaysWho()
    {
        var (first, second) = (await AgentAsync(), await AgentAsync());
        var contact = await EnqueueAsync();
        var lapsing = await OfferedAsync(contact);
        var other = lapsing.Agent == first ? second : first;
        await A.Router.DeclineAsync(Pool, lapsing.Id, lapsing.Agent, DeclineReason.NotNow, default);
        await AcceptedAsync(contact);

        var late = await A.Router.AcceptAsync(Pool, lapsing.Id, lapsing.Agent, default);

        late.Outcome.ShouldBe(AcceptOutcome.NotOffered);
        late.TakenBy.ShouldBe(other);
    }

    [Fact]
    public async Task Accept_AfterTheDeadline_LapsesAtOnce_EvenIfNobodyHasLooked()
    {
        var agent = await AgentAsync();
        var contact = await EnqueueAsync();
        var offer = await OfferedAsync(contact);
        foreach (var seconds in new[] { 9, 9, 2 })
        {
            await A.Presence.RenewAsync(Pool, [agent], default);
            Clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        (await A.Router.AcceptAsync(Pool, offer.Id, agent, default)).Outcome.ShouldBe(AcceptOutcome.Lapsed);
        (await B.Router.AcceptAsync(Pool, offer.Id, agent, default)).Outcome.ShouldBe(AcceptOutcome.Lapsed);

        (await StandingAsync(contact)).Contact.State.ShouldBe(ContactState.Waiting);
        (await SnapshotAsync()).Agents.Single().Status.ShouldBe(AgentStatus.Paused);
    }

    [Fact]
    public async Task Accept_AfterThePersonLeft_SaysWithdrawn()
    {
        var agent = await AgentAsync();
        var contact = await EnqueueAsync();
        var offer = await OfferedAsync(contact);
        await B.Router.PersonLeftAsync(Pool, contact.Id, CloseReason.Abandoned, default);

        (await A.Router.AcceptAsync(Pool, offer.Id, agent, default)).Outcome.ShouldBe(AcceptOutcome.Withdrawn);
    }

    [Fact]
    public async Task Ticket_LetsOneBearerInAsOftenAsItAsks()
    {
        var agent = await AgentAsync();
        var offer = await OfferedAsync(await EnqueueAsync());
        var ticket = (await A.Router.AcceptAsync(Pool, offer.Id, agent, default)).Ticket!;

        (await A.Router.RedeemTicketAsync(Pool, offer.Id, agent, "no such ticket", "CA1", default)).ShouldBe(TicketOutcome.Wrong);
        (await A.Router.RedeemTicketAsync(Pool, offer.Id, AgentId.New(), ticket, "CA1", default)).ShouldBe(TicketOutcome.Wrong);
        (await A.Router.RedeemTicketAsync(Pool, offer.Id, agent, ticket, "CA1", default)).ShouldBe(TicketOutcome.Valid);
        (await B.Router.RedeemTicketAsync(Pool, offer.Id, agent, ticket, "CA1", default)).ShouldBe(TicketOutcome.Valid);
        (await B.Router.RedeemTicketAsync(Pool, offer.Id, agent, ticket, "CA2", default)).ShouldBe(TicketOutcome.UsedByAnother);
    }

    [Fact]
    public async Task Ticket_EndsWithTheConnectDeadline()
    {
        var agent = await AgentAsync();
        var offer = await OfferedAsync(await EnqueueAsync());
        var ticket = (await A.Router.AcceptAsync(Pool, offer.Id, agent, default)).Ticket!;
        Clock.Advance(TimeSpan.FromSeconds(25));

        (await A.Router.RedeemTicketAsync(Pool, offer.Id, agent, ticket, "CA1", default)).ShouldBe(TicketOutcome.NotConnecting);
    }

    [Fact]
    public async Task Ticket_IsInNoEvent()
    {
        var agent = await AgentAsync();
        var offer = await OfferedAsync(await EnqueueAsync());
        var ticket = (await A.Router.AcceptAsync(Pool, offer.Id, agent, default)).Ticket!;
        await A.Router.ConnectedAsync(Pool, offer.Id, default);

        var stream = await (await A.DatabaseAsync()).ExecuteAsync("XRANGE", A.Get<Redis.CommonArguments>().KeysOf(Pool).Events, "-", "+");

        var entries = Events.StreamEntry.ReadEntries(Pool, stream);
        entries.Count.ShouldBeGreaterThan(3);
        ((StackExchange.Redis.RedisResult[])stream).ShouldAllBe(e => !((string)((StackExchange.Redis.RedisResult[])((StackExchange.Redis.RedisResult[])e)[1])[1]).Contains(ticket, StringComparison.Ordinal));
    }
}
