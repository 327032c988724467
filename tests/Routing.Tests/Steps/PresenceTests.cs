using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;

namespace Helpline.Routing.Tests.Steps;

public sealed class PresenceTests(RedisFixture redis) : PoolTest(redis)
{
    [Fact]
    public async Task WithoutALease_ThereAreNoOffers_UntilTheAgentIsHeard()
    {
        var agent = AgentId.New();
        await SignOnAsync(agent);
        await A.Presence.SetStatusAsync(Pool, agent, AgentStatus.Available, null, default);
        var contact = await EnqueueAsync();
        (await AssignmentOfAsync(contact)).ShouldBeNull();

        await B.Presence.RenewAsync(Pool, [agent], default);

        await OfferedAsync(contact, agent);
    }

    [Fact]
    public async Task ALeaseThatEnded_GetsNoOffer_EvenIfNobodyHasLooked()
    {
        var earlier = await EnqueueAsync();
        await AgentAsync();
        await A.Router.PersonLeftAsync(Pool, earlier.Id, CloseReason.Abandoned, default);
        Clock.Advance(TimeSpan.FromSeconds(10));

        (await AssignmentOfAsync(await EnqueueAsync())).ShouldBeNull();
    }

    [Fact]
    public async Task ALeaseRenewedLate_GetsWhatItMissed()
    {
        var agent = await AgentAsync();
        Clock.Advance(TimeSpan.FromSeconds(10));
        var contact = await EnqueueAsync();

        await A.Presence.RenewAsync(Pool, [agent], default);

        await OfferedAsync(contact, agent);
    }

    [Fact]
    public async Task LeaseEnded_SendsTheOfferBackAtOnce_WithoutAPause()
    {
        var gone = await AgentAsync();
        var contact = await EnqueueAsync();
        await OfferedAsync(contact, gone);
        Clock.Advance(TimeSpan.FromSeconds(1));
        var there = await AgentAsync();
        Clock.Advance(TimeSpan.FromSeconds(9));
        await A.Presence.RenewAsync(Pool, [there], default);

        await B.DoDueAsync();

        await OfferedAsync(contact, there);
        var agent = (await SnapshotAsync()).Agents.Single(a => a.Id == gone);
        agent.Connected.ShouldBeFalse();
        agent.Status.ShouldBe(AgentStatus.Available);
    }

    /// <summary>A house whose internet goes away: what the first leaves is not offered to the second, who is not heard any more either.</summary>
    [Fact]
    public async Task LeasesThatEndTogether_AllEndBeforeWhatTheyLeaveIsOffered()
    {
        var first = await AgentAsync();
        var offer = await OfferedAsync(await EnqueueAsync(), first);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await AgentAsync();
        Clock.Advance(TimeSpan.FromSeconds(11));

        await B.DoDueAsync();

        (await EventsAsync()).Count(e => e.Kind == RoutingEventKind.Offered).ShouldBe(1);
        (await SnapshotAsync()).Assignments.ShouldBeEmpty();
        (await A.Router.AcceptAsync(Pool, offer.Id, first, default)).Outcome.ShouldNotBe(AcceptOutcome.Accepted);
    }

    [Fact]
    public async Task LeaseEnded_WhileConnecting_Fails()
    {
        await AgentAsync();
        var contact = await EnqueueAsync();
        await AcceptedAsync(contact);
        Clock.Advance(TimeSpan.FromSeconds(10));

        await B.DoDueAsync();

        var standing = await StandingAsync(contact);
        standing.Contact.State.ShouldBe(ContactState.Waiting);
        standing.Assignment.ShouldBeNull();
        (await EventsAsync())[^1].Kind.ShouldBe(RoutingEventKind.ConnectFailed);
    }

    [Fact]
    public async Task LeaseEnded_WhileTalking_LeavesTheCallUp_Flagged()
    {
        await AgentAsync();
        var contact = await EnqueueAsync();
        await ActiveAsync(contact);
        await PassAsync(TimeSpan.FromMinutes(30));

        (await StandingAsync(contact)).Assignment!.State.ShouldBe(AssignmentState.Active);
        (await SnapshotAsync()).Agents.Single().Connected.ShouldBeFalse();
    }

    [Fact]
    public async Task LeaseEnded_WithWrittenWork_LetsItGoAfterTheGrace()
    {
        await AgentAsync();
        var contact = await EnqueueAsync(Sms);
        await ActiveAsync(contact);
        await PassAsync(TimeSpan.FromSeconds(10 + 119));
        (await StandingAsync(contact)).Contact.State.ShouldBe(ContactState.InHand);

        await PassAsync(TimeSpan.FromSeconds(1));

        var facts = (await StandingAsync(contact)).Contact;
        facts.State.ShouldBe(ContactState.Waiting);
        facts.Priority.ShouldBe(Priority.Dropped);
    }

    [Fact]
    public async Task HeardAgainWithinTheGrace_KeepsTheWrittenWork()
    {
        var agent = await AgentAsync();
        var contact = await EnqueueAsync(Sms);
        await ActiveAsync(contact);
        await PassAsync(TimeSpan.FromSeconds(60));

        await A.Presence.RenewAsync(Pool, [agent], default);
        await PassAsync(TimeSpan.FromSeconds(300), agent);

        (await StandingAsync(contact)).Assignment!.Agent.ShouldBe(agent);
    }

