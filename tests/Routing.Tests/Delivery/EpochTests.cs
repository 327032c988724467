using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;
using StackExchange.Redis;

namespace Helpline.Routing.Tests.Delivery;

/// <summary>Redis lost everything, or some of it: numbers are never used twice, and what is open comes back from Records, once.</summary>
public sealed class EpochTests(RedisFixture redis) : PoolTest(redis)
{
    [Fact]
    public async Task Emptied_BeginsAGreaterEpoch_AndBringsEverythingOpenBack()
    {
        var (talking, texting, wrapping) = (await AgentAsync(), await AgentAsync(), await AgentAsync());
        var call = await ActiveAsync(await EnqueueAsync());
        var waitingLonger = await EnqueueAsync(waited: TimeSpan.FromMinutes(3), demand: new(Channel.Phone, ["lang:cy"]));
        var waiting = await EnqueueAsync(new(Channel.Phone, ["lang:cy"]), Priority.High);
        var text = await ActiveAsync(await EnqueueAsync(Sms));
        var wrapped = await WrappingUpAsync(await EnqueueAsync());
        var over = await EnqueueAsync(Sms);
        await A.Router.PersonLeftAsync(Pool, over.Id, CloseReason.Abandoned, default);
        var before = await StoreEventsAsync();

        await ForgetEverythingAsync();
        (await A.SweepAsync()).ShouldBe(5);

        var after = await SnapshotAsync();
        after.Position.Epoch.ShouldBeGreaterThan(before.Position.Epoch);
        after.Contacts.Select(c => c.Id).ShouldBe(before.Contacts.Select(c => c.Id));
        after.Contacts.ShouldBe(before.Contacts, ignoreOrder: true);
        after.Contacts.Where(c => c.State == ContactState.Waiting).Select(c => c.Id).ShouldBe([waiting.Id, waitingLonger.Id]);
        after.Assignments.Select(a => (a.Id, a.Contact, a.Agent, a.State)).ShouldBe(before.Assignments.Select(a => (a.Id, a.Contact, a.Agent, a.State)), ignoreOrder: true);
        after.Agents.ShouldAllBe(a => !a.Connected);
        (await EventsAsync())[0].Kind.ShouldBe(RoutingEventKind.EpochStarted);
        new[] { call, text, wrapped }.Select(a => a.Agent).ShouldBe([talking, texting, wrapping], ignoreOrder: true);
        (await A.Router.EndAsync(Pool, call.Id, call.Agent, default)).ShouldBe(StepOutcome.Done);
        (await A.Router.CompleteAsync(Pool, wrapped.Id, wrapped.Agent, default)).ShouldBe(StepOutcome.Done);
    }

