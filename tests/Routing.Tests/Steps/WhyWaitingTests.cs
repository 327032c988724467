using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;

namespace Helpline.Routing.Tests.Steps;

/// <summary>Why a contact waits, as a person may ask at any moment.</summary>
public sealed class WhyWaitingTests(RedisFixture redis) : PoolTest(redis)
{
    private static readonly (Channel, int) OneText = (Channel.Sms, 1);

    [Fact]
    public async Task EveryReason_IsSeen_AndTheNearestComeFirst()
    {
        var agents = new Dictionary<SkipReason, AgentId> { [SkipReason.Busy] = await AgentAsync(null, OneText) };
        await ActiveAsync(await EnqueueAsync(Sms));
        agents[SkipReason.KeptForCall] = await AgentAsync();
        await ActiveAsync(await EnqueueAsync(Sms));
        await WaitsAsync(await EnqueueAsync());
        Clock.Advance(TimeSpan.FromSeconds(1));
        agents[SkipReason.Ringing] = await AgentAsync(null, OneText);
        await OfferedAsync(await EnqueueAsync(Sms), agents[SkipReason.Ringing]);
        agents[SkipReason.Declined] = await AgentAsync(null, OneText);
        var contact = await EnqueueAsync(Sms);
        var offer = await OfferedAsync(contact, agents[SkipReason.Declined]);
        await A.Router.DeclineAsync(Pool, offer.Id, offer.Agent, DeclineReason.NotNow, default);
        await A.Router.TransferAsync(Pool, contact.Id, null, new TransferTarget.ToAgent(agents[SkipReason.Busy]), default);
        agents[SkipReason.ReservedForAnother] = await AgentAsync(null, OneText);
        agents[SkipReason.NotAvailable] = await AgentAsync(null, OneText);
        await A.Presence.SetStatusAsync(Pool, agents[SkipReason.NotAvailable], AgentStatus.Break, null, default);
        agents[SkipReason.Away] = AgentId.New();
        await SignOnAsync(agents[SkipReason.Away]);
        await AgentAsync(["lang:cy"]);

        var why = (await B.View.WhyWaitingAsync(Pool, contact.Id, default)).ShouldNotBeNull();

        why.Skipped.OrderBy(s => s.Key).ShouldBe(Enum.GetValues<SkipReason>().Select(r => KeyValuePair.Create(r, 1)));
        SkipReason[] order =
        [
            SkipReason.Ringing, SkipReason.Busy, SkipReason.KeptForCall, SkipReason.Declined, SkipReason.ReservedForAnother, SkipReason.NotAvailable, SkipReason.Away,
        ];
        why.Nearest.ShouldBe(order.Select(r => new NearestAgent(agents[r], r)));
        why.ReservedUntil.ShouldBe(Clock.GetUtcNow().AddSeconds(60));
        why.Contact.ReservedFor.ShouldBe(agents[SkipReason.Busy]);
        why.At.ShouldBe(Clock.GetUtcNow());
    }

    [Fact]
    public async Task WhatItAsks_AndWhenThatWidens()
    {
        Records.Policy = new()
        {
            Stages = [new() { AfterSeconds = 30, Drop = ["specialism"] }, new() { AfterSeconds = 60, Open = ["on-call"] }],
        };
        var contact = await EnqueueAsync(new(Channel.Phone, [.. Phone.Skills, "specialism:faith@3"]));
        var start = Clock.GetUtcNow();

        var first = await WhyAsync(contact);
        await PassAsync(TimeSpan.FromSeconds(30));
        var second = await WhyAsync(contact);
        await PassAsync(TimeSpan.FromSeconds(30));
        var third = await WhyAsync(contact);

        first.Asks.ShouldBe(["lang:en", "line:northants", "specialism:faith@3"]);
        (first.Widens?.At, second.Widens?.At, third.Widens).ShouldBe((start.AddSeconds(30), start.AddSeconds(60), null));
        first.Widens!.Asks.ShouldBe(second.Asks);
        first.Widens.OpenBackups.ShouldBeEmpty();
        second.Widens!.OpenBackups.ShouldBe(["on-call"]);
        second.Asks.ShouldBe(["lang:en", "line:northants"]);
        second.OpenBackups.ShouldBeEmpty();
        third.OpenBackups.ShouldBe(["on-call"]);
        (third.ReservedUntil, third.OfferedTo).ShouldBe((null, null));
        third.Skipped.ShouldBeEmpty();
        third.Nearest.ShouldBeEmpty();
    }

    [Fact]
    public async Task Position_AndWhereItRings()
    {
        var first = await EnqueueAsync(waited: TimeSpan.FromMinutes(1));
        var second = await EnqueueAsync();
        (await WhyAsync(second)).Position.ShouldBe(2);

        var agent = await AgentAsync();

        var ringing = await WhyAsync(first);
        (ringing.Position, ringing.OfferedTo).ShouldBe((1, agent));
        (await WhyAsync(second)).OfferedTo.ShouldBeNull();
        (await WhyAsync(second)).Skipped.ShouldBe([KeyValuePair.Create(SkipReason.Ringing, 1)]);
    }

    [Fact]
    public async Task AtMostTen_AreNamed_AndAllAreCounted()
    {
        for (var i = 0; i < 12; i++)
        {
            await SignOnAsync(AgentId.New());
        }

        var why = await WhyAsync(await EnqueueAsync());

        why.Nearest.Count.ShouldBe(10);
        why.Skipped.ShouldBe([KeyValuePair.Create(SkipReason.Away, 12)]);
    }

    [Fact]
    public async Task WhatDoesNotWait_HasNoAnswer()
    {
        await AgentAsync();
        var contact = await EnqueueAsync();
        await ActiveAsync(contact);
        var over = await EnqueueAsync();
        await A.Router.PersonLeftAsync(Pool, over.Id, CloseReason.Abandoned, default);

        (await B.View.WhyWaitingAsync(Pool, contact.Id, default)).ShouldBeNull();
        (await B.View.WhyWaitingAsync(Pool, over.Id, default)).ShouldBeNull();
        (await B.View.WhyWaitingAsync(Pool, ContactId.New(), default)).ShouldBeNull();
    }

    private async Task<WhyWaiting> WhyAsync(QueuedContact contact) => (await B.View.WhyWaitingAsync(Pool, contact.Id, default)).ShouldNotBeNull();
}