    [Fact]
    public async Task ParkedWhileTheirBrowserIsGone_ItGoesWithTheSameGrace()
    {
        var agent = await AgentAsync();
        var contact = await EnqueueAsync(Sms);
        var active = await ActiveAsync(contact);
        await PassAsync(TimeSpan.FromSeconds(60));

        (await A.Router.ParkAsync(Pool, active.Id, agent, null, default)).ShouldBe(StepOutcome.Done);

        await PassAsync(TimeSpan.FromSeconds(69));
        (await AssignmentOfAsync(contact))!.State.ShouldBe(AssignmentState.Parked);
        await PassAsync(TimeSpan.FromSeconds(1));
        (await WaitsAsync(contact)).Priority.ShouldBe(Priority.Dropped);
    }

    [Fact]
    public async Task HeardAgain_IsConnectedAndMatched()
    {
        var agent = await AgentAsync();
        await PassAsync(TimeSpan.FromSeconds(15));
        var contact = await EnqueueAsync();

        (await A.Presence.RenewAsync(Pool, [agent], default)).ShouldBeEmpty();

        await OfferedAsync(contact, agent);
        (await SnapshotAsync()).Agents.Single().Connected.ShouldBeTrue();
    }

    [Fact]
    public async Task SignOn_Repeated_KeepsStatusAndWork_AndSaysNothing()
    {
        var agent = await AgentAsync();
        var contact = await EnqueueAsync();
        await ActiveAsync(contact);
        var position = (await SnapshotAsync()).Position;

        await SignOnAsync(agent);

        var snapshot = await SnapshotAsync();
        snapshot.Position.ShouldBe(position);
        snapshot.Agents.Single().Status.ShouldBe(AgentStatus.Available);
        snapshot.Assignments.Single().Agent.ShouldBe(agent);
    }

    [Fact]
    public async Task Offline_AndGone_IsForgotten_OnceTheWorkIsDone()
    {
        var agent = await AgentAsync();
        var wrapping = await WrappingUpAsync(await EnqueueAsync());
        await A.Presence.SetStatusAsync(Pool, agent, AgentStatus.Offline, null, default);
        await PassAsync(TimeSpan.FromSeconds(15));
        (await SnapshotAsync()).Agents.Single().Id.ShouldBe(agent);

        await A.Router.CompleteAsync(Pool, wrapping.Id, agent, default);

        (await SnapshotAsync()).Agents.ShouldBeEmpty();
        (await A.Presence.RenewAsync(Pool, [agent], default)).ShouldBe([agent]);
    }

    [Fact]
    public async Task SeveralTabsOfOneAgent_AreOneAgent()
    {
        var agent = await AgentAsync(null, (Channel.Sms, 1));
        await B.Presence.SignOnAsync(Pool, new(agent, ["lang:en", "line:northants"], new Dictionary<Channel, int> { [Channel.Sms] = 1 }), default);
        (await B.Presence.RenewAsync(Pool, [agent, agent], default)).ShouldBeEmpty();

        var offer = await OfferedAsync(await EnqueueAsync(Sms), agent);
        var second = await EnqueueAsync(Sms);
        (await A.Router.AcceptAsync(Pool, offer.Id, agent, default)).Outcome.ShouldBe(AcceptOutcome.Accepted);
        (await B.Router.AcceptAsync(Pool, offer.Id, agent, default)).Outcome.ShouldBe(AcceptOutcome.AlreadyYours);

        await WaitsAsync(second);
        (await SnapshotAsync()).Agents.Single().Id.ShouldBe(agent);
        Clock.Advance(TimeSpan.FromSeconds(9));
        await B.Presence.RenewAsync(Pool, [agent], default);
        Clock.Advance(TimeSpan.FromSeconds(9));
        await A.DoDueAsync();
        (await SnapshotAsync()).Agents.Single().Connected.ShouldBeTrue();
    }

    [Theory]
    [InlineData("announce")]
    [InlineData("enqueue")]
    [InlineData("reprioritise")]
    [InlineData("signOn")]
    [InlineData("renew")]
    [InlineData("accept")]
    public async Task ALeaseThatEnded_IsDealtWithByAnyNextCall(string call)
    {
        var there = await AgentAsync(["lang:cy"]);
        var gone = await AgentAsync();
        var contact = await EnqueueAsync();
        var offer = await OfferedAsync(contact, gone);
        Clock.Advance(TimeSpan.FromSeconds(9));
        await A.Presence.RenewAsync(Pool, [there], default);
        Clock.Advance(TimeSpan.FromSeconds(1));

        Func<Task> next = call switch
        {
            "announce" => () => B.Router.AnnounceAsync(Pool, ContactId.New(), ContactNews.MessageReceived, default),
            "enqueue" => () => EnqueueAsync(Sms),
            "reprioritise" => () => B.Router.ReprioritiseAsync(Pool, contact.Id, Priority.High, there, default),
            "signOn" => () => SignOnAsync(AgentId.New()),
            "renew" => () => B.Presence.RenewAsync(Pool, [there], default),
            _ => async () => (await B.Router.AcceptAsync(Pool, offer.Id, gone, default)).Outcome.ShouldBe(AcceptOutcome.Lapsed),
        };
        await next();

        await WaitsAsync(contact);
        (await SnapshotAsync()).Agents.Single(a => a.Id == gone).Connected.ShouldBeFalse();
        (await LastAsync(RoutingEventKind.Lapsed)).Reason.ShouldBe("leaseEnded");
    }
}