    [Fact]
    public async Task Emptied_AnAgentWithRestoredWork_IsAskedToSignOn_AndThenMatched()
    {
        var agent = await AgentAsync(capacity: [(Channel.Sms, 2)]);
        await ActiveAsync(await EnqueueAsync(Sms));
        await StoreEventsAsync();
        await ForgetEverythingAsync();
        await A.SweepAsync();
        var next = await EnqueueAsync(Sms);

        (await B.Presence.RenewAsync(Pool, [agent], default)).ShouldBe([agent]);
        (await AssignmentOfAsync(next)).ShouldBeNull();
        await SignOnAsync(agent, null, (Channel.Sms, 2));

        await OfferedAsync(next, agent);
        (await B.Presence.RenewAsync(Pool, [agent], default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Emptied_AnOfferIsNotRestored_TheContactWaits()
    {
        await AgentAsync();
        var contact = await EnqueueAsync();
        await OfferedAsync(contact);
        await StoreEventsAsync();
        await ForgetEverythingAsync();

        await A.SweepAsync();

        (await StandingAsync(contact)).Assignment.ShouldBeNull();
        (await StandingAsync(contact)).Contact.ShouldBe(new(contact.Id, contact.Line, contact.Demand, contact.Priority, ContactState.Waiting, contact.WaitingSince));
    }

    [Fact]
    public async Task Emptied_AnAcceptedContactThatComesBack_GivesItsAgentATicket()
    {
        var agent = await AgentAsync();
        var accepted = await AcceptedAsync(await EnqueueAsync());
        await StoreEventsAsync();
        await ForgetEverythingAsync();
        await A.SweepAsync();

        var again = await A.Router.AcceptAsync(Pool, accepted.Id, agent, default);

        again.Outcome.ShouldBe(AcceptOutcome.AlreadyYours);
        (await A.Router.RedeemTicketAsync(Pool, accepted.Id, agent, again.Ticket!, "CA1", default)).ShouldBe(TicketOutcome.Valid);
    }

    [Fact]
    public async Task Emptied_TwoNodesAtOnce_RestoreNobodyTwice()
    {
        foreach (var _ in Enumerable.Range(0, 20))
        {
            await EnqueueAsync();
        }

        await StoreEventsAsync();
        await ForgetEverythingAsync();

        var restored = await Task.WhenAll(A.SweepAsync(), B.SweepAsync());

        restored.Sum().ShouldBe(20);
        var events = await EventsAsync();
        events.Count(e => e.Kind == RoutingEventKind.EpochStarted).ShouldBe(1);
        events.Count(e => e.Kind == RoutingEventKind.Enqueued).ShouldBe(20);
    }

    [Fact]
    public async Task SetBackBehindRecords_TakesTheTruthFromRecords()
    {
        var agent = await AgentAsync();
        var answered = await EnqueueAsync();
        var offer = await OfferedAsync(answered);
        var left = await EnqueueAsync();
        var saved = await SaveAsync();
        await A.Router.AcceptAsync(Pool, offer.Id, agent, default);
        await A.Router.ConnectedAsync(Pool, offer.Id, default);
        await A.Router.PersonLeftAsync(Pool, left.Id, CloseReason.Abandoned, default);
        var before = await StoreEventsAsync();

        await RestoreAsync(saved);
        await A.SweepAsync();

        var after = await SnapshotAsync();
        after.Position.Epoch.ShouldBeGreaterThan(before.Position.Epoch);
        after.Contacts.Single().Id.ShouldBe(answered.Id);
        after.Assignments.Single().State.ShouldBe(AssignmentState.Active);
        (await A.Presence.RenewAsync(Pool, [agent], default)).ShouldBeEmpty();
        (await SnapshotAsync()).Agents.Single().ShouldBe(new(agent, AgentStatus.Available, true, Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Sweep_BringsWhatTheIntakeCouldNotEnqueue_AndLeavesTheRest()
    {
        var known = await EnqueueAsync();
        var missing = new QueuedContact(ContactId.New(), Pool, Pools.Line, Phone, Priority.High, Clock.GetUtcNow());
        Records.Keep(missing);

        (await A.SweepAsync()).ShouldBe(1);
        (await B.SweepAsync()).ShouldBe(0);

        (await SnapshotAsync()).Contacts.Select(c => c.Id).ShouldBe([missing.Id, known.Id]);
    }

    [Fact]
    public async Task Sweep_WhileThePumpLags_DoesNotBringBackWhatIsOver()
    {
        await AgentAsync();
        var wrapped = await WrappingUpAsync(await EnqueueAsync());
        await StoreEventsAsync();
        await A.Router.CompleteAsync(Pool, wrapped.Id, wrapped.Agent, default);
        var left = await EnqueueAsync(Sms);
        await A.Router.PersonLeftAsync(Pool, left.Id, CloseReason.Abandoned, default);

        (await A.SweepAsync()).ShouldBe(0);

        (await SnapshotAsync()).Assignments.ShouldBeEmpty();
    }

    [Fact]
    public async Task Sweep_WaitsWhileRecordsIsFurtherBehindThanRoutingRemembers()
    {
        var over = await EnqueueAsync();
        await A.Router.PersonLeftAsync(Pool, over.Id, CloseReason.Abandoned, default);
        Clock.Advance(TimeSpan.FromMinutes(31));
        var missing = new QueuedContact(ContactId.New(), Pool, Pools.Line, Phone, Priority.High, Clock.GetUtcNow());
        Records.Keep(missing);
        (await A.SweepAsync()).ShouldBe(0);

        await StoreEventsAsync();

        (await A.SweepAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task TheLibraryForgotten_WithoutARestart_IsLoadedAgain_InTheSameEpoch()
    {
        var contact = await EnqueueAsync();
        var before = (await SnapshotAsync()).Position.Epoch;

        await (await A.DatabaseAsync()).ExecuteAsync("FUNCTION", "FLUSH");

        (await A.Router.PersonLeftAsync(Pool, contact.Id, CloseReason.Abandoned, default)).ShouldBe(StepOutcome.Done);
        (await SnapshotAsync()).Position.Epoch.ShouldBe(before);
    }

    private async Task<Dictionary<RedisKey, byte[]>> SaveAsync()
    {
        var database = await A.DatabaseAsync();
        var saved = new Dictionary<RedisKey, byte[]>();
        foreach (var key in await KeysAsync())
        {
            saved[key] = await database.KeyDumpAsync(key);
        }

        return saved;
    }

    private async Task RestoreAsync(Dictionary<RedisKey, byte[]> saved)
    {
        await ForgetEverythingAsync();
        var database = await A.DatabaseAsync();
        foreach (var (key, value) in saved)
        {
            await database.KeyRestoreAsync(key, value);
        }
    }
}
