using System.Net;
using Helpline.Contracts;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Records;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>A promised call back in an agent's hands: rung once, told in words, never twice for one unknown fate.</summary>
public sealed class CallBackTests : IAsyncLifetime
{
    private const string Rung = "CArung";
    private PhoneScene scene = null!;
    private ContactId task;

    public async Task InitializeAsync()
    {
        scene = await PhoneScene.WaitingAsync();
        await scene.Gateway.DocumentAsync("/twilio/voice/choose", [.. PhoneScene.Voice(PhoneScene.Caller, "+447700900101", "in-progress"), ("Digits", "2")]);
        await scene.QueueLeftAsync("leave");
        task = (await scene.Gateway.Waiting.PromiseAsync(scene.Contact, CancellationToken.None))!.Contact;
        scene.Take(task);
        await scene.RingInAsync(PhoneScene.AgentCall);
    }

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    public async Task WhenTheAgentIsThere_ThePersonIsRung_Once()
    {
        await scene.AgentJoinsAsync();
        await scene.AgentJoinsAsync();

        var request = scene.Twilio.To("/Participants.json").ShouldHaveSingleItem();
        (request.Path, request.Fields["To"], request.Fields["From"]).ShouldBe(("Conferences/CF1/Participants.json", "+447700900101", FakeLines.PhoneNumber));
        (request.Fields["Label"], request.Fields["EndConferenceOnExit"]).ShouldBe(("caller", "true"));
        scene.AssignmentState.ShouldBe(AssignmentState.Active);
        (await TriesAsync()).ShouldHaveSingleItem().CallSid.ShouldBe(Rung);
    }

    [Fact]
    public async Task WhenTheyAnswerAndHangUp_ItIsAnAnsweredContact()
    {
        await scene.AgentJoinsAsync();
        await scene.ConferenceAsync("participant-join", Rung, "caller");
        (await TriesAsync())[0].State.ShouldBe(CallBackTryState.Answered);

        await scene.CallStatusAsync(Rung, "completed");

        scene.AssignmentState.ShouldBe(AssignmentState.WrapUp);
    }

    [Theory]
    [InlineData("busy", CallBackTryState.Busy, "The line was engaged, or they declined.")]
    [InlineData("no-answer", CallBackTryState.NoAnswer, "They did not answer.")]
    [InlineData("failed", CallBackTryState.Failed, "The number could not be reached.")]
    public async Task WhenTheyAreNotReached_TheAgentIsTold_AndDecides(string status, CallBackTryState state, string problem)
    {
        await scene.AgentJoinsAsync();

        await scene.CallStatusAsync(Rung, status);

        var attempt = (await TriesAsync()).ShouldHaveSingleItem();
        (attempt.State, attempt.Problem).ShouldBe((state, problem));
        scene.AssignmentState.ShouldBe(AssignmentState.Active);
        scene.Router.Announced[^1].ShouldBe((task, ContactNews.CallChanged));
    }

    [Fact]
    public async Task WhenNobodyKnowsWhetherItRang_TheNetworkIsAsked_AndItIsNotRungAgain()
    {
        scene.Twilio.Answer = r => r.Path.EndsWith("/Participants.json", StringComparison.Ordinal) ? FakeTwilio.Break() : null;
        await scene.AgentJoinsAsync();
        (await TriesAsync())[0].State.ShouldBe(CallBackTryState.Unknown);
        await scene.AgentJoinsAsync();
        scene.Twilio.To("/Participants.json").Count().ShouldBe(1);

        scene.Twilio.Answer = r => r is { Method: "GET" } && r.Path.EndsWith("/Participants/caller.json", StringComparison.Ordinal) ? FakeTwilio.Json(200, new { call_sid = Rung }) : null;
        await scene.Gateway.Waiting.WantAsync(task, scene.Assignment, CancellationToken.None);
        scene.Twilio.InConference[PhoneScene.AgentCall] = true;
        await scene.HandleAsync(RoutingEventKind.News, nameof(ContactNews.CallBackWanted));

        scene.Twilio.To("/Participants.json").Count().ShouldBe(1, "their phone rings already");
        (await TriesAsync())[^1].CallSid.ShouldBe(Rung);
    }

    [Fact]
    public async Task OnceMore_IsRungOnceMore()
    {
        await scene.AgentJoinsAsync();
        await scene.CallStatusAsync(Rung, "busy");
        scene.Twilio.InConference[PhoneScene.AgentCall] = true;
        await scene.Gateway.Waiting.WantAsync(task, scene.Assignment, CancellationToken.None);

        await scene.HandleAsync(RoutingEventKind.News, nameof(ContactNews.CallBackWanted));
        await scene.HandleAsync(RoutingEventKind.News, nameof(ContactNews.CallBackWanted));

        scene.Twilio.To("/Participants.json").Count().ShouldBe(2);
    }

