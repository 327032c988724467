using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;

namespace Helpline.Routing.Tests.Steps;

/// <summary>Contacts that come back: declined, lapsed, not connected, dropped.</summary>
public sealed class ReturnTests(RedisFixture redis) : PoolTest(redis)
{
    [Fact]
    public async Task Declined_GoesToTheNextAgent_WithItsScoreUnchanged()
    {
        var first = await AgentAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await AgentAsync();
        var contact = await EnqueueAsync();
        var offer = await OfferedAsync(contact, first);

        (await A.Router.DeclineAsync(Pool, offer.Id, second, DeclineReason.NotNow, default)).ShouldBe(StepOutcome.NotYours);
        (await A.Router.DeclineAsync(Pool, offer.Id, first, DeclineReason.SomeoneElse, default)).ShouldBe(StepOutcome.Done);
        (await B.Router.DeclineAsync(Pool, offer.Id, first, DeclineReason.SomeoneElse, default)).ShouldBe(StepOutcome.Done);

        await OfferedAsync(contact, second);
        (await StandingAsync(contact)).Contact.WaitingSince.ShouldBe(contact.WaitingSince);
        (await EventsAsync()).Single(e => e.Kind == RoutingEventKind.Declined).Reason.ShouldBe("someoneElse");
    }

    [Fact]
    public async Task Declined_WithNobodyElse_ComesBackAfterHalfAMinute_AndTheNextContactMeanwhile()
    {
        var agent = await AgentAsync();
        var contact = await EnqueueAsync();
        var offer = await OfferedAsync(contact, agent);
        await A.Router.DeclineAsync(Pool, offer.Id, agent, DeclineReason.NotNow, default);
        (await AssignmentOfAsync(contact)).ShouldBeNull();

        var next = await EnqueueAsync();
        await OfferedAsync(next, agent);
        await A.Router.PersonLeftAsync(Pool, next.Id, CloseReason.Abandoned, default);
        await PassAsync(TimeSpan.FromSeconds(29), agent);
        (await AssignmentOfAsync(contact)).ShouldBeNull();

        await PassAsync(TimeSpan.FromSeconds(1), agent);
        await OfferedAsync(contact, agent);
    }

    [Fact]
    public async Task Declined_IsNotOfferedBack_WhileAnotherCouldTakeIt_EvenAfterTheRest()
    {
        var declined = await AgentAsync();
        var contact = await EnqueueAsync(Sms);
        await A.Router.DeclineAsync(Pool, (await OfferedAsync(contact, declined)).Id, declined, DeclineReason.NotNow, default);
        var ringing = await AgentAsync();
        var offer = await OfferedAsync(contact, ringing);
        await PassAsync(TimeSpan.FromSeconds(31), declined, ringing);
        var newcomer = await AgentAsync();

        await A.Router.DeclineAsync(Pool, offer.Id, ringing, DeclineReason.NotNow, default);

        await OfferedAsync(contact, newcomer);
    }

    [Fact]
    public async Task Declined_AgentWhoIsFreeForIt_TakesTheOneBehindIt()
    {
        var agent = await AgentAsync();
        var declined = await EnqueueAsync();
        await A.Router.DeclineAsync(Pool, (await OfferedAsync(declined)).Id, agent, DeclineReason.NotNow, default);
        var wrapping = await WrappingUpAsync(await EnqueueAsync());
        var behind = await EnqueueAsync();

        await A.Router.CompleteAsync(Pool, wrapping.Id, agent, default);

        await OfferedAsync(behind, agent);
        (await AssignmentOfAsync(declined)).ShouldBeNull();
    }

    [Fact]
    public async Task Lapsed_PausesTheAgent_AndGoesToTheNextAtOnce()
    {
        var first = await AgentAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await AgentAsync();
        var contact = await EnqueueAsync();
        var offer = await OfferedAsync(contact, first);

        await PassAsync(TimeSpan.FromSeconds(20), first, second);

        await OfferedAsync(contact, second);
        var agent = (await SnapshotAsync()).Agents.Single(a => a.Id == first);
        agent.Status.ShouldBe(AgentStatus.Paused);
        agent.Reason.ShouldBe("missedOffer");
        (await A.Router.DeclineAsync(Pool, offer.Id, first, DeclineReason.NotNow, default)).ShouldBe(StepOutcome.NotPossibleNow);
        (await EventsAsync()).TakeLast(3).Select(e => e.Kind).ShouldBe([RoutingEventKind.Lapsed, RoutingEventKind.AgentChanged, RoutingEventKind.Offered]);
    }

    [Fact]
    public async Task ConnectFailed_WaitsAgainAtItsOldPlace()
    {
        var agent = await AgentAsync();
        var contact = await EnqueueAsync();
        var accepted = await AcceptedAsync(contact);
        await A.Presence.SetStatusAsync(Pool, agent, AgentStatus.Break, null, default);
        Clock.Advance(TimeSpan.FromSeconds(3));
        var later = await EnqueueAsync();

        (await B.Router.ConnectFailedAsync(Pool, accepted.Id, default)).ShouldBe(StepOutcome.Done);
        (await B.Router.ConnectFailedAsync(Pool, accepted.Id, default)).ShouldBe(StepOutcome.Done);

        (await StandingAsync(contact)).Contact.Priority.ShouldBe(Priority.Normal);
        (await SnapshotAsync()).Contacts.Select(c => c.Id).ShouldBe([contact.Id, later.Id]);
        (await StandingAsync(contact)).Position.ShouldBe(1);
    }

