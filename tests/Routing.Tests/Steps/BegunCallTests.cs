using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;

namespace Helpline.Routing.Tests.Steps;

/// <summary>A call that an agent begins is theirs at once, beside what they write and wrap up.</summary>
public sealed class BegunCallTests(RedisFixture redis) : PoolTest(redis)
{
    [Fact]
    public async Task ItIsOfferedToWhoBeganIt_AheadOfAllWhoWait_AndOfEveryOtherAgent()
    {
        var idle = await AgentAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        var mine = await AgentAsync();

        var call = await BeginAsync(mine);

        (await OfferedAsync(call, mine)).Agent.ShouldNotBe(idle);
        (await StandingAsync(call)).Contact.ReservedFor.ShouldBe(mine);
    }

    [Fact]
    public async Task ItIsOffered_WhileTheyWrite_AndWhileTheyWrapUpACall()
    {
        var mine = await AgentAsync();
        await WrappingUpAsync(await EnqueueAsync());
        await OfferedAsync(await BeginAsync(mine), mine);

        var other = await AgentAsync();
        await ActiveAsync(await EnqueueAsync(Sms));
        await OfferedAsync(await BeginAsync(other), other);
    }

    [Fact]
    public async Task BesideAnotherCall_ItWaitsForThem_ThenForAnybody()
    {
        var mine = await AgentAsync();
        await ActiveAsync(await EnqueueAsync());
        var other = await AgentAsync();

        var call = await BeginAsync(mine);

        (await AssignmentOfAsync(call)).ShouldBeNull();
        await PassAsync(TimeSpan.FromSeconds(61), mine, other);
        await OfferedAsync(call, other);
    }

    private async Task<QueuedContact> BeginAsync(AgentId by)
    {
        var call = new QueuedContact(ContactId.New(), Pool, Pools.Line, Phone, Priority.Normal, Clock.GetUtcNow(), by, ContactTask.CallBack, by);
        Records.Keep(call);
        (await A.Router.EnqueueAsync(call, default)).ShouldBe(EnqueueOutcome.Enqueued);
        return call;
    }
}
