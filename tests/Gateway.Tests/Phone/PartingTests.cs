using System.Net;
using Helpline.Contracts;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Records;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>Somebody goes: the caller for good, or the agent by accident.</summary>
public sealed class PartingTests
{
    private const string Caller = PhoneScene.Caller;
    private const string Agent = PhoneScene.AgentCall;

    [Fact]
    public async Task WhenTheCallerHangsUp_ItIsOver_AndWasAnswered()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        scene.Twilio.End(Caller);

        await scene.CallerLeavesAsync(("ReasonParticipantLeft", "participant_hung_up"), ("ParticipantCallStatus", "completed"));

        scene.AssignmentState.ShouldBe(AssignmentState.WrapUp);
        scene.Router.Contact(scene.Contact).CloseReason.ShouldBe(CloseReason.Answered);
    }

    [Theory]
    [InlineData("participant-leave")]
    [InlineData("conference-end")]
    [InlineData("completed")]
    [InlineData("failed")]
    public async Task EachSignThatTheCallerIsGone_IsEnough(string sign)
    {
        await using var scene = await PhoneScene.TalkingAsync();
        scene.Twilio.End(Caller);

        await (sign switch
        {
            "participant-leave" => scene.CallerLeavesAsync(),
            "conference-end" => scene.ConferenceAsync("conference-end", null, null),
            _ => scene.CallStatusAsync(Caller, sign),
        });

        scene.AssignmentState.ShouldBe(AssignmentState.WrapUp);
    }

    [Theory]
    [InlineData("ringing")]
    [InlineData("in-progress")]
    public async Task OtherCallStatuses_EndNothing(string status)
    {
        await using var scene = await PhoneScene.TalkingAsync();

        (await scene.CallStatusAsync(Caller, status)).ShouldBe(HttpStatusCode.NoContent);

        scene.AssignmentState.ShouldBe(AssignmentState.Active);
    }

    [Fact]
    public async Task WhenTheAgentsSideBreaks_TheCallerWaitsAgain_AndIsToldSo()
    {
        await using var scene = await PhoneScene.TalkingAsync();

        await scene.AgentLeavesAsync();

        scene.ContactState.ShouldBe(ContactState.Waiting);
        scene.AssignmentState.ShouldBe(AssignmentState.Failed);
        scene.OrdersFor(Caller).TakeLast(2).ShouldBe(
        [
            $"Conferences/CF1/Participants/{Caller}.json EndConferenceOnExit=false",
            $"Calls/{Caller}.json Url=https://helpline.example.org/twilio/voice/requeue#ct=2000&rt=4200&tt=4200&rc=2&rp=all",
        ]);
    }

    [Theory]
    [InlineData("agent-left")]
    [InlineData("status")]
    public async Task EachSignThatTheAgentIsGone_IsEnough(string sign)
    {
        await using var scene = await PhoneScene.TalkingAsync();

        (await scene.Gateway.StatusAsync($"/twilio/voice/{sign}", PhoneScene.Voice(Agent, $"client:agent_{scene.Agent}", "completed"))).ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NoContent);

        scene.ContactState.ShouldBe(ContactState.Waiting);
        scene.IsSentBack.ShouldBeTrue();
    }

    [Fact]
    public async Task OurOwnMoveOfTheCaller_IsNotTakenForTheirLeaving()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        await scene.AgentLeavesAsync();

        await scene.CallerLeavesAsync(("ReasonParticipantLeft", "participant_updated_via_api"), ("ParticipantCallStatus", "in-progress"));
        await scene.CallerLeavesAsync();
        await scene.ConferenceAsync("conference-end", null, null);

        scene.ContactState.ShouldBe(ContactState.Waiting);
    }

    [Fact]
    public async Task WhenTheNetworkIsAwayAsTheAgentBreaks_TheNextAgentFindsTheCallerInTheConference()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        scene.Twilio.Answer = _ => FakeTwilio.Json(503, new { });
        (await scene.AgentLeavesAsync()).ShouldBe(HttpStatusCode.ServiceUnavailable);
        scene.ContactState.ShouldBe(ContactState.Waiting);
        scene.Twilio.Answer = _ => null;

        scene.Accept();
        await scene.RingInAsync("CAsecond");
        await scene.AgentJoinsAsync("CAsecond");

        scene.AssignmentState.ShouldBe(AssignmentState.Active);
    }

    [Fact]
    public async Task WhenAConnectingAgentIsGone_TheCallerKeepsTheirPlaceInTheQueue()
    {
        await using var scene = await PhoneScene.ConnectingAsync();

        await scene.CallStatusAsync(Agent, "completed");

        scene.ContactState.ShouldBe(ContactState.Waiting);
        scene.Twilio.InQueue.ShouldContainKey(Caller);
        scene.IsSentBack.ShouldBeFalse();
    }

    [Fact]
    public async Task AfterTheAgentEnded_TheirLeavingIsNoLoss()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        await scene.Router.EndAsync(new("main"), scene.Assignment, scene.Agent, CancellationToken.None);

        await scene.AgentLeavesAsync();

        scene.AssignmentState.ShouldBe(AssignmentState.WrapUp);
        scene.IsSentBack.ShouldBeFalse();
    }

    [Theory]
    [InlineData(false, "Say,Enqueue", ContactState.Waiting)]
    [InlineData(true, "Say,Hangup", ContactState.Closed)]
    public async Task AConferenceThatEndsUnderTheCaller_LeadsThemBack_UnlessItIsOver(bool ended, string expected, ContactState state)
    {
        await using var scene = await PhoneScene.TalkingAsync();
        if (ended)
        {
            await scene.Router.EndAsync(new("main"), scene.Assignment, scene.Agent, CancellationToken.None);
        }

        var document = await scene.CallerLeftAsync("in-progress");

        string.Join(',', document.Elements().Select(e => e.Name.LocalName)).ShouldBe(expected);
        scene.ContactState.ShouldBe(state);
    }

    [Fact]
    public async Task ACallerWhoHungUpInTheConference_HasLeft()
    {
        await using var scene = await PhoneScene.TalkingAsync();

        (await scene.CallerLeftAsync("completed")).HasElements.ShouldBeFalse();

        scene.AssignmentState.ShouldBe(AssignmentState.WrapUp);
        (await scene.LegAsync(Caller)).ShouldBe(CallLegState.Ended);
    }

    [Fact]
    public async Task WhatIsNothingToUs_ChangesNothing()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        var asked = scene.Twilio.Requests.Count;

        foreach (var name in new[] { "conference-start", "participant-mute", "participant-hold", "something-new" })
        {
            (await scene.ConferenceAsync(name, Caller, "caller")).ShouldBe(HttpStatusCode.NoContent);
        }

        (await scene.CallStatusAsync("CAstranger", "completed")).ShouldBe(HttpStatusCode.NoContent);
        scene.Router.Steps.ShouldBeEmpty();
        scene.Twilio.Requests.Count.ShouldBe(asked);
    }

    [Fact]
    public async Task ACallStatusWithoutACall_Is400()
    {
        await using var scene = await PhoneScene.StartAsync();

        (await scene.Gateway.StatusAsync("/twilio/voice/status", ("CallStatus", "completed"))).ShouldBe(HttpStatusCode.BadRequest);
    }
}