    [Fact]
    public async Task WhenTheAgentIsGone_WhileItRings_ThePhoneStopsRinging_AndTheTaskWaitsAgain()
    {
        await scene.AgentJoinsAsync();

        (await scene.AgentLeavesAsync()).ShouldBe(HttpStatusCode.NoContent);

        scene.IsEnded(Rung).ShouldBeTrue();
        scene.Router.Contact(task).State.ShouldBe(ContactState.Waiting);
        await scene.HandleAsync(RoutingEventKind.Offered);
        scene.Router.Contact(task).State.ShouldBe(ContactState.Waiting, "an ended try is nobody's hang-up");
    }

    [Fact]
    public async Task WhenTheAgentEnds_WithoutReachingThem_TheAgentsLineEndsToo()
    {
        await scene.AgentJoinsAsync();
        await scene.CallStatusAsync(Rung, "no-answer");

        await scene.HandleAsync(RoutingEventKind.Ended);

        scene.IsEnded(PhoneScene.AgentCall).ShouldBeTrue();
    }

    /// <summary>They picked up a call of which nobody could tell whether it rang: they are on the line now, whatever we knew.</summary>
    [Fact]
    public async Task ATryOfUnknownFate_IsTheirsWhoComesInTheirPlace()
    {
        scene.Twilio.Answer = r => r.Path.EndsWith("/Participants.json", StringComparison.Ordinal) ? FakeTwilio.Break() : null;
        await scene.AgentJoinsAsync();
        (await TriesAsync())[0].State.ShouldBe(CallBackTryState.Unknown);
        scene.Twilio.Answer = _ => null;

        await scene.ConferenceAsync("participant-join", Rung, "caller");
        var attempt = (await TriesAsync())[0];
        (attempt.State, attempt.CallSid).ShouldBe((CallBackTryState.Answered, Rung));

        await scene.CallStatusAsync(Rung, "completed");
        scene.AssignmentState.ShouldBe(AssignmentState.WrapUp);
    }

    /// <summary>Who picked up may not be the person: a voice of ours would tell them what kind of call it is.</summary>
    [Fact]
    public async Task WhoPicksUp_WhenNobodyOfOursIsThere_HearsNothingOfUs()
    {
        await scene.AgentJoinsAsync();
        await scene.Router.AgentLostAsync(new("main"), scene.Assignment, default);

        scene.Twilio.Answer = r => r.Method == "POST" && r.Path == $"Calls/{Rung}.json" ? FakeTwilio.Json(500, new { }) : null;
        (await scene.ConferenceAsync("participant-join", Rung, "caller")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        scene.Twilio.Answer = _ => null;
        await scene.ConferenceAsync("participant-join", Rung, "caller"); // the network tells it once more
        scene.OrdersFor(Rung).Where(o => o.StartsWith("Calls/", StringComparison.Ordinal)).Distinct().ShouldBe([$"Calls/{Rung}.json Status=completed"]);

        await scene.CallStatusAsync(Rung, "completed");
        (scene.Router.Contact(task).State, (await TriesAsync())[0].State).ShouldBe((ContactState.Waiting, CallBackTryState.NoAnswer), "what was promised still stands");
    }

    /// <summary>The notice that they came was lost; that their call was answered and is over is enough.</summary>
    [Fact]
    public async Task WhenTheirComingWasNeverReported_TheEndOfTheirCallSaysIt()
    {
        await scene.AgentJoinsAsync();

        await scene.CallStatusAsync(Rung, "completed");

        (scene.AssignmentState, (await TriesAsync())[0].State).ShouldBe((AssignmentState.WrapUp, CallBackTryState.Answered));
    }

    /// <summary>A phone in the person's home rings for the first agent, and is not rung by itself for each further one.</summary>
    [Fact]
    public async Task AnotherAgent_DecidesThemselves_WhetherItRingsOnceMore()
    {
        await scene.AgentJoinsAsync();
        await scene.AgentLeavesAsync();
        await scene.CallStatusAsync(Rung, "canceled");
        scene.Take(task);
        await scene.RingInAsync("CAnext");
        await scene.AgentJoinsAsync("CAnext");

        scene.AssignmentState.ShouldBe(AssignmentState.Active);
        (await TriesAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task WhatTheyAskedAboutBeingReached_IsNotToldInTheTry()
    {
        scene.Gateway.Safe.Decide = _ => new(Allowed: false, WithholdNumber: false, Wording: null, Reason: "Never ring after eight; his phone lies beside hers.");
        await scene.AgentJoinsAsync();

        var attempt = (await TriesAsync()).ShouldHaveSingleItem();
        attempt.State.ShouldBe(CallBackTryState.Refused);
        attempt.Problem!.ShouldNotContain("eight");
        scene.Twilio.To("/Participants.json").ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<CallBackTry>> TriesAsync() => await scene.Gateway.Waiting.TriesAsync(task, CancellationToken.None);
}
