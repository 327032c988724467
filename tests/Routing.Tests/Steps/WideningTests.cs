using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;

namespace Helpline.Routing.Tests.Steps;

/// <summary>Levels, and how a demand widens while nobody takes it.</summary>
public sealed class WideningTests(RedisFixture redis) : PoolTest(redis)
{
    private static readonly Demand Faith = new(Channel.Phone, [.. Phone.Skills, "specialism:faith@3"]);
    private static readonly QueueStage Lower = new() { AfterSeconds = 30, LowerLevelsTo = 2 };
    private static readonly QueueStage Drop = new() { AfterSeconds = 60, Drop = ["specialism"] };
    private static readonly QueueStage Open = new() { AfterSeconds = 90, Open = ["on-call"] };

    [Fact]
    public async Task ALevel_IsAskedForAtLeast()
    {
        await AgentAsync([.. Phone.Skills, "specialism:faith"]);
        await AgentAsync([.. Phone.Skills, "specialism:faith@2"]);
        var contact = await EnqueueAsync(Faith);
        await WaitsAsync(contact);

        var skilled = await AgentAsync([.. Phone.Skills, "specialism:faith@3"]);

        await OfferedAsync(contact, skilled);
        await OfferedAsync(await EnqueueAsync(new(Channel.Phone, ["specialism:faith@3"])), await AgentAsync([.. Phone.Skills, "specialism:faith@9"]));
    }

    [Fact]
    public async Task AStage_LowersLevels_WhenItsTimeComes()
    {
        Records.Policy = new() { Stages = [Lower, Drop, Open] };
        var second = await AgentAsync([.. Phone.Skills, "specialism:faith@2"]);
        var first = await AgentAsync([.. Phone.Skills, "specialism:faith"]);
        var contact = await EnqueueAsync(Faith);
        await PassAsync(TimeSpan.FromSeconds(29), first, second);
        (await WaitsAsync(contact)).Stage.ShouldBe(0);

        await PassAsync(TimeSpan.FromSeconds(1), first, second);

        await OfferedAsync(contact, second);
        (await StandingAsync(contact)).Contact.Stage.ShouldBe(1);
    }

    [Fact]
    public async Task AStage_DropsSkills_AndAddsToTheOneBefore()
    {
        Records.Policy = new() { Stages = [Lower, Drop, Open] };
        var agent = await AgentAsync();
        var contact = await EnqueueAsync(Faith);
        await PassAsync(TimeSpan.FromSeconds(59), agent);
        (await WaitsAsync(contact)).Stage.ShouldBe(1);

        await PassAsync(TimeSpan.FromSeconds(1), agent);

        await OfferedAsync(contact, agent);
        var facts = (await StandingAsync(contact)).Contact;
        (facts.Stage, facts.Demand).ShouldBe((2, Faith));
    }

    [Fact]
    public async Task AStage_OpensABackUpGroup_WhichIsAskedForNothingElse()
    {
        Records.Policy = new() { Stages = [Lower, Drop, Open] };
        var onCall = await BackUpAsync("on-call", "night");
        var other = await BackUpAsync("night");
        var contact = await EnqueueAsync(Faith);
        await PassAsync(TimeSpan.FromSeconds(89), onCall, other);
        await WaitsAsync(contact);

        await PassAsync(TimeSpan.FromSeconds(1), onCall, other);

        await OfferedAsync(contact, onCall);
        await WaitsAsync(await EnqueueAsync());
    }

    [Fact]
    public async Task AStage_IsForItsChannels()
    {
        Records.Policy = new() { Stages = [Drop with { Channels = [Channel.Sms] }] };
        var agent = await AgentAsync();
        var call = await EnqueueAsync(Faith);
        var text = await EnqueueAsync(new(Channel.Sms, Faith.Skills));

        await PassAsync(TimeSpan.FromSeconds(61), agent);

        await OfferedAsync(text, agent);
        (await WaitsAsync(call)).Stage.ShouldBe(0);
    }

