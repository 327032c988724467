using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;

namespace Helpline.Routing.Tests.Steps;

/// <summary>Written conversations that wait for the person, and the replies that end the wait.</summary>
public sealed class ParkingTests(RedisFixture redis) : PoolTest(redis)
{
    private static readonly (Channel, int) OneText = (Channel.Sms, 1);

    [Fact]
    public async Task Parked_TakesNoRoom_AndIsParkedOnce()
    {
        var agent = await AgentAsync(null, OneText);
        var contact = await EnqueueAsync(Sms);
        var parked = await ParkedAsync(contact);

        (await A.Router.ParkAsync(Pool, parked.Id, agent, null, default)).ShouldBe(StepOutcome.Done);

        await OfferedAsync(await EnqueueAsync(Sms), agent);
        (await StandingAsync(contact)).Contact.State.ShouldBe(ContactState.InHand);
        (await EventsAsync()).Count(e => e.Kind == RoutingEventKind.Parked).ShouldBe(1);
    }

    [Fact]
    public async Task ACall_CannotBeParked()
    {
        var agent = await AgentAsync();
        var contact = await EnqueueAsync();
        var active = await ActiveAsync(contact);

        (await A.Router.ParkAsync(Pool, active.Id, agent, null, default)).ShouldBe(StepOutcome.NotPossibleNow);

        (await AssignmentOfAsync(contact))!.State.ShouldBe(AssignmentState.Active);
    }

    [Fact]
    public async Task AReply_WithRoomForIt_GoesOnAtOnce()
    {
        await AgentAsync(null, OneText);
        var contact = await EnqueueAsync(Sms);
        var parked = await ParkedAsync(contact);

        await ReplyAsync(contact);

        (await AssignmentOfAsync(contact)).ShouldBe(parked with { State = AssignmentState.Active, Since = Clock.GetUtcNow(), Deadline = null });
        (await EventsAsync()).TakeLast(2).Select(e => e.Kind).ShouldBe([RoutingEventKind.News, RoutingEventKind.Resumed]);
    }

    [Fact]
    public async Task AReply_WithoutRoom_GoesOnBeforeWhatCameLater()
    {
        var (agent, contact, busyWith) = await ParkedBesideAnotherAsync();
        await ReplyAsync(contact);
        Clock.Advance(TimeSpan.FromSeconds(1));
        var later = await EnqueueAsync(Sms);
        (await AssignmentOfAsync(contact))!.State.ShouldBe(AssignmentState.Parked);

        await FinishAsync(busyWith);

        (await AssignmentOfAsync(contact)).ShouldNotBeNull().State.ShouldBe(AssignmentState.Active);
        (await AssignmentOfAsync(contact))!.Agent.ShouldBe(agent);
        await WaitsAsync(later);
    }

    [Fact]
    public async Task AReply_WithoutRoom_StandsBehindWhatCameEarlier_HoweverOldItsConversation()
    {
        var (agent, contact, busyWith) = await ParkedBesideAnotherAsync();
        var earlier = await EnqueueAsync(Sms);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await ReplyAsync(contact);

        await FinishAsync(busyWith);

        await OfferedAsync(earlier, agent);
        (await AssignmentOfAsync(contact))!.State.ShouldBe(AssignmentState.Parked);
    }

    [Fact]
    public async Task AReply_ToAnAgentOnABreak_GoesOnWhenTheyAreBack()
    {
        var agent = await AgentAsync();
        var contact = await EnqueueAsync(Sms);
        await ParkedAsync(contact);
        await A.Presence.SetStatusAsync(Pool, agent, AgentStatus.Break, null, default);
        await ReplyAsync(contact);
        (await AssignmentOfAsync(contact))!.State.ShouldBe(AssignmentState.Parked);

        await A.Presence.SetStatusAsync(Pool, agent, AgentStatus.Available, null, default);

        (await AssignmentOfAsync(contact))!.State.ShouldBe(AssignmentState.Active);
    }

    [Fact]
    public async Task AReply_ItsAgentHadNoRoomFor_GoesToThePool_WaitingSinceTheReply_KnownToThem()
    {
        var (agent, contact, _) = await ParkedBesideAnotherAsync();
        var other = await AgentAsync();
        await ReplyAsync(contact);
        var replied = Clock.GetUtcNow();
        await PassAsync(TimeSpan.FromSeconds(100), agent, other);
        await ReplyAsync(contact);
        await PassAsync(TimeSpan.FromSeconds(199), agent, other);
        (await AssignmentOfAsync(contact))!.State.ShouldBe(AssignmentState.Parked);

        await PassAsync(TimeSpan.FromSeconds(1), agent, other);

        await OfferedAsync(contact, other);
        var facts = (await StandingAsync(contact)).Contact;
        facts.WaitingSince.ShouldBe(replied);
        facts.KnownTo.ShouldBe(agent);
        facts.Priority.ShouldBe(Priority.Normal);
        var released = await LastAsync(RoutingEventKind.Released);
        released.Reason.ShouldBe("noRoom");
        released.Assignment!.State.ShouldBe(AssignmentState.Released);
    }

    [Fact]
    public async Task Until_BringsItBack_WithoutAReply()
    {
        var agent = await AgentAsync(null, OneText);
        var contact = await EnqueueAsync(Sms);
        await ParkedAsync(contact, Clock.GetUtcNow().AddSeconds(60));
        await PassAsync(TimeSpan.FromSeconds(59), agent);
        (await AssignmentOfAsync(contact))!.State.ShouldBe(AssignmentState.Parked);

        await PassAsync(TimeSpan.FromSeconds(1), agent);

        (await AssignmentOfAsync(contact))!.State.ShouldBe(AssignmentState.Active);
        (await LastAsync(RoutingEventKind.Parked)).Reason.ShouldBe("due");
    }

