using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;

namespace Helpline.Routing.Tests.Steps;

/// <summary>Orders about live calls: told to the gateway in the order given, and nothing moves.</summary>
public sealed class OrderTests(RedisFixture redis) : PoolTest(redis)
{
    private static readonly MediaOrder Hold = new(MediaOrderKind.Hold);

    [Fact]
    public async Task TheAgentOnTheCall_OrdersInTurn_AndNothingMoves()
    {
        await AgentAsync();
        var contact = await EnqueueAsync();
        var active = await ActiveAsync(contact);
        var before = await StandingAsync(contact);
        var add = new MediaOrder(MediaOrderKind.AddParty, CallPartyId.New());

        (await A.Router.OrderAsync(Pool, contact.Id, active.Agent, Hold, default)).ShouldBe(StepOutcome.Done);
        (await B.Router.OrderAsync(Pool, contact.Id, active.Agent, add, default)).ShouldBe(StepOutcome.Done);

        var ordered = (await EventsAsync()).Where(e => e.Kind == RoutingEventKind.Ordered).ToList();
        ordered.Select(e => MediaOrder.Parse(e.Detail)).ShouldBe([Hold, add]);
        ordered.Select(e => e.Reason).ShouldBe(["hold", "addParty"]);
        ordered[0].Contact!.Id.ShouldBe(contact.Id);
        ordered[0].Assignment!.Id.ShouldBe(active.Id);
        (await StandingAsync(contact)).ShouldBe(before);
    }

    [Fact]
    public async Task BeforeItIsConnected_AndAfterItIsOver_NothingIsOrdered()
    {
        var agent = await AgentAsync();
        var contact = await EnqueueAsync();
        var offer = await AcceptedAsync(contact);
        (await A.Router.OrderAsync(Pool, contact.Id, agent, Hold, default)).ShouldBe(StepOutcome.NotPossibleNow);

        await A.Router.ConnectedAsync(Pool, offer.Id, default);
        await A.Router.EndAsync(Pool, offer.Id, agent, default);

        (await A.Router.OrderAsync(Pool, contact.Id, agent, Hold, default)).ShouldBe(StepOutcome.NotPossibleNow);
        (await A.Router.OrderAsync(Pool, contact.Id, null, Hold, default)).ShouldBe(StepOutcome.NotPossibleNow);
        (await EventsAsync()).ShouldNotContain(e => e.Kind == RoutingEventKind.Ordered);
    }

    [Fact]
    public async Task AfterATransfer_TheFirstAgentsOrder_NeedsAnotherRight()
    {
        var (first, second) = (await AgentAsync(), await AgentAsync());
        var contact = await EnqueueAsync();
        var active = await ActiveAsync(contact);
        var other = active.Agent == first ? second : first;
        await A.Router.TransferAsync(Pool, contact.Id, active.Agent, new TransferTarget.ToAgent(other), default);

        (await A.Router.OrderAsync(Pool, contact.Id, active.Agent, Hold, default)).ShouldBe(StepOutcome.NotYours);
        (await A.Router.OrderAsync(Pool, contact.Id, null, Hold, default)).ShouldBe(StepOutcome.Done);
    }

    [Fact]
    public async Task AnOrderThatIsNone_IsRefused()
    {
        var contact = await EnqueueAsync();

        (await A.Router.OrderAsync(Pool, contact.Id, null, new((MediaOrderKind)99), default)).ShouldBe(StepOutcome.NotValid);
        MediaOrder.Parse("""{"kind":"juggle"}""").ShouldBeNull();
        MediaOrder.Parse("{").ShouldBeNull();
        MediaOrder.Parse(null).ShouldBeNull();
    }
}
