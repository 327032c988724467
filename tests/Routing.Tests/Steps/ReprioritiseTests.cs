using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;

namespace Helpline.Routing.Tests.Steps;

/// <summary>The order changed by a supervisor's word.</summary>
public sealed class ReprioritiseTests(RedisFixture redis) : PoolTest(redis)
{
    private static readonly AgentId Supervisor = AgentId.New();

    [Fact]
    public async Task AWaitingContact_MovesToItsNewPlace_AndKeepsItsArrival()
    {
        var first = await EnqueueAsync(waited: TimeSpan.FromMinutes(9));
        var second = await EnqueueAsync();

        (await ReprioritiseAsync(second, Priority.High)).ShouldBe(StepOutcome.Done);

        (await SnapshotAsync()).Contacts.Select(c => c.Id).ShouldBe([second.Id, first.Id]);
        (await StandingAsync(first)).Position.ShouldBe(2);
        (await WaitsAsync(second)).WaitingSince.ShouldBe(second.WaitingSince);
        var said = await LastAsync(RoutingEventKind.Reprioritised);
        said.Contact!.Priority.ShouldBe(Priority.High);
        DetailOf(said).GetProperty("from").GetString().ShouldBe("normal");
        DetailOf(said).GetProperty("by").GetString().ShouldBe(Supervisor.ToString());
        await OfferedAsync(second, await AgentAsync());
    }

    [Fact]
    public async Task ARingingContact_RingsOn_InItsNewPlace()
    {
        await AgentAsync();
        var ringing = await EnqueueAsync();
        var offer = await OfferedAsync(ringing);
        var other = await EnqueueAsync(waited: TimeSpan.FromMinutes(9));
        (await StandingAsync(other)).Position.ShouldBe(1);

        await ReprioritiseAsync(ringing, Priority.ImminentDanger);

        (await AssignmentOfAsync(ringing)).ShouldBe(offer);
        (await StandingAsync(other)).Position.ShouldBe(2);
    }

    [Fact]
    public async Task AContactInHand_HasItWhenItWaitsAgain()
    {
        await AgentAsync();
        var contact = await EnqueueAsync();
        var active = await ActiveAsync(contact);
        await ReprioritiseAsync(contact, Priority.ImminentDanger);
        (await StandingAsync(contact)).Contact.State.ShouldBe(ContactState.InHand);
        await A.Presence.SetStatusAsync(Pool, active.Agent, AgentStatus.Break, null, default);

        await A.Router.AgentLostAsync(Pool, active.Id, default);

        (await WaitsAsync(contact)).Priority.ShouldBe(Priority.ImminentDanger);
    }

    [Fact]
    public async Task AReservedContact_KeepsItsReservation_InItsNewPlace()
    {
        var agent = await AgentAsync();
        var busyWith = await WrappingUpAsync(await EnqueueAsync());
        var older = await EnqueueAsync(waited: TimeSpan.FromMinutes(9));
        var reserved = await EnqueueAsync(new(Channel.Phone, ["lang:cy"]));
        await A.Router.TransferAsync(Pool, reserved.Id, null, new TransferTarget.ToAgent(agent), default);
        await ReprioritiseAsync(reserved, Priority.High);
        (await WaitsAsync(reserved)).ReservedFor.ShouldBe(agent);

        await A.Router.CompleteAsync(Pool, busyWith.Id, agent, default);

        await OfferedAsync(reserved, agent);
        await WaitsAsync(older);
    }

    [Fact]
    public async Task ATextHeldBackForACall_IsOffered_WhenItIsPutBeforeIt()
    {
        var agent = await AgentAsync();
        await ActiveAsync(await EnqueueAsync(Sms));
        await EnqueueAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        var text = await EnqueueAsync(Sms);
        await WaitsAsync(text);

        await ReprioritiseAsync(text, Priority.High);

        await OfferedAsync(text, agent);
    }

    [Fact]
    public async Task Repeated_OrOver_OrUnknown_ChangesNothing()
    {
        var contact = await EnqueueAsync();
        await ReprioritiseAsync(contact, Priority.High);
        var over = await EnqueueAsync();
        await A.Router.PersonLeftAsync(Pool, over.Id, CloseReason.Abandoned, default);
        var position = (await SnapshotAsync()).Position;

        (await ReprioritiseAsync(contact, Priority.High)).ShouldBe(StepOutcome.Done);
        (await ReprioritiseAsync(over, Priority.High)).ShouldBe(StepOutcome.NotPossibleNow);
        (await ReprioritiseAsync(contact, (Priority)77)).ShouldBe(StepOutcome.NotValid);
        (await A.Router.ReprioritiseAsync(Pool, ContactId.New(), Priority.High, Supervisor, default)).ShouldBe(StepOutcome.Unknown);

        (await SnapshotAsync()).Position.ShouldBe(position);
    }

    private Task<StepOutcome> ReprioritiseAsync(QueuedContact contact, Priority priority) => B.Router.ReprioritiseAsync(Pool, contact.Id, priority, Supervisor, default);
}