    [Fact]
    public async Task Until_WithoutRoom_WaitsAsAReplyDoes()
    {
        var (agent, contact, busyWith) = await ParkedBesideAnotherAsync(until: Clock.GetUtcNow().AddSeconds(60));

        await PassAsync(TimeSpan.FromSeconds(60), agent);

        var parked = (await AssignmentOfAsync(contact)).ShouldNotBeNull();
        (parked.State, parked.Deadline).ShouldBe((AssignmentState.Parked, Clock.GetUtcNow().AddSeconds(300)));
        await FinishAsync(busyWith);
        (await AssignmentOfAsync(contact))!.State.ShouldBe(AssignmentState.Active);
    }

    [Fact]
    public async Task Resume_NeedsRoom_AndTheOwner()
    {
        var (agent, contact, busyWith) = await ParkedBesideAnotherAsync();
        var parked = (await AssignmentOfAsync(contact))!;
        (await A.Router.ResumeAsync(Pool, parked.Id, agent, default)).ShouldBe(StepOutcome.NotPossibleNow);
        (await AssignmentOfAsync(contact))!.State.ShouldBe(AssignmentState.Parked);
        await FinishAsync(busyWith);

        (await A.Router.ResumeAsync(Pool, parked.Id, AgentId.New(), default)).ShouldBe(StepOutcome.NotYours);
        (await A.Router.ResumeAsync(Pool, parked.Id, agent, default)).ShouldBe(StepOutcome.Done);
        (await B.Router.ResumeAsync(Pool, parked.Id, agent, default)).ShouldBe(StepOutcome.Done);

        (await AssignmentOfAsync(contact))!.State.ShouldBe(AssignmentState.Active);
        await WaitsAsync(await EnqueueAsync(Sms));
    }

    [Fact]
    public async Task Release_GivesItToThePool_AndLeavesTheAgentInPeaceForHalfAMinute()
    {
        var agent = await AgentAsync();
        var contact = await EnqueueAsync(Sms);
        var parked = await ParkedAsync(contact);
        Clock.Advance(TimeSpan.FromSeconds(5));

        (await A.Router.ReleaseAsync(Pool, parked.Id, agent, default)).ShouldBe(StepOutcome.Done);
        (await B.Router.ReleaseAsync(Pool, parked.Id, agent, default)).ShouldBe(StepOutcome.Done);

        var facts = await WaitsAsync(contact);
        (facts.WaitingSince, facts.KnownTo).ShouldBe((Clock.GetUtcNow(), agent));
        await PassAsync(TimeSpan.FromSeconds(29), agent);
        await WaitsAsync(contact);
        await PassAsync(TimeSpan.FromSeconds(1), agent);
        await OfferedAsync(contact, agent);
    }

    [Fact]
    public async Task Release_WithAReplyUnread_WaitsSinceTheReply()
    {
        var (agent, contact, _) = await ParkedBesideAnotherAsync();
        await ReplyAsync(contact);
        var replied = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromSeconds(5));
        var other = await AgentAsync();

        (await A.Router.ReleaseAsync(Pool, (await AssignmentOfAsync(contact))!.Id, agent, default)).ShouldBe(StepOutcome.Done);

        await OfferedAsync(contact, other);
        (await StandingAsync(contact)).Contact.WaitingSince.ShouldBe(replied);
    }

    [Fact]
    public async Task SigningOut_ReleasesEach_AndSaysWhy()
    {
        var agent = await AgentAsync();
        var contacts = new[] { await EnqueueAsync(Sms), await EnqueueAsync(Sms) };
        foreach (var contact in contacts)
        {
            await ParkedAsync(contact);
        }

        await A.Presence.SetStatusAsync(Pool, agent, AgentStatus.Offline, null, default);

        var released = (await EventsAsync()).Where(e => e.Kind == RoutingEventKind.Released).ToList();
        released.Select(e => e.Contact!.Id).ShouldBe(contacts.Select(c => c.Id), ignoreOrder: true);
        released.ShouldAllBe(e => e.Reason == "signedOut");
        await WaitsAsync(contacts[0]);
        await WaitsAsync(contacts[1]);
    }

    [Fact]
    public async Task AnAgentWhoIsGone_KeepsItForTheGrace_AndThenItWaitsAheadOfOthers()
    {
        await AgentAsync();
        var contact = await EnqueueAsync(Sms);
        await ParkedAsync(contact);
        await PassAsync(TimeSpan.FromSeconds(10 + 119));
        (await AssignmentOfAsync(contact))!.State.ShouldBe(AssignmentState.Parked);

        await PassAsync(TimeSpan.FromSeconds(1));

        (await WaitsAsync(contact)).Priority.ShouldBe(Priority.Dropped);
    }

    private async Task<AssignmentFacts> ParkedAsync(QueuedContact contact, DateTimeOffset? until = null)
    {
        var active = await ActiveAsync(contact);
        (await B.Router.ParkAsync(Pool, active.Id, active.Agent, until, default)).ShouldBe(StepOutcome.Done);
        return active;
    }

    // An agent with room for one text has one parked and one active.
    private async Task<(AgentId Agent, QueuedContact Parked, AssignmentFacts Active)> ParkedBesideAnotherAsync(DateTimeOffset? until = null)
    {
        var agent = await AgentAsync(null, OneText);
        var contact = await EnqueueAsync(Sms);
        await ParkedAsync(contact, until);
        return (agent, contact, await ActiveAsync(await EnqueueAsync(Sms)));
    }

    private Task ReplyAsync(QueuedContact contact) => A.Router.AnnounceAsync(Pool, contact.Id, ContactNews.MessageReceived, default);
}
