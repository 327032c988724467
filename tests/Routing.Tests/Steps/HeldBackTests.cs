using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;

namespace Helpline.Routing.Tests.Steps;

/// <summary>Written work that an agent does not get while a call waits longer than it, and when they get it after all.</summary>
public sealed class HeldBackTests(RedisFixture redis) : PoolTest(redis)
{
    [Fact]
    public async Task WhatIsReservedForThem_ComesWhenTheCallHasLeft()
    {
        var agent = await WritingAsync();
        var call = await EnqueueAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        var text = await EnqueueAsync(new(Channel.Sms, ["lang:cy"]));
        await A.Router.TransferAsync(Pool, text.Id, null, new TransferTarget.ToAgent(agent), default);
        (await WaitsAsync(text)).ReservedFor.ShouldBe(agent);

        await A.Router.PersonLeftAsync(Pool, call.Id, CloseReason.Abandoned, default);

        await OfferedAsync(text, agent);
    }

    [Fact]
    public async Task WhatWaits_ComesWhenTheCallIsPutBehindIt()
    {
        var agent = await WritingAsync();
        var call = await EnqueueAsync(priority: Priority.High);
        var text = await EnqueueAsync(Sms, waited: TimeSpan.FromMinutes(5));
        await WaitsAsync(text);

        await A.Router.ReprioritiseAsync(Pool, call.Id, Priority.Normal, AgentId.New(), default);

        await OfferedAsync(text, agent);
    }

    [Fact]
    public async Task ACallReservedForThem_HoldsToo_AndOneReservedForAnotherDoesNot()
    {
        var agent = await WritingAsync();
        var other = await AgentAsync(capacity: [(Channel.Phone, 1)]);
        await ActiveAsync(await EnqueueAsync());
        var call = await EnqueueAsync(new(Channel.Phone, ["lang:cy"]));
        Clock.Advance(TimeSpan.FromSeconds(1));
        await A.Router.TransferAsync(Pool, call.Id, null, new TransferTarget.ToAgent(agent), default);
        var text = await EnqueueAsync(Sms);
        await WaitsAsync(text);

        await A.Router.TransferAsync(Pool, call.Id, null, new TransferTarget.ToAgent(other), default);

        await OfferedAsync(text, agent);
    }

    /// <summary>They left while they were held back, and have only just signed on again: the call that goes is no reason to forget them.</summary>
    [Fact]
    public async Task WhoLeft_AndSignsOnAgain_IsNotForgottenWhenTheCallHasLeft()
    {
        var agent = await AgentAsync();
        var writing = await ActiveAsync(await EnqueueAsync(Sms));
        var call = await EnqueueAsync();
        Clock.Advance(TimeSpan.FromSeconds(1));
        await WaitsAsync(await EnqueueAsync(Sms));
        await A.Presence.SetStatusAsync(Pool, agent, AgentStatus.Offline, null, default);
        await FinishAsync(writing);
        await PassAsync(TimeSpan.FromSeconds(11));
        (await A.Presence.RenewAsync(Pool, [agent], default)).ShouldBe([agent]);
        await SignOnAsync(agent);

        await A.Router.PersonLeftAsync(Pool, call.Id, CloseReason.Abandoned, default);

        (await A.Presence.RenewAsync(Pool, [agent], default)).ShouldBeEmpty();
    }

    private async Task<AgentId> WritingAsync()
    {
        var agent = await AgentAsync();
        await ActiveAsync(await EnqueueAsync(Sms));
        return agent;
    }
}
