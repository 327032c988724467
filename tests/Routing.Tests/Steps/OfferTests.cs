using System.Text.Json;
using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;

namespace Helpline.Routing.Tests.Steps;

public sealed class OfferTests(RedisFixture redis) : PoolTest(redis)
{
    [Fact]
    public async Task Enqueue_WhenAnAgentIsFree_OffersInTheSameStep()
    {
        var agent = await AgentAsync();

        var contact = await EnqueueAsync();

        var standing = await StandingAsync(contact);
        standing.Contact.State.ShouldBe(ContactState.Waiting);
        standing.Assignment.ShouldNotBeNull().Agent.ShouldBe(agent);
        standing.Assignment.Deadline.ShouldBe(Clock.GetUtcNow().AddSeconds(20));
        standing.Assignment.Id.ToString().Length.ShouldBe(32);
        (await EventsAsync()).TakeLast(2).Select(e => e.Kind).ShouldBe([RoutingEventKind.Enqueued, RoutingEventKind.Offered]);
    }

    [Fact]
    public async Task Enqueue_Repeated_ChangesNothing()
    {
        var contact = await EnqueueAsync();
        var position = (await SnapshotAsync()).Position;

        (await B.Router.EnqueueAsync(contact, default)).ShouldBe(EnqueueOutcome.AlreadyKnown);

        (await SnapshotAsync()).Position.ShouldBe(position);
    }

    [Fact]
    public async Task Enqueue_OfAContactThatIsOver_DoesNotBringItBack()
    {
        var contact = await EnqueueAsync();
        await A.Router.PersonLeftAsync(Pool, contact.Id, CloseReason.Abandoned, default);

        (await B.Router.EnqueueAsync(contact, default)).ShouldBe(EnqueueOutcome.AlreadyKnown);

        (await StandingAsync(contact)).Contact.State.ShouldBe(ContactState.Closed);
    }

    [Fact]
    public async Task Available_WhenContactsWait_GetsTheOneWithTheLowestScore()
    {
        await EnqueueAsync(waited: TimeSpan.FromMinutes(5));
        var high = await EnqueueAsync(priority: Priority.High);
        await EnqueueAsync(waited: TimeSpan.FromMinutes(9));

        var agent = await AgentAsync();

        await OfferedAsync(high, agent);
        (await StandingAsync(high)).Position.ShouldBe(1);
    }

    [Fact]
    public async Task Offer_GoesToTheLongestIdle()
    {
        var first = await AgentAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await AgentAsync();

        await OfferedAsync(await EnqueueAsync(), first);
        await OfferedAsync(await EnqueueAsync(), second);
    }

    [Theory]
    [InlineData("line:northants")]
    [InlineData("line:northants,lang:cy")]
    [InlineData("line:elsewhere,lang:en")]
    public async Task Offer_NeverGoesToAnAgentWithoutEverySkill(string skills)
    {
        await AgentAsync(skills.Split(','));

        (await AssignmentOfAsync(await EnqueueAsync())).ShouldBeNull();
    }

    [Fact]
    public async Task Offer_NeverGoesToAnAgentWithoutTheChannel()
    {
        await AgentAsync(capacity: [(Channel.Sms, 2), (Channel.BslVideo, 0)]);

        (await AssignmentOfAsync(await EnqueueAsync())).ShouldBeNull();
        (await AssignmentOfAsync(await EnqueueAsync(new(Channel.BslVideo, ["lang:en"])))).ShouldBeNull();
    }

    [Fact]
    public async Task SkillsLearnt_GiveTheAgentWhatWaitedForThem()
    {
        var agent = await AgentAsync(["lang:en"]);
        var contact = await EnqueueAsync();

        await SignOnAsync(agent);

        await OfferedAsync(contact, agent);
    }

    [Fact]
    public async Task SkillsTakenAway_EndTheOffers()
    {
        var agent = await AgentAsync();
        await EnqueueAsync();
        await SignOnAsync(agent, ["lang:en"]);

        (await AssignmentOfAsync(await EnqueueAsync())).ShouldBeNull();
    }

    [Fact]
    public async Task OneAgent_HasOneOfferAtATime()
    {
        var agent = await AgentAsync();
        var first = await EnqueueAsync(Sms);
        var second = await EnqueueAsync(Sms);
        (await AssignmentOfAsync(second)).ShouldBeNull();

        await AcceptedAsync(first);

        await OfferedAsync(second, agent);
    }

    [Fact]
    public async Task WrittenWork_StopsAtTheCapacityOfTheChannel()
    {
        var agent = await AgentAsync(capacity: [(Channel.Sms, 2)]);
        var first = await EnqueueAsync(Sms);
        var wrapping = await WrappingUpAsync(first);
        await ActiveAsync(await EnqueueAsync(Sms));
        var third = await EnqueueAsync(Sms);
        (await AssignmentOfAsync(third)).ShouldBeNull();

        (await A.Router.CompleteAsync(Pool, wrapping.Id, agent, default)).ShouldBe(StepOutcome.Done);

        await OfferedAsync(third, agent);
    }

