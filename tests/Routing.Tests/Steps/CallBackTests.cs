using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;

namespace Helpline.Routing.Tests.Steps;

/// <summary>A person who waits is promised a call back: the promise stands where they stood.</summary>
public sealed class CallBackTests(RedisFixture redis) : PoolTest(redis)
{
    private readonly ContactId task = ContactId.New();

    [Fact]
    public async Task ThePromise_StandsWhereThePersonStood()
    {
        var knowing = AgentId.New();
        var contact = await EnqueueAsync(priority: Priority.High, waited: TimeSpan.FromMinutes(3), knownTo: knowing);
        var later = await EnqueueAsync(priority: Priority.High, waited: TimeSpan.FromMinutes(2));

        (await PromiseAsync(contact)).ShouldBe(StepOutcome.Done);

        var facts = (await StandingAsync(contact)).Contact;
        (facts.State, facts.CloseReason).ShouldBe((ContactState.Closed, CloseReason.CallBackPromised));
        var snapshot = await SnapshotAsync();
        snapshot.Contacts.Select(c => c.Id).ShouldBe([task, later.Id]);
        snapshot.Contacts[0].ShouldBe(
            new(task, contact.Line, contact.Demand, Priority.High, ContactState.Waiting, contact.WaitingSince, KnownTo: knowing, Task: ContactTask.CallBack));
        (await StandingAsync(later)).Position.ShouldBe(2);
        (await EventsAsync()).TakeLast(2).Select(e => (e.Kind, e.Reason)).ShouldBe([(RoutingEventKind.Closed, "callBackPromised"), (RoutingEventKind.Enqueued, "callBack")]);
    }

    [Fact]
    public async Task ThePromise_WithdrawsTheOffer_AndIsOfferedItself()
    {
        var agent = await AgentAsync();
        var contact = await EnqueueAsync();
        var offer = await OfferedAsync(contact);

        await PromiseAsync(contact);

        (await A.Router.AcceptAsync(Pool, offer.Id, agent, default)).Outcome.ShouldBe(AcceptOutcome.Withdrawn);
        var ringing = (await SnapshotAsync()).Assignments.Single();
        (ringing.Contact, ringing.Agent, ringing.State).ShouldBe((task, agent, AssignmentState.Offered));
        (await LastAsync(RoutingEventKind.Withdrawn)).Assignment!.Id.ShouldBe(offer.Id);
    }

    [Fact]
    public async Task ThePromise_KeepsTheStageOfTheWait()
    {
        Records.Policy = new() { Stages = [new() { AfterSeconds = 30, Drop = ["lang"] }] };
        var agent = await AgentAsync(["line:northants"]);
        await A.Presence.SetStatusAsync(Pool, agent, AgentStatus.Break, null, default);
        var contact = await EnqueueAsync();
        await PassAsync(TimeSpan.FromSeconds(31), agent);

        await PromiseAsync(contact);

        (await SnapshotAsync()).Contacts.Single().Stage.ShouldBe(1);
    }

    [Fact]
    public async Task Repeated_IsDone_AndChangesNothing_EvenWhenTheTaskIsInHand()
    {
        await AgentAsync();
        var contact = await EnqueueAsync();
        await PromiseAsync(contact);
        await ActiveAsync(contact with { Id = task });
        var position = (await SnapshotAsync()).Position;

        (await PromiseAsync(contact)).ShouldBe(StepOutcome.Done);

        (await SnapshotAsync()).Position.ShouldBe(position);
    }

    [Fact]
    public async Task WhatDoesNotWait_CannotBePromisedACallBack()
    {
        await AgentAsync();
        var inHand = await EnqueueAsync();
        await ActiveAsync(inHand);
        var waiting = await EnqueueAsync();
        var position = (await SnapshotAsync()).Position;

        (await PromiseAsync(inHand)).ShouldBe(StepOutcome.NotPossibleNow);
        (await A.Router.PromiseCallBackAsync(Pool, ContactId.New(), task, default)).ShouldBe(StepOutcome.Unknown);
        (await A.Router.PromiseCallBackAsync(Pool, waiting.Id, waiting.Id, default)).ShouldBe(StepOutcome.NotValid);
        (await A.Router.PromiseCallBackAsync(Pool, waiting.Id, inHand.Id, default)).ShouldBe(StepOutcome.NotPossibleNow);

        (await SnapshotAsync()).Position.ShouldBe(position);
    }

    private Task<StepOutcome> PromiseAsync(QueuedContact contact) => B.Router.PromiseCallBackAsync(Pool, contact.Id, task, default);
}