    [Fact]
    public async Task Relaxed_SaysWhyItStillWaits()
    {
        Records.Policy = new() { Stages = [Lower] };
        var agent = await AgentAsync();
        var contact = await EnqueueAsync(Faith);

        await PassAsync(TimeSpan.FromSeconds(30), agent);

        var relaxed = await LastAsync(RoutingEventKind.Relaxed);
        (relaxed.Contact!.Id, relaxed.Contact.Stage).ShouldBe((contact.Id, 1));
        var why = DetailOf(relaxed);
        why.GetProperty("policy").GetString().ShouldBe(ChoicePolicy.BestSkill);
        why.GetProperty("stage").GetInt32().ShouldBe(1);
        why.GetProperty("skipped").GetProperty("noSkill").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task WhatComesBack_AfterALongTime_IsAtOnceInTheStageOfItsWait()
    {
        Records.Policy = new() { Stages = [Lower, Drop] };
        var skilled = await AgentAsync(Faith.Skills);
        var contact = await EnqueueAsync(Faith);
        var active = await ActiveAsync(contact);
        var plain = await AgentAsync();
        await PassAsync(TimeSpan.FromSeconds(100), skilled, plain);
        await A.Presence.SetStatusAsync(Pool, skilled, AgentStatus.Break, null, default);

        await A.Router.AgentLostAsync(Pool, active.Id, default);

        await OfferedAsync(contact, plain);
        (await StandingAsync(contact)).Contact.Stage.ShouldBe(2);
    }

    [Fact]
    public async Task AStage_ThatComesWhileItRings_WaitsForTheAnswer()
    {
        Records.Policy = new() { Stages = [Lower, Drop], OfferSeconds = new Dictionary<Channel, int> { [Channel.Phone] = 100 } };
        var skilled = await AgentAsync(Faith.Skills);
        var contact = await EnqueueAsync(Faith);
        var offer = await OfferedAsync(contact, skilled);
        offer.Deadline.ShouldBe(Clock.GetUtcNow().AddSeconds(100));
        var plain = await AgentAsync();
        await PassAsync(TimeSpan.FromSeconds(70), skilled, plain);
        (await StandingAsync(contact)).Contact.Stage.ShouldBe(0);

        await A.Router.DeclineAsync(Pool, offer.Id, skilled, DeclineReason.NotNow, default);

        await OfferedAsync(contact, plain);
        (await StandingAsync(contact)).Contact.Stage.ShouldBe(2);
    }

    [Fact]
    public async Task AStage_ThatComesWhileItIsReserved_WaitsForTheEndOfTheReservation()
    {
        Records.Policy = new() { Stages = [Drop with { AfterSeconds = 20 }] };
        var busy = await AgentAsync(Faith.Skills);
        await ActiveAsync(await EnqueueAsync(Faith));
        var contact = await EnqueueAsync(Faith);
        await A.Router.TransferAsync(Pool, contact.Id, null, new TransferTarget.ToAgent(busy), default);
        var plain = await AgentAsync();

        await PassAsync(TimeSpan.FromSeconds(59), busy, plain).WaitAsync(TimeSpan.FromSeconds(20));
        (await WaitsAsync(contact)).ReservedFor.ShouldBe(busy);

        await PassAsync(TimeSpan.FromSeconds(1), busy, plain);

        await OfferedAsync(contact, plain);
        (await StandingAsync(contact)).Contact.Stage.ShouldBe(1);
    }

    [Fact]
    public async Task WhatNobodyAnswers_ExpiresAfterTheTimeOfItsChannel()
    {
        Records.Policy = Expiring;
        var contact = await EnqueueAsync();
        var text = await EnqueueAsync(Sms);
        await PassAsync(TimeSpan.FromSeconds(59));
        await WaitsAsync(contact);

        await PassAsync(TimeSpan.FromSeconds(1));

        var facts = (await StandingAsync(contact)).Contact;
        (facts.State, facts.CloseReason).ShouldBe((ContactState.Closed, CloseReason.Expired));
        (await LastAsync(RoutingEventKind.Closed)).Reason.ShouldBe("expired");
        await WaitsAsync(text);
    }

    [Fact]
    public async Task WhatRings_DoesNotExpire_BeforeItIsAnswered()
    {
        Records.Policy = Expiring;
        var contact = await EnqueueAsync();
        await PassAsync(TimeSpan.FromSeconds(50));
        var agent = await AgentAsync();
        await PassAsync(TimeSpan.FromSeconds(15), agent);
        var offer = await OfferedAsync(contact, agent);

        await A.Router.DeclineAsync(Pool, offer.Id, agent, DeclineReason.NotNow, default);
        await B.DoDueAsync();

        (await StandingAsync(contact)).Contact.CloseReason.ShouldBe(CloseReason.Expired);
    }

    [Fact]
    public async Task WhatComesBack_DoesNotExpireForTheTimeItWasHelped()
    {
        Records.Policy = Expiring;
        var agent = await AgentAsync();
        var contact = await EnqueueAsync();
        var active = await ActiveAsync(contact);
        await PassAsync(TimeSpan.FromSeconds(100), agent);
        await A.Presence.SetStatusAsync(Pool, agent, AgentStatus.Break, null, default);
        await A.Router.AgentLostAsync(Pool, active.Id, default);
        await PassAsync(TimeSpan.FromSeconds(59), agent);
        await WaitsAsync(contact);

        await PassAsync(TimeSpan.FromSeconds(1), agent);

        (await StandingAsync(contact)).Contact.CloseReason.ShouldBe(CloseReason.Expired);
    }

    [Fact]
    public async Task ATaskOfOurs_NeverExpires()
    {
        Records.Policy = Expiring;
        var task = new QueuedContact(ContactId.New(), Pool, Pools.Line, Phone, Priority.Normal, Clock.GetUtcNow(), Task: ContactTask.CallBack);
        await A.Router.EnqueueAsync(task, default);

        await PassAsync(TimeSpan.FromMinutes(5));

        await WaitsAsync(task);
    }

    [Fact]
    public async Task WhoeverIsInDanger_NeverExpires_UntilThePriorityGoesBack()
    {
        Records.Policy = Expiring;
        var contact = new QueuedContact(ContactId.New(), Pool, Pools.Line, Phone, Priority.Normal, Clock.GetUtcNow());
        await A.Router.EnqueueAsync(contact, default);
        (await A.Router.ReprioritiseAsync(Pool, contact.Id, Priority.ImminentDanger, AgentId.New(), default)).ShouldBe(StepOutcome.Done);

        await PassAsync(TimeSpan.FromMinutes(5));

        await WaitsAsync(contact);
        await A.Router.ReprioritiseAsync(Pool, contact.Id, Priority.Normal, AgentId.New(), default);
        await PassAsync(TimeSpan.FromSeconds(1));
        (await StandingAsync(contact)).Contact.CloseReason.ShouldBe(CloseReason.Expired);
    }

    private static QueuePolicy Expiring => new() { ExpireSeconds = new Dictionary<Channel, int> { [Channel.Phone] = 60 } };

    private async Task<AgentId> BackUpAsync(params string[] groups)
    {
        var agent = AgentId.New();
        await A.Presence.SignOnAsync(Pool, new(agent, Phone.Skills, new Dictionary<Channel, int> { [Channel.Phone] = 1 }, groups), default);
        await ComeAsync(agent);
        return agent;
    }
}
