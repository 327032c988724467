using Helpline.Contracts;
using Helpline.Gateway.Phone;
using Helpline.Support;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>A call the network is about to cut off.</summary>
public sealed class LongCallsTests
{
    [Fact]
    public async Task TheAgentIsTold_AQuarterOfAnHourBefore_AndOnce()
    {
        var clock = new TestClock();
        await using var scene = await PhoneScene.TalkingAsync(clock);
        scene.Gateway.Records.OldestCallers = TimeSpan.FromMinutes(224);
        clock.Advance(LongCalls.Period);
        await Poll.Until(() => scene.Gateway.Records.AskedForCallersOlderThan.Contains(TimeSpan.FromMinutes(225)), "long calls are looked for");
        scene.Router.Announced.ShouldBeEmpty();

        scene.Gateway.Records.OldestCallers = TimeSpan.FromMinutes(225);
        clock.Advance(LongCalls.Period);
        await Poll.Until(() => scene.Router.Announced.Count == 1, "the agent is told");
        var asked = scene.Gateway.Records.AskedForCallersOlderThan.Count;
        clock.Advance(LongCalls.Period);
        await Poll.Until(() => scene.Gateway.Records.AskedForCallersOlderThan.Count >= asked + 2, "they are looked for again");

        scene.Router.Announced.ShouldBe([(scene.Contact, ContactNews.CallEndsSoon)]);
    }
}