    [Fact]
    public async Task ALiveCall_LeavesRoomForNothing_UntilItsOutcomeIsLogged()
    {
        var agent = await AgentAsync();
        var wrapping = await WrappingUpAsync(await EnqueueAsync());
        var text = await EnqueueAsync(Sms);
        (await AssignmentOfAsync(text)).ShouldBeNull();

        await A.Router.CompleteAsync(Pool, wrapping.Id, agent, default);

        await OfferedAsync(text, agent);
    }

    [Fact]
    public async Task AnAgentWithWrittenWork_GetsNoCall_AndNoTextThatCameAfterTheCall()
    {
        var agent = await AgentAsync();
        var text = await ActiveAsync(await EnqueueAsync(Sms));
        Clock.Advance(TimeSpan.FromSeconds(1));
        var call = await EnqueueAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        var laterText = await EnqueueAsync(Sms);
        (await AssignmentOfAsync(call)).ShouldBeNull();
        (await AssignmentOfAsync(laterText)).ShouldBeNull();

        await A.Router.EndAsync(Pool, text.Id, agent, default);
        await A.Router.CompleteAsync(Pool, text.Id, agent, default);

        await OfferedAsync(call, agent);
    }

    [Fact]
    public async Task TextsHeldBackForACall_AreOfferedWhenTheCallHasLeft()
    {
        var agent = await AgentAsync();
        await ActiveAsync(await EnqueueAsync(Sms));
        Clock.Advance(TimeSpan.FromSeconds(1));
        var call = await EnqueueAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        var laterText = await EnqueueAsync(Sms);

        await B.Router.PersonLeftAsync(Pool, call.Id, CloseReason.Abandoned, default);

        await OfferedAsync(laterText, agent);
    }

    [Fact]
    public async Task Offered_SaysWhyThisAgent()
    {
        await AgentAsync();
        await ActiveAsync(await EnqueueAsync());
        await AgentAsync(["lang:cy"]);
        var away = await AgentAsync();
        await A.Presence.SetStatusAsync(Pool, away, AgentStatus.Break, null, default);
        var idle = await AgentAsync();
        Clock.Advance(TimeSpan.FromMilliseconds(123));

        await OfferedAsync(await EnqueueAsync(), idle);

        var why = JsonSerializer.Deserialize<JsonElement>((await EventsAsync())[^1].Detail!);
        why.GetProperty("policy").GetString().ShouldBe(ChoicePolicy.BestSkill);
        why.GetProperty("candidates")[0].GetProperty("agent").GetString().ShouldBe(idle.ToString());
        why.GetProperty("candidates")[0].GetProperty("idleMs").GetInt64().ShouldBe(123);
        var skipped = why.GetProperty("skipped");
        new[] { "noSkill", "busy", "away" }.Select(r => skipped.GetProperty(r).GetInt32()).ShouldBe([1, 1, 1]);
    }

    [Fact]
    public async Task Enqueued_WithoutAMatch_SaysWhyItWaits()
    {
        await AgentAsync(["lang:cy"]);

        await EnqueueAsync();

        var why = JsonSerializer.Deserialize<JsonElement>((await EventsAsync())[^1].Detail!);
        why.GetProperty("skipped").GetProperty("noSkill").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Position_CountsWhoIsAheadAndCouldBeServedByTheSameAgents()
    {
        await AgentAsync(["line:northants", "lang:en", "line:leics"], (Channel.Phone, 1));
        var ringing = await EnqueueAsync(waited: TimeSpan.FromMinutes(3));
        await EnqueueAsync(new(Channel.Phone, ["line:leics"]), waited: TimeSpan.FromMinutes(2));
        await EnqueueAsync(new(Channel.Phone, ["line:far"]), waited: TimeSpan.FromMinutes(9));
        var last = await EnqueueAsync();

        (await StandingAsync(ringing)).Position.ShouldBe(1);
        (await StandingAsync(last)).Position.ShouldBe(3);
        await AcceptedAsync(ringing);
        (await StandingAsync(ringing)).Position.ShouldBe(0);
        (await StandingAsync(last)).Position.ShouldBe(2);
    }

    [Fact]
    public async Task WhatIsUnknown_IsAnsweredNotThrown()
    {
        var (assignment, agent) = (AssignmentId.New(), AgentId.New());
        var nowhere = new PoolId("nowhere");

        (await A.Router.DeclineAsync(nowhere, assignment, agent, DeclineReason.NotNow, default)).ShouldBe(StepOutcome.Unknown);
        (await A.Router.EndAsync(Pool, assignment, agent, default)).ShouldBe(StepOutcome.Unknown);
        (await A.Router.PersonLeftAsync(Pool, ContactId.New(), CloseReason.Abandoned, default)).ShouldBe(StepOutcome.Unknown);
        (await A.Router.AcceptAsync(Pool, assignment, agent, default)).Outcome.ShouldBe(AcceptOutcome.NotOffered);
        (await A.Router.RedeemTicketAsync(Pool, assignment, agent, "t", "b", default)).ShouldBe(TicketOutcome.NotConnecting);
        (await A.Router.StandingAsync(Pool, ContactId.New(), default)).ShouldBeNull();
        (await A.Presence.SetStatusAsync(Pool, agent, AgentStatus.Available, null, default)).ShouldBe(StepOutcome.Unknown);
        (await A.Presence.RenewAsync(Pool, [agent], default)).ShouldBe([agent]);
        await A.Router.AnnounceAsync(Pool, ContactId.New(), ContactNews.MessageReceived, default);
    }
}
