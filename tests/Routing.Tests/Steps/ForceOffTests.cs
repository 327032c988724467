using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;

namespace Helpline.Routing.Tests.Steps;

/// <summary>A supervisor takes an agent off.</summary>
public sealed class ForceOffTests(RedisFixture redis) : PoolTest(redis)
{
    private static readonly AgentId Supervisor = AgentId.New();

    [Fact]
    public async Task TheAgent_IsOffline_AndItIsWrittenDownByWhom_Once()
    {
        var agent = await AgentAsync();

        (await ForceOffAsync(agent)).ShouldBe(StepOutcome.Done);

        var changed = await LastAsync(RoutingEventKind.AgentChanged);
        (changed.Agent!.Id, changed.Agent.Status, changed.Agent.Reason).ShouldBe((agent, AgentStatus.Offline, "forcedOff"));
        DetailOf(changed).GetProperty("by").GetString().ShouldBe(Supervisor.ToString());
        await WaitsAsync(await EnqueueAsync());
        var position = (await SnapshotAsync()).Position;
        (await ForceOffAsync(agent)).ShouldBe(StepOutcome.Done);
        (await ForceOffAsync(AgentId.New())).ShouldBe(StepOutcome.Unknown);
        (await SnapshotAsync()).Position.ShouldBe(position);
    }

    [Fact]
    public async Task TheRingingOffer_TheParked_AndTheReserved_GoToOthers()
    {
        var agent = await AgentAsync();
        var parked = await EnqueueAsync(Sms);
        var active = await ActiveAsync(parked);
        await A.Router.ParkAsync(Pool, active.Id, agent, null, default);
        var ringing = await EnqueueAsync();
        await OfferedAsync(ringing, agent);
        var reserved = await EnqueueAsync(Sms);
        await A.Router.TransferAsync(Pool, reserved.Id, null, new TransferTarget.ToAgent(agent), default);
        var others = new[] { await AgentAsync(), await AgentAsync(), await AgentAsync() };
        await WaitsAsync(reserved);

        await ForceOffAsync(agent);

        foreach (var contact in new[] { parked, ringing, reserved })
        {
            others.ShouldContain((await OfferedAsync(contact)).Agent);
        }

        (await LastAsync(RoutingEventKind.Released)).Reason.ShouldBe("signedOut");
        (await LastAsync(RoutingEventKind.Declined)).Reason.ShouldBe("notNow");
    }

    [Fact]
    public async Task ALiveCall_StaysUp_AndIsTheirsToEnd_AndThenTheyGetNoMore()
    {
        var agent = await AgentAsync();
        var contact = await EnqueueAsync();
        var active = await ActiveAsync(contact);

        await ForceOffAsync(agent);

        (await AssignmentOfAsync(contact)).ShouldBe(active with { State = AssignmentState.Active, Deadline = null });
        (await A.Router.EndAsync(Pool, active.Id, agent, default)).ShouldBe(StepOutcome.Done);
        (await A.Router.CompleteAsync(Pool, active.Id, agent, default)).ShouldBe(StepOutcome.Done);
        var next = await EnqueueAsync();
        await WaitsAsync(next);
        await A.Presence.SetStatusAsync(Pool, agent, AgentStatus.Available, null, default);
        await OfferedAsync(next, agent);
    }

    private Task<StepOutcome> ForceOffAsync(AgentId agent) => B.Presence.ForceOffAsync(Pool, agent, Supervisor, default);
}
