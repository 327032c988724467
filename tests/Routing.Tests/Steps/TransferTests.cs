using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;

namespace Helpline.Routing.Tests.Steps;

/// <summary>Contacts handed to a person, a skill or a line.</summary>
public sealed class TransferTests(RedisFixture redis) : PoolTest(redis)
{
    [Fact]
    public async Task ToAnAgent_TheFirstWrapsUp_WhileTheSecondOwnsIt_AndBothComplete()
    {
        var (contact, first, second) = await ActiveAtTheFirstOfTwoAsync();

        (await TransferAsync(contact, first.Agent, new TransferTarget.ToAgent(second))).ShouldBe(StepOutcome.Done);

        var facts = (await StandingAsync(contact)).Contact;
        (facts.State, facts.WaitingSince, facts.KnownTo, facts.ReservedFor).ShouldBe((ContactState.Waiting, contact.WaitingSince, first.Agent, second));
        var transferred = await LastAsync(RoutingEventKind.Transferred);
        (transferred.Reason, transferred.Assignment!.Id, transferred.Assignment.State).ShouldBe(("toAgent", first.Id, AssignmentState.WrapUp));
        var taken = await ActiveAsync(contact);
        (await SnapshotAsync()).Assignments.Select(a => (a.Id, a.State)).ShouldBe([(first.Id, AssignmentState.WrapUp), (taken.Id, AssignmentState.Active)], ignoreOrder: true);
        (await StandingAsync(contact)).Contact.ReservedFor.ShouldBeNull();
        (await A.Router.EndAsync(Pool, taken.Id, second, default)).ShouldBe(StepOutcome.Done);
        (await A.Router.CompleteAsync(Pool, first.Id, first.Agent, default)).ShouldBe(StepOutcome.Done);
        (await SnapshotAsync()).Assignments.Single().Id.ShouldBe(taken.Id);
        (await A.Router.CompleteAsync(Pool, taken.Id, second, default)).ShouldBe(StepOutcome.Done);
        (await SnapshotAsync()).Assignments.ShouldBeEmpty();
        (await StandingAsync(contact)).Contact.CloseReason.ShouldBe(CloseReason.Answered);
    }

    [Fact]
    public async Task ToABusyAgent_KeepsItsPlaceBeforeWhatCameLater()
    {
        var (contact, first, second, busyWith) = await ActiveAtTheFirstAsync(secondIsBusy: true);
        var later = await EnqueueAsync();

        await TransferAsync(contact, first.Agent, new TransferTarget.ToAgent(second));

        (await SnapshotAsync()).Contacts.Where(c => c.State == ContactState.Waiting).Select(c => c.Id).ShouldBe([contact.Id, later.Id]);
        await WaitsAsync(contact);
        await FinishAsync(busyWith!);
        await OfferedAsync(contact, second);
        await WaitsAsync(later);
    }

    [Fact]
    public async Task ToAnAgent_WhoHasNoTime_IsForOthersAfterTheTransferTime()
    {
        var (contact, first, second, _) = await ActiveAtTheFirstAsync(secondIsBusy: true);
        await TransferAsync(contact, first.Agent, new TransferTarget.ToAgent(second));
        var third = await AgentAsync();
        await PassAsync(TimeSpan.FromSeconds(59), first.Agent, second, third);
        await WaitsAsync(contact);

        await PassAsync(TimeSpan.FromSeconds(1), first.Agent, second, third);

        await OfferedAsync(contact, third);
        (await LastAsync(RoutingEventKind.Relaxed)).Reason.ShouldBe("reservationEnded");
    }

    [Fact]
    public async Task ToAnAgent_WhoDeclines_IsForOthersAtOnce()
    {
        var (contact, first, second) = await ActiveAtTheFirstOfTwoAsync();
        await TransferAsync(contact, first.Agent, new TransferTarget.ToAgent(second));
        var third = await AgentAsync();

        await A.Router.DeclineAsync(Pool, (await OfferedAsync(contact, second)).Id, second, DeclineReason.NotNow, default);

        await OfferedAsync(contact, third);
        (await StandingAsync(contact)).Contact.ReservedFor.ShouldBeNull();
    }

    [Theory]
    [InlineData(AgentStatus.Break)]
    [InlineData(AgentStatus.Offline)]
    [InlineData(null)]
    public async Task ToAnAgent_WhoGoesAway_IsForOthersAtOnce(AgentStatus? status)
    {
        var (contact, first, second, _) = await ActiveAtTheFirstAsync(secondIsBusy: true);
        await TransferAsync(contact, first.Agent, new TransferTarget.ToAgent(second));
        var third = await AgentAsync();
        await WaitsAsync(contact);

        await (status is { } said
            ? A.Presence.SetStatusAsync(Pool, second, said, null, default)
            : PassAsync(TimeSpan.FromSeconds(11), first.Agent, third));

        await OfferedAsync(contact, third);
    }