    [Fact]
    public async Task Connecting_ThatDoesNotComeUpInTime_FailsByItself()
    {
        var agent = await AgentAsync();
        var contact = await EnqueueAsync();
        var accepted = await AcceptedAsync(contact);
        await PassAsync(TimeSpan.FromSeconds(24), agent);
        (await AssignmentOfAsync(contact)).ShouldNotBeNull().Id.ShouldBe(accepted.Id);

        await PassAsync(TimeSpan.FromSeconds(1), agent);

        (await OfferedAsync(contact, agent)).Id.ShouldNotBe(accepted.Id);
        (await A.Router.ConnectedAsync(Pool, accepted.Id, default)).ShouldBe(StepOutcome.NotPossibleNow);
    }

    [Fact]
    public async Task Dropped_GoesAheadOfEarlierCallers_KeepingItsArrival()
    {
        var agent = await AgentAsync();
        var dropped = await EnqueueAsync();
        var active = await ActiveAsync(dropped);
        await A.Presence.SetStatusAsync(Pool, agent, AgentStatus.Break, null, default);
        var older = await EnqueueAsync(waited: TimeSpan.FromMinutes(119));
        var danger = await EnqueueAsync(priority: Priority.ImminentDanger);

        (await A.Router.AgentLostAsync(Pool, active.Id, default)).ShouldBe(StepOutcome.Done);
        (await B.Router.AgentLostAsync(Pool, active.Id, default)).ShouldBe(StepOutcome.Done);

        (await SnapshotAsync()).Contacts.Select(c => c.Id).ShouldBe([danger.Id, dropped.Id, older.Id]);
        var facts = (await StandingAsync(dropped)).Contact;
        facts.Priority.ShouldBe(Priority.Dropped);
        facts.WaitingSince.ShouldBe(dropped.WaitingSince);
    }

    [Fact]
    public async Task Dropped_InImminentDanger_KeepsTheGreaterBoost()
    {
        await AgentAsync();
        var contact = await EnqueueAsync(priority: Priority.ImminentDanger);
        var active = await ActiveAsync(contact);

        await A.Router.AgentLostAsync(Pool, active.Id, default);

        (await StandingAsync(contact)).Contact.Priority.ShouldBe(Priority.ImminentDanger);
    }

    [Fact]
    public async Task PersonLeft_WhileOffered_WithdrawsAndFreesTheAgentForTheNext()
    {
        var agent = await AgentAsync();
        var contact = await EnqueueAsync();
        var offer = await OfferedAsync(contact);
        var next = await EnqueueAsync();

        (await A.Router.PersonLeftAsync(Pool, contact.Id, CloseReason.LeftMessage, default)).ShouldBe(StepOutcome.Done);
        (await B.Router.PersonLeftAsync(Pool, contact.Id, CloseReason.Abandoned, default)).ShouldBe(StepOutcome.Done);

        await OfferedAsync(next, agent);
        (await StandingAsync(contact)).Contact.CloseReason.ShouldBe(CloseReason.LeftMessage);
        var events = await EventsAsync();
        events.Single(e => e.Kind == RoutingEventKind.Withdrawn).Assignment.ShouldBe(offer with { State = AssignmentState.Withdrawn, Deadline = null });
        events.Single(e => e.Kind == RoutingEventKind.Closed).Contact!.CloseReason.ShouldBe(CloseReason.LeftMessage);
    }

    [Fact]
    public async Task PersonLeft_WhileConnecting_ClosesWithTheReason()
    {
        await AgentAsync();
        var contact = await EnqueueAsync();
        await AcceptedAsync(contact);

        await A.Router.PersonLeftAsync(Pool, contact.Id, CloseReason.Abandoned, default);

        (await StandingAsync(contact)).Contact.CloseReason.ShouldBe(CloseReason.Abandoned);
    }

    [Fact]
    public async Task PersonLeft_WhileLive_ClosesAsAnswered_AndTheAgentWrapsUp()
    {
        var agent = await AgentAsync();
        var contact = await EnqueueAsync();
        var active = await ActiveAsync(contact);

        await A.Router.PersonLeftAsync(Pool, contact.Id, CloseReason.Abandoned, default);

        var standing = await StandingAsync(contact);
        standing.Contact.CloseReason.ShouldBe(CloseReason.Answered);
        standing.Assignment!.State.ShouldBe(AssignmentState.WrapUp);
        (await A.Router.EndAsync(Pool, active.Id, agent, default)).ShouldBe(StepOutcome.Done);
        (await A.Router.CompleteAsync(Pool, active.Id, agent, default)).ShouldBe(StepOutcome.Done);
        (await B.Router.CompleteAsync(Pool, active.Id, agent, default)).ShouldBe(StepOutcome.Done);
        (await SnapshotAsync()).Assignments.ShouldBeEmpty();
    }

    [Fact]
    public async Task ABreak_TakesTheRingingOfferAway()
    {
        var agent = await AgentAsync();
        var contact = await EnqueueAsync();
        await OfferedAsync(contact, agent);

        await A.Presence.SetStatusAsync(Pool, agent, AgentStatus.Break, "lunch", default);

        (await AssignmentOfAsync(contact)).ShouldBeNull();
    }

    [Fact]
    public async Task Announced_IsAnEventWithTheContactAsItStands()
    {
        var contact = await EnqueueAsync(Sms);

        await A.Router.AnnounceAsync(Pool, contact.Id, ContactNews.MessageReceived, default);

        var news = (await EventsAsync())[^1];
        news.Kind.ShouldBe(RoutingEventKind.News);
        news.Reason.ShouldBe("messageReceived");
        news.Contact!.Id.ShouldBe(contact.Id);
        news.Contact.Demand.ShouldBe(Sms);
    }
}
