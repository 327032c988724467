using Helpline.Contracts;
using Helpline.Routing.Redis;
using Helpline.Routing.Router;
using Helpline.Routing.Tests.Nodes;
using StackExchange.Redis;

namespace Helpline.Routing.Tests.Delivery;

/// <summary>What comes back from Records when Redis has lost it: contacts of several assignments, their story and their stage.</summary>
public sealed class ReconcileTests(RedisFixture redis) : PoolTest(redis)
{
    [Fact]
    public async Task Handed_On_TheFirstInWrapUp_TheSecondActive_BothComeBack()
    {
        var (contact, first) = await HandedOnAsync();
        var second = await AgentAsync();
        var active = await ActiveAsync(contact);

        await LoseEverythingAsync(comingBack: 1);

        var snapshot = await SnapshotAsync();
        snapshot.Assignments.Select(a => (a.Id, a.Agent, a.State)).ShouldBe(
            [(first.Id, first.Agent, AssignmentState.WrapUp), (active.Id, second, AssignmentState.Active)], ignoreOrder: true);
        (await StandingAsync(contact)).Assignment!.Id.ShouldBe(active.Id);
        (await A.Router.EndAsync(Pool, active.Id, second, default)).ShouldBe(StepOutcome.Done);
        (await A.Router.CompleteAsync(Pool, active.Id, second, default)).ShouldBe(StepOutcome.Done);
        (await SnapshotAsync()).Assignments.Single().Id.ShouldBe(first.Id);
        (await A.Router.CompleteAsync(Pool, first.Id, first.Agent, default)).ShouldBe(StepOutcome.Done);
        (await SnapshotAsync()).Assignments.ShouldBeEmpty();
    }

    [Fact]
    public async Task Handed_On_TheFirstInWrapUp_StillWaiting_BothComeBack()
    {
        var (contact, first) = await HandedOnAsync();

        await LoseEverythingAsync(comingBack: 1);

        var facts = await WaitsAsync(contact);
        (facts.WaitingSince, facts.KnownTo).ShouldBe((contact.WaitingSince, first.Agent));
        (await SnapshotAsync()).Assignments.Select(a => (a.Id, a.State)).ShouldBe([(first.Id, AssignmentState.WrapUp)]);
        await ActiveAsyncBy(await AgentAsync(), contact);
        (await A.Router.CompleteAsync(Pool, first.Id, first.Agent, default)).ShouldBe(StepOutcome.Done);
        (await SnapshotAsync()).Assignments.Single().State.ShouldBe(AssignmentState.Active);
    }

    [Fact]
    public async Task Story_Stage_AndTask_ComeBack()
    {
        Records.Policy = new() { Stages = [new() { AfterSeconds = 30, Drop = ["specialism"] }, new() { AfterSeconds = 60, Open = ["on-call"] }] };
        var knowing = AgentId.New();
        var contact = await EnqueueAsync(new(Channel.Phone, [.. Phone.Skills, "specialism:faith@3"]), knownTo: knowing);
        var promised = await EnqueueAsync(Sms);
        var task = ContactId.New();
        await A.Router.PromiseCallBackAsync(Pool, promised.Id, task, default);
        await PassAsync(TimeSpan.FromSeconds(31));
        var before = await SnapshotAsync();
        before.Contacts.Single(c => c.Id == contact.Id).Stage.ShouldBe(1);

        await LoseEverythingAsync(comingBack: 2);

        var after = (await SnapshotAsync()).Contacts;
        after.ShouldBe(before.Contacts, ignoreOrder: true);
        after.Single(c => c.Id == contact.Id).KnownTo.ShouldBe(knowing);
        after.Single(c => c.Id == task).Task.ShouldBe(ContactTask.CallBack);
        await PassAsync(TimeSpan.FromSeconds(29));
        (await WaitsAsync(contact)).Stage.ShouldBe(2);
    }

    [Fact]
    public async Task Parked_ComesBackParked_AndGoesOnWithAReply()
    {
        var agent = await AgentAsync();
        var contact = await EnqueueAsync(Sms);
        var active = await ActiveAsync(contact);
        await A.Router.ParkAsync(Pool, active.Id, agent, null, default);

        await LoseEverythingAsync(comingBack: 1);

        (await AssignmentOfAsync(contact))!.State.ShouldBe(AssignmentState.Parked);
        await SignOnAsync(agent);
        await A.Presence.RenewAsync(Pool, [agent], default);
        await A.Router.AnnounceAsync(Pool, contact.Id, ContactNews.MessageReceived, default);
        (await AssignmentOfAsync(contact))!.State.ShouldBe(AssignmentState.Active);
    }

    /// <summary>Whether something unread waited in it is forgotten, and nobody else announces it: it is looked at once too often rather than never.</summary>
    [Fact]
    public async Task Parked_ComesBackAsHavingAReply()
    {
        var agent = await AgentAsync();
        var contact = await EnqueueAsync(Sms);
        var active = await ActiveAsync(contact);
        await A.Router.ParkAsync(Pool, active.Id, agent, null, default);

        await LoseEverythingAsync(comingBack: 1);
        await SignOnAsync(agent);
        await ComeAsync(agent);

        (await AssignmentOfAsync(contact))!.State.ShouldBe(AssignmentState.Active);
    }

    [Fact]
    public async Task FoundUnknownInAnEpochThatIsOver_NothingComesBack_AndNotAByteChanges()
    {
        var contact = new ContactFacts(ContactId.New(), Pools.Line, Phone, Priority.Normal, ContactState.Waiting, Clock.GetUtcNow());
        var plan = A.Get<QueuePlans>().For(Pools.Line, Phone);
        var epoch = (await SnapshotAsync()).Position.Epoch;
        RedisValue[] Own(long found) => [ContactText.Of(contact), plan.Name, plan.Json, ContactText.Of([]), found];
        var before = await EverythingAsync();

        var refused = (int)(await A.Get<ScriptRunner>().RunAsync(Routing.Redis.Scripts.Restore, Pool, Own(epoch - 1), default))[0];

        refused.ShouldBe((int)ReturnCode.OtherEpoch);
        (await EverythingAsync()).ShouldBe(before);
        ((int)(await A.Get<ScriptRunner>().RunAsync(Routing.Redis.Scripts.Restore, Pool, Own(epoch), default))[0]).ShouldBe((int)EnqueueOutcome.Enqueued);
    }

    // A call is handed on to whoever speaks English too; nobody else is there.
    private async Task<(QueuedContact Contact, AssignmentFacts First)> HandedOnAsync()
    {
        var agent = await AgentAsync();
        var contact = await EnqueueAsync(waited: TimeSpan.FromMinutes(2));
        var first = await ActiveAsync(contact);
        (await A.Router.TransferAsync(Pool, contact.Id, agent, new TransferTarget.ToSkills(["lang:en"]), default)).ShouldBe(StepOutcome.Done);
        return (contact, first);
    }

    private async Task ActiveAsyncBy(AgentId agent, QueuedContact contact) => (await ActiveAsync(contact)).Agent.ShouldBe(agent);

    private async Task LoseEverythingAsync(int comingBack)
    {
        await StoreEventsAsync();
        await ForgetEverythingAsync();
        (await A.SweepAsync()).ShouldBe(comingBack);
        (await B.SweepAsync()).ShouldBe(0);
    }
}