    [Fact]
    public async Task ToSkills_AsksForTheseToo_AndForThoseOfBefore()
    {
        var (contact, first, _) = await ActiveAtTheFirstOfTwoAsync();
        await AgentAsync(["lang:cy"]);
        var welsh = await AgentAsync(["line:northants", "lang:en", "lang:cy@2"]);

        (await TransferAsync(contact, first.Agent, new TransferTarget.ToSkills(["lang:cy@2"]))).ShouldBe(StepOutcome.Done);

        await OfferedAsync(contact, welsh);
        (await StandingAsync(contact)).Contact.Demand.Skills.ShouldBe(["lang:cy@2", "lang:en", "line:northants"]);
        (await LastAsync(RoutingEventKind.Transferred)).Reason.ShouldBe("toDemand");
    }

    [Fact]
    public async Task ToALine_AsksItsPeople()
    {
        var (contact, first, _) = await ActiveAtTheFirstOfTwoAsync();
        var there = await AgentAsync(["line:leics", "lang:en"]);

        (await TransferAsync(contact, first.Agent, new TransferTarget.ToLine(Pools.OtherLine))).ShouldBe(StepOutcome.Done);

        await OfferedAsync(contact, there);
        var facts = (await StandingAsync(contact)).Contact;
        facts.Demand.ShouldBe(new(Channel.Phone, ["lang:en", "line:leics"]));
        (facts.Line, facts.WaitingSince).ShouldBe((contact.Line, contact.WaitingSince));
    }

    [Fact]
    public async Task WhatCannotBe_IsRefused_AndNothingChanges()
    {
        var (contact, first, second) = await ActiveAtTheFirstOfTwoAsync();
        var onBreak = await AgentAsync();
        await A.Presence.SetStatusAsync(Pool, onBreak, AgentStatus.Break, null, default);
        var textsOnly = await AgentAsync(null, (Channel.Sms, 1));
        var over = await EnqueueAsync(new(Channel.Phone, ["lang:cy"]));
        await A.Router.PersonLeftAsync(Pool, over.Id, CloseReason.Abandoned, default);
        var position = (await SnapshotAsync()).Position;

        (await TransferAsync(contact, first.Agent, new TransferTarget.ToAgent(AgentId.New()))).ShouldBe(StepOutcome.Unknown);
        (await TransferAsync(contact, first.Agent, new TransferTarget.ToAgent(onBreak))).ShouldBe(StepOutcome.NotPossibleNow);
        (await TransferAsync(contact, first.Agent, new TransferTarget.ToAgent(textsOnly))).ShouldBe(StepOutcome.NotPossibleNow);
        (await TransferAsync(contact, first.Agent, new TransferTarget.ToAgent(first.Agent))).ShouldBe(StepOutcome.NotPossibleNow);
        (await TransferAsync(contact, second, new TransferTarget.ToAgent(second))).ShouldBe(StepOutcome.NotYours);
        (await TransferAsync(contact, first.Agent, new TransferTarget.ToLine(new("nowhere")))).ShouldBe(StepOutcome.Unknown);
        (await TransferAsync(contact, first.Agent, new TransferTarget.ToLine(Pools.LineOfAnotherPool))).ShouldBe(StepOutcome.Unknown);
        (await TransferAsync(contact, first.Agent, new TransferTarget.ToSkills([]))).ShouldBe(StepOutcome.NotValid);
        (await TransferAsync(contact, first.Agent, new TransferTarget.ToSkills(["Not a skill"]))).ShouldBe(StepOutcome.NotValid);
        (await TransferAsync(over, null, new TransferTarget.ToAgent(second))).ShouldBe(StepOutcome.NotPossibleNow);
        (await A.Router.TransferAsync(Pool, ContactId.New(), null, new TransferTarget.ToAgent(second), default)).ShouldBe(StepOutcome.Unknown);

        (await SnapshotAsync()).Position.ShouldBe(position);
        (await AssignmentOfAsync(contact))!.State.ShouldBe(AssignmentState.Active);
    }

