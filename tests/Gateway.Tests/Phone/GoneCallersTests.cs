using Helpline.Contracts;
using Helpline.Gateway.Phone;
using Helpline.Support;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>Hang-ups nobody told us of.</summary>
public sealed class GoneCallersTests
{
    [Fact]
    public async Task ACallerWhoseHangUpWasNeverReported_IsFoundOutWithinAMinute()
    {
        var clock = new TestClock();
        await using var scene = await PhoneScene.WaitingAsync(clock);
        scene.Twilio.End(PhoneScene.Caller);

        clock.Advance(GoneCallers.Period);

        await Poll.Until(() => scene.ContactState == ContactState.Closed, "the contact of the caller who is gone closes");
        scene.Router.Contact(scene.Contact).CloseReason.ShouldBe(CloseReason.Abandoned);
    }

    [Fact]
    public async Task ACallerWhoIsThere_OrOfWhomTheNetworkCannotTell_KeepsTheirPlace()
    {
        var clock = new TestClock();
        await using var scene = await PhoneScene.WaitingAsync(clock);
        scene.Twilio.Answer = _ => Doubles.FakeTwilio.Json(503, new { });
        var asked = scene.Twilio.Requests.Count;
        clock.Advance(GoneCallers.Period);
        await Poll.Until(() => scene.Twilio.Requests.Count > asked, "the network is asked in vain");
        scene.ContactState.ShouldBe(ContactState.Waiting);

        scene.Twilio.Answer = _ => null;
        asked = scene.Twilio.Requests.Count;
        clock.Advance(GoneCallers.Period);
        await Poll.Until(() => scene.Twilio.Requests.Count > asked, "the network is asked again");
        scene.ContactState.ShouldBe(ContactState.Waiting);
    }
}
