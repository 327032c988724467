using Helpline.Contracts;
using Helpline.Gateway.Phone;
using Helpline.Gateway.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>What the network never told us, found out by looking.</summary>
public sealed class ConferenceRoundsTests
{
    [Fact]
    public async Task AnAgentWhoseGoingWasNeverReported_IsFoundOut_AndTheCallerWaitsAgain()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        var rounds = ActivatorUtilities.CreateInstance<ConferenceRounds>(scene.Gateway.Services);
        Inside(scene, PhoneScene.Caller);

        await rounds.LookAsync(default);
        scene.AssignmentState.ShouldBe(AssignmentState.Active);
        await rounds.LookAsync(default);

        scene.IsSentBack.ShouldBeTrue();
        (scene.AssignmentState, scene.ContactState).ShouldBe((AssignmentState.Failed, ContactState.Waiting));
    }

    [Fact]
    public async Task WhatIsAsWeBelieve_IsLeftAlone()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        var rounds = ActivatorUtilities.CreateInstance<ConferenceRounds>(scene.Gateway.Services);
        Inside(scene, PhoneScene.Caller, PhoneScene.AgentCall);
        var orders = Orders(scene);

        await rounds.LookAsync(default);
        await rounds.LookAsync(default);
        await rounds.LookAsync(default);

        Orders(scene).ShouldBe(orders);
        (scene.AssignmentState, scene.Router.Steps.Count).ShouldBe((AssignmentState.Active, 0));
    }

    /// <summary>The notice of the agent's end was taken, and the host died before anything followed from it.</summary>
    [Fact]
    public async Task ACallerLeftWithNobody_WhoIsBelievedToTalk_WaitsAgain()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        var rounds = ActivatorUtilities.CreateInstance<ConferenceRounds>(scene.Gateway.Services);
        await scene.Gateway.Records.AdvanceAsync(PhoneScene.AgentCall, Records.CallLegState.Ended, default);
        Inside(scene, PhoneScene.Caller);

        await rounds.LookAsync(default);
        scene.AssignmentState.ShouldBe(AssignmentState.Active);
        await rounds.LookAsync(default);

        scene.IsSentBack.ShouldBeTrue();
        (scene.AssignmentState, scene.ContactState).ShouldBe((AssignmentState.Failed, ContactState.Waiting));
    }

    [Fact]
    public async Task JoinsThatWereNeverReported_BringThemTogether()
    {
        await using var scene = await PhoneScene.ConnectingAsync();
        var rounds = ActivatorUtilities.CreateInstance<ConferenceRounds>(scene.Gateway.Services);
        Inside(scene, PhoneScene.AgentCall);
        await rounds.LookAsync(default);
        scene.OrdersFor(PhoneScene.Caller).ShouldContain(o => o.StartsWith("Queues/", StringComparison.Ordinal));

        scene.Twilio.InConference[PhoneScene.Caller] = true;
        Inside(scene, PhoneScene.Caller, PhoneScene.AgentCall);
        await rounds.LookAsync(default);

        scene.AssignmentState.ShouldBe(AssignmentState.Active);
    }

    [Fact]
    public async Task AConferenceOfNobodyWeKnow_IsOnlyToldToTheOperator()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        var rounds = ActivatorUtilities.CreateInstance<ConferenceRounds>(scene.Gateway.Services);
        scene.Twilio.Answer = Answer($"contact-{ContactId.New()}", "CAstranger");
        var orders = Orders(scene);

        await rounds.LookAsync(default);
        await rounds.LookAsync(default);

        Orders(scene).ShouldBe(orders);
    }

    [Fact]
    public async Task WhileRedisHasForgottenThem_NobodyIsCutOff()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        var rounds = ActivatorUtilities.CreateInstance<ConferenceRounds>(scene.Gateway.Services);
        Inside(scene, PhoneScene.Caller, PhoneScene.AgentCall);
        scene.Router.Forget();
        var orders = Orders(scene);

        await rounds.LookAsync(default);
        await rounds.LookAsync(default);

        Orders(scene).ShouldBe(orders);
    }

    [Fact]
    public async Task WhileTheNetworkDoesNotAnswer_NothingIsConcluded()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        var rounds = ActivatorUtilities.CreateInstance<ConferenceRounds>(scene.Gateway.Services);
        scene.Twilio.Answer = r => r.Path.EndsWith("Participants.json", StringComparison.Ordinal) ? FakeTwilio.Json(404, new { code = 20404 }) : Answer($"contact-{scene.Contact}")(r);
        var orders = Orders(scene);

        await rounds.LookAsync(default);
        await rounds.LookAsync(default);

        (scene.AssignmentState, Orders(scene)).ShouldBe((AssignmentState.Active, orders));
    }

    private static int Orders(PhoneScene scene) => scene.Twilio.Requests.Count(r => r.Method != "GET");

    private static void Inside(PhoneScene scene, params string[] calls) => scene.Twilio.Answer = Answer($"contact-{scene.Contact}", calls);

    private static Func<TwilioRequest, Microsoft.AspNetCore.Http.IResult?> Answer(string name, params string[] calls) => request => (request.Method, request.Path) switch
    {
        ("GET", "Conferences.json") => FakeTwilio.Json(200, new { conferences = new[] { new { sid = "CF1", friendly_name = name } } }),
        ("GET", "Conferences/CF1/Participants.json") => FakeTwilio.Json(200, new { participants = calls.Select(c => new { call_sid = c, status = "connected", label = c == PhoneScene.Caller ? "caller" : null }) }),
        _ => null,
    };
}