    [Fact]
    public async Task Repeated_IsDone_AndChangesNothing()
    {
        var (contact, first, second) = await ActiveAtTheFirstOfTwoAsync();
        await TransferAsync(contact, first.Agent, new TransferTarget.ToAgent(second));
        await ActiveAsync(contact);
        var position = (await SnapshotAsync()).Position;

        (await TransferAsync(contact, first.Agent, new TransferTarget.ToAgent(second))).ShouldBe(StepOutcome.Done);

        (await SnapshotAsync()).Position.ShouldBe(position);
    }

    [Fact]
    public async Task Repeated_BySupervisor_IsDone_AndTheOfferRingsOn()
    {
        var agent = await AgentAsync(["lang:en"]);
        var contact = await EnqueueAsync();
        await TransferAsync(contact, null, new TransferTarget.ToAgent(agent));
        var offer = await OfferedAsync(contact, agent);

        (await TransferAsync(contact, null, new TransferTarget.ToAgent(agent))).ShouldBe(StepOutcome.Done);

        (await AssignmentOfAsync(contact)).ShouldBe(offer);
    }

    [Fact]
    public async Task BeforeTheMediumIsUp_TheFirstIsWithdrawn()
    {
        var first = await AgentAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await AgentAsync();
        var contact = await EnqueueAsync();
        var accepted = await AcceptedAsync(contact);

        await TransferAsync(contact, first, new TransferTarget.ToAgent(second));

        await OfferedAsync(contact, second);
        (await LastAsync(RoutingEventKind.Transferred)).Assignment.ShouldBe(accepted with { State = AssignmentState.Withdrawn, Deadline = null, Since = Clock.GetUtcNow() });
        await OfferedAsync(await EnqueueAsync(), first);
    }

    [Fact]
    public async Task ASupervisor_MovesAWaitingContact_ToSomebodyWithoutItsSkills()
    {
        var agent = await AgentAsync(["lang:en"]);
        var contact = await EnqueueAsync();
        await WaitsAsync(contact);

        (await TransferAsync(contact, null, new TransferTarget.ToAgent(agent))).ShouldBe(StepOutcome.Done);

        await OfferedAsync(contact, agent);
        (await StandingAsync(contact)).Contact.KnownTo.ShouldBeNull();
    }

    [Fact]
    public async Task ASupervisor_MovesARingingContact_AndTheFirstIsFreeForTheNext()
    {
        var first = await AgentAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await AgentAsync();
        var contact = await EnqueueAsync();
        var offer = await OfferedAsync(contact, first);
        (await TransferAsync(contact, null, new TransferTarget.ToAgent(second))).ShouldBe(StepOutcome.Done);

        await OfferedAsync(contact, second);
        (await A.Router.AcceptAsync(Pool, offer.Id, first, default)).Outcome.ShouldBe(AcceptOutcome.Withdrawn);
        await OfferedAsync(await EnqueueAsync(), first);
    }

    [Fact]
    public async Task WhoHandedItOn_IsNotAskedAgainForHalfAMinute()
    {
        var (contact, first, second) = await ActiveAtTheFirstOfTwoAsync();
        await A.Presence.SetStatusAsync(Pool, second, AgentStatus.Break, null, default);
        await TransferAsync(contact, first.Agent, new TransferTarget.ToSkills(["lang:en"]));
        await A.Router.CompleteAsync(Pool, first.Id, first.Agent, default);
        await PassAsync(TimeSpan.FromSeconds(29), first.Agent);
        await WaitsAsync(contact);

        await PassAsync(TimeSpan.FromSeconds(1), first.Agent);

        await OfferedAsync(contact, first.Agent);
    }

    private Task<StepOutcome> TransferAsync(QueuedContact contact, AgentId? owner, TransferTarget target) =>
        B.Router.TransferAsync(Pool, contact.Id, owner, target, default);

    private async Task<(QueuedContact Contact, AssignmentFacts First, AgentId Second)> ActiveAtTheFirstOfTwoAsync()
    {
        var (contact, first, second, _) = await ActiveAtTheFirstAsync(secondIsBusy: false);
        return (contact, first, second);
    }

    // A call that waited two minutes is live at the first agent; the second is free, or talks too.
    private async Task<(QueuedContact Contact, AssignmentFacts First, AgentId Second, AssignmentFacts? BusyWith)> ActiveAtTheFirstAsync(bool secondIsBusy)
    {
        await AgentAsync();
        var contact = await EnqueueAsync(waited: TimeSpan.FromMinutes(2));
        var first = await ActiveAsync(contact);
        var second = await AgentAsync();
        return (contact, first, second, secondIsBusy ? await ActiveAsync(await EnqueueAsync()) : null);
    }
}
