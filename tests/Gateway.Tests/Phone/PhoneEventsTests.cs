using Helpline.Contracts;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Gateway.Twilio;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>What Routing decides becomes orders to the network.</summary>
public sealed class PhoneEventsTests
{
    [Fact]
    public async Task Ended_EndsTheCallersCall_Once()
    {
        await using var scene = await PhoneScene.TalkingAsync();

        await scene.HandleAsync(RoutingEventKind.Ended);
        scene.IsEnded(PhoneScene.Caller).ShouldBeTrue();

        await scene.CallStatusAsync(PhoneScene.Caller, "completed");
        var orders = scene.OrdersFor(PhoneScene.Caller).Count();
        await scene.HandleAsync(RoutingEventKind.Ended);
        scene.OrdersFor(PhoneScene.Caller).Count().ShouldBe(orders);
    }

    [Theory]
    [InlineData(RoutingEventKind.Withdrawn)]
    [InlineData(RoutingEventKind.PersonLeft)]
    [InlineData(RoutingEventKind.ConnectFailed)]
    [InlineData(RoutingEventKind.AgentLost)]
    public async Task WhatTakesTheCallFromTheAgent_EndsTheirLegIfItIsLive(RoutingEventKind kind)
    {
        await using var scene = await PhoneScene.ConnectingAsync();

        await scene.HandleAsync(kind);
        scene.IsEnded(PhoneScene.AgentCall).ShouldBeTrue();
        scene.IsEnded(PhoneScene.Caller).ShouldBeFalse();

        await scene.CallStatusAsync(PhoneScene.AgentCall, "completed");
        var orders = scene.OrdersFor(PhoneScene.AgentCall).Count();
        await scene.HandleAsync(kind);
        scene.OrdersFor(PhoneScene.AgentCall).Count().ShouldBe(orders);
    }

    [Theory]
    [InlineData(404, 20404)]
    [InlineData(400, 21220)]
    public async Task ACallThatIsGoneAlready_IsAsGoodAsEnded(int status, int code)
    {
        await using var scene = await PhoneScene.TalkingAsync();
        scene.Twilio.Answer = _ => FakeTwilio.Json(status, new { code });

        await Should.NotThrowAsync(() => scene.HandleAsync(RoutingEventKind.Ended));
    }

    [Fact]
    public async Task WhenTwilioIsAway_TheEventIsAskedForAgain()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        scene.Twilio.Answer = _ => FakeTwilio.Json(503, new { });

        await Should.ThrowAsync<TwilioUnavailableException>(() => scene.HandleAsync(RoutingEventKind.Ended));
    }

    [Fact]
    public async Task AgentLost_DecidedByRouting_LeadsTheCallerBack()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        await scene.Router.AgentLostAsync(new("main"), scene.Assignment, CancellationToken.None);

        await scene.HandleAsync(RoutingEventKind.AgentLost);

        scene.IsSentBack.ShouldBeTrue();
        scene.IsEnded(PhoneScene.AgentCall).ShouldBeTrue();
    }

    [Fact]
    public async Task AnOldAgentLost_DoesNotPullTheCallerAwayFromTheNextAgent()
    {
        await using var scene = await PhoneScene.TalkingAsync();

        await scene.HandleAsync(RoutingEventKind.AgentLost);

        scene.IsSentBack.ShouldBeFalse();
    }

    [Theory]
    [InlineData(RoutingEventKind.Enqueued)]
    [InlineData(RoutingEventKind.Offered)]
    public async Task AHangUpThatRoutingWasNotToldOf_IsToldBeforeAnAgentIsSentAfterNobody(RoutingEventKind kind)
    {
        await using var scene = await PhoneScene.WaitingAsync();
        scene.Router.Down = true;
        await scene.CallStatusAsync(PhoneScene.Caller, "completed");
        scene.Router.Down = false;
        scene.ContactState.ShouldBe(ContactState.Waiting);

        await scene.HandleAsync(kind);

        scene.ContactState.ShouldBe(ContactState.Closed);
    }

    [Fact]
    public async Task EventsOfOtherChannels_AreNotForThePhone()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        var contact = scene.Router.Contact(scene.Contact) with { Demand = FakeLines.Northants.DemandFor(Channel.Sms) };

        await scene.Gateway.Handler("phone").HandleAsync(
            new(new("main"), new(1, 1), DateTimeOffset.UnixEpoch, RoutingEventKind.Ended, contact, scene.Router.Assignment(scene.Assignment)), CancellationToken.None);

        scene.IsEnded(PhoneScene.Caller).ShouldBeFalse();
    }
}
