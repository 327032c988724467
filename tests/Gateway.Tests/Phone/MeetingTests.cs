using System.Net;
using Helpline.Contracts;
using Helpline.Gateway.Tests.Doubles;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>Caller and agent come together.</summary>
public sealed class MeetingTests
{
    private const string Caller = PhoneScene.Caller;
    private const string Agent = PhoneScene.AgentCall;

    [Fact]
    public async Task WhenTheAgentIsThere_TheCallerIsCalledIn_AndWhenBothAreThereTheyTalk()
    {
        await using var scene = await PhoneScene.ConnectingAsync();

        await scene.AgentJoinsAsync();
        scene.OrdersFor(Caller).ShouldBe([$"Queues/QU1/Members/{Caller}.json Url=https://helpline.example.org/twilio/voice/join?contact={scene.Contact}#ct=2000&rt=4200&tt=4200&rc=2&rp=all&Method=POST"]);
        scene.AssignmentState.ShouldBe(AssignmentState.Connecting, "not before the caller is there too");

        scene.Twilio.InConference[Caller] = true;
        await scene.CallerJoinsAsync();
        scene.AssignmentState.ShouldBe(AssignmentState.Active);
    }

    [Fact]
    public async Task TheSameJoins_Again_ChangeNothing()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        var orders = scene.OrdersFor(Caller).Count();

        await scene.AgentJoinsAsync();
        await scene.CallerJoinsAsync();

        scene.OrdersFor(Caller).Count().ShouldBe(orders);
        scene.Router.Steps.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhenTheCallerLeftFirst_TheyHaveLeft_AndTheAgentsLegIsEnded()
    {
        await using var scene = await PhoneScene.ConnectingAsync();
        scene.Twilio.End(Caller);

        await scene.AgentJoinsAsync();
        scene.ContactState.ShouldBe(ContactState.Closed);
        scene.AssignmentState.ShouldBe(AssignmentState.Withdrawn);

        await scene.HandleAsync(RoutingEventKind.Withdrawn);
        scene.IsEnded(Agent).ShouldBeTrue();
    }

    [Fact]
    public async Task WhenTheCallerIsBetweenTwoDocuments_TheWaitDocumentLetsThemIn()
    {
        await using var scene = await PhoneScene.ConnectingAsync();
        scene.Twilio.InQueue.Clear();

        await scene.AgentJoinsAsync();
        scene.ContactState.ShouldBe(ContactState.InHand, "nobody who is on the line has left");

        (await scene.WaitAsync()).Elements().Select(e => e.Name.LocalName).ShouldBe(["Leave"]);
        (await scene.QueueLeftAsync("leave")).Element("Dial")!.Element("Conference")!.Value.ShouldBe($"contact-{scene.Contact}");
    }

    [Fact]
    public async Task WhenTwilioDoesNotAnswer_TheNoticeIsAskedForAgain()
    {
        await using var scene = await PhoneScene.ConnectingAsync();
        scene.Twilio.Answer = _ => FakeTwilio.Json(503, new { });
        (await scene.AgentJoinsAsync()).ShouldBe(HttpStatusCode.ServiceUnavailable);
        scene.Twilio.Answer = _ => null;

        (await scene.AgentJoinsAsync()).ShouldBe(HttpStatusCode.NoContent);

        scene.Twilio.InQueue.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnAgentWhoComesTooLate_IsEnded()
    {
        await using var scene = await PhoneScene.ConnectingAsync();
        await scene.Router.ConnectFailedAsync(new("main"), scene.Assignment, CancellationToken.None);

        await scene.AgentJoinsAsync();

        scene.IsEnded(Agent).ShouldBeTrue();
        scene.Twilio.InQueue.ShouldContainKey(Caller);
    }

    [Fact]
    public async Task AfterALostAgent_TheNextOneGetsTheCaller()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        await scene.AgentLeavesAsync();
        scene.Twilio.InQueue[Caller] = true;
        await scene.WaitAsync();

        scene.Accept();
        await scene.RingInAsync("CAsecond");
        await scene.AgentJoinsAsync("CAsecond");
        scene.Twilio.InQueue.ShouldBeEmpty();
        scene.Twilio.InConference[Caller] = true;
        await scene.CallerJoinsAsync();

        scene.AssignmentState.ShouldBe(AssignmentState.Active);
    }

    [Fact]
    public async Task AnOldJoinOfTheCaller_DoesNotConnectTheNextAgentToNobody()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        await scene.AgentLeavesAsync();
        scene.Twilio.InQueue[Caller] = true;
        scene.Accept();
        await scene.RingInAsync("CAsecond");
        await scene.AgentJoinsAsync("CAsecond");

        await scene.CallerJoinsAsync(); // of the first conference, repeated late: they are not in it

        scene.AssignmentState.ShouldBe(AssignmentState.Connecting);
    }

    [Fact]
    public async Task WhenTheAgentIsGoneAsTheCallerComesIn_TheCallerGoesBack()
    {
        await using var scene = await PhoneScene.ConnectingAsync();
        await scene.AgentJoinsAsync();
        await scene.AgentLeavesAsync();
        scene.Twilio.InConference[Caller] = true;

        await scene.CallerJoinsAsync();

        scene.ContactState.ShouldBe(ContactState.Waiting);
        scene.IsSentBack.ShouldBeTrue();
    }
}
