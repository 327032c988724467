using Helpline.Contracts;
using Helpline.Gateway.Phone;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Support;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>What the network never told us, found out by looking.</summary>
public sealed class ConferenceRoundsTests
{
    private readonly TestClock clock = new();

    [Fact]
    public async Task AnAgentWhoseGoingWasNeverReported_IsFoundOut_AndTheCallerWaitsAgain()
    {
        await using var scene = await PhoneScene.TalkingAsync(clock);
        Inside(scene, PhoneScene.Caller);

        await LookAsync(scene);
        scene.AssignmentState.ShouldBe(AssignmentState.Active);
        await LookAsync(scene);

        await Poll.Until(() => scene.IsSentBack, "the caller is led back to the queue");
        (scene.AssignmentState, scene.ContactState).ShouldBe((AssignmentState.Failed, ContactState.Waiting));
    }

    [Fact]
    public async Task WhatIsAsWeBelieve_IsLeftAlone()
    {
        await using var scene = await PhoneScene.TalkingAsync(clock);
        Inside(scene, PhoneScene.Caller, PhoneScene.AgentCall);
        var orders = Orders(scene);

        await LookAsync(scene);
        await LookAsync(scene);
        await LookAsync(scene);

        Orders(scene).ShouldBe(orders);
        (scene.AssignmentState, scene.Router.Steps.Count).ShouldBe((AssignmentState.Active, 0));
    }

    [Fact]
    public async Task JoinsThatWereNeverReported_BringThemTogether()
    {
        await using var scene = await PhoneScene.ConnectingAsync(clock);
        Inside(scene, PhoneScene.AgentCall);
        await LookAsync(scene);
        await Poll.Until(() => scene.OrdersFor(PhoneScene.Caller).Any(o => o.StartsWith("Queues/", StringComparison.Ordinal)), "the caller is called in");

        scene.Twilio.InConference[PhoneScene.Caller] = true;
        Inside(scene, PhoneScene.Caller, PhoneScene.AgentCall);
        await LookAsync(scene);

        await Poll.Until(() => scene.AssignmentState == AssignmentState.Active, "they talk");
    }

    [Fact]
    public async Task AConferenceOfNobodyWeKnow_IsOnlyToldToTheOperator()
    {
        await using var scene = await PhoneScene.TalkingAsync(clock);
        scene.Twilio.Answer = Answer($"contact-{ContactId.New()}", "CAstranger");
        var orders = Orders(scene);

        await LookAsync(scene);
        await LookAsync(scene);

        Orders(scene).ShouldBe(orders);
    }

    [Fact]
    public async Task WhileTheNetworkDoesNotAnswer_NothingIsConcluded()
    {
        await using var scene = await PhoneScene.TalkingAsync(clock);
        scene.Twilio.Answer = r => r.Path.EndsWith("Participants.json", StringComparison.Ordinal) ? FakeTwilio.Json(404, new { code = 20404 }) : Answer($"contact-{scene.Contact}")(r);
        var orders = Orders(scene);

        await LookAsync(scene);
        await LookAsync(scene);

        (scene.AssignmentState, Orders(scene)).ShouldBe((AssignmentState.Active, orders));
    }

    private static int Orders(PhoneScene scene) => scene.Twilio.Requests.Count(r => r.Method != "GET");

    private static void Inside(PhoneScene scene, params string[] calls) => scene.Twilio.Answer = Answer($"contact-{scene.Contact}", calls);

    private static Func<TwilioRequest, Microsoft.AspNetCore.Http.IResult?> Answer(string name, params string[] calls) => request => (request.Method, request.Path) switch
    {
        ("GET", "Conferences.json") => FakeTwilio.Json(200, new { conferences = new[] { new { sid = "CF1", friendly_name = name } } }),
        ("GET", "Conferences/CF1/Participants.json") => FakeTwilio.Json(200, new { participants = calls.Select(c => new { call_sid = c, status = "connected" }) }),
        _ => null,
    };

    /// <summary>Time for one look, and that look.</summary>
    private async Task LookAsync(PhoneScene scene)
    {
        bool IsLook(TwilioRequest r) => r is { Method: "GET", Path: "Conferences.json" } && r.Query.Contains("Status=in-progress&PageSize", StringComparison.Ordinal);
        bool IsInside(TwilioRequest r) => r is { Method: "GET" } && r.Path.EndsWith("Participants.json", StringComparison.Ordinal);
        var (looks, insides) = (scene.Twilio.Requests.Count(IsLook), scene.Twilio.Requests.Count(IsInside));
        clock.Advance(ConferenceRounds.Period);
        await Poll.Until(() => scene.Twilio.Requests.Count(IsLook) > looks && scene.Twilio.Requests.Count(IsInside) > insides, "the conferences are looked at");
    }
}
