using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;

namespace Helpline.Routing.Tests.Steps;

/// <summary>Lines whose calls may ring at an agent who has written work in hand.</summary>
public sealed class InterruptTests(RedisFixture redis) : PoolTest(redis)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ACall_RingsAtAnAgentWhoWrites_OnlyWhereTheLineSaysSo(bool interrupts)
    {
        Records.Policy = new() { CallsInterruptWriting = interrupts };
        var agent = await AgentAsync();
        await ActiveAsync(await EnqueueAsync(Sms));

        var call = await EnqueueAsync();

        (await AssignmentOfAsync(call))?.Agent.ShouldBe(agent);
        ((await AssignmentOfAsync(call)) is not null).ShouldBe(interrupts);
    }

    [Fact]
    public async Task ACall_ThatWaitsAlready_RingsAsSoonAsTheOfferOfATextIsAnswered()
    {
        Records.Policy = new() { CallsInterruptWriting = true };
        var agent = await AgentAsync();
        var text = await EnqueueAsync(Sms);
        var call = await EnqueueAsync();
        await WaitsAsync(call);

        await AcceptedAsync(text);

        await OfferedAsync(call, agent);
    }

    [Fact]
    public async Task DuringTheCall_ThereIsNoMoreOfAnything_AndTheWritingGoesOnAfterIt()
    {
        Records.Policy = new() { CallsInterruptWriting = true };
        var agent = await AgentAsync();
        var writing = await ActiveAsync(await EnqueueAsync(Sms));
        var call = await EnqueueAsync();
        var active = await ActiveAsync(call);
        var text = await EnqueueAsync(Sms);
        Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await EnqueueAsync();
        await WaitsAsync(text);
        await WaitsAsync(second);
        (await SnapshotAsync()).Assignments.Select(a => (a.Id, a.State)).ShouldBe([(writing.Id, AssignmentState.Active), (active.Id, AssignmentState.Active)], ignoreOrder: true);

        await A.Router.EndAsync(Pool, active.Id, agent, default);
        await A.Router.CompleteAsync(Pool, active.Id, agent, default);

        await OfferedAsync(text, agent);
    }
}
