using System.Net;
using Helpline.Contracts;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Support;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>Those who are brought into a call: rung once, told as they come and go, never a way round the person's rules.</summary>
public sealed class PartyCallsTests
{
    private const string InterpreterCall = "CAparty";

    [Fact]
    public async Task AParty_IsRungFromTheLinesNumber_Quietly_AndToldAsItComes()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        var party = await AskedAsync(scene);

        await scene.OrderAsync(new(MediaOrderKind.AddParty, party));

        var invite = Invites(scene).ShouldHaveSingleItem();
        (invite.Fields["From"], invite.Fields["To"], invite.Fields["Label"]).ShouldBe((FakeLines.PhoneNumber, "+441632960555", $"party-{party}"));
        (invite.Fields["EndConferenceOnExit"], invite.Fields["Beep"], invite.Fields["EarlyMedia"], invite.Fields["Timeout"]).ShouldBe(("false", "false", "false", "30"));
        scene.Gateway.Calls.Party(party).State.ShouldBe(CallPartyState.Ringing);

        await scene.ConferenceAsync("participant-join", InterpreterCall, $"party-{party}");
        scene.Gateway.Calls.Party(party).State.ShouldBe(CallPartyState.Joined);
        await scene.ConferenceAsync("participant-leave", InterpreterCall, $"party-{party}", ("ReasonParticipantLeft", "participant_hung_up"));
        scene.Gateway.Calls.Party(party).State.ShouldBe(CallPartyState.Left);

        scene.AssignmentState.ShouldBe(AssignmentState.Active);
        scene.Router.Steps.ShouldBeEmpty();
    }

    /// <summary>Bringing somebody in does not ask for the person's own rules, so it must not be a way round them.</summary>
    [Fact]
    public async Task ThePersonsOwnNumber_IsNotRungAsAParty()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        scene.Gateway.Waiting.Address = Helpline.Contracts.CallerAddress.Of("+441632960555");
        var party = await AskedAsync(scene);

        await scene.OrderAsync(new(MediaOrderKind.AddParty, party));

        Invites(scene).ShouldBeEmpty();
        scene.Gateway.Calls.Party(party).State.ShouldBe(CallPartyState.Failed);
    }

    [Theory]
    [InlineData("no-answer", "They did not answer.")]
    [InlineData("busy", "Their line is busy.")]
    [InlineData("failed", "Their number could not be reached. Check it.")]
    public async Task APartyWhoDoesNotCome_IsToldInWords_WhicheverNoticeComesFirst(string status, string words)
    {
        await using var scene = await PhoneScene.TalkingAsync();
        var (first, second) = (await AskedAsync(scene), await AskedAsync(scene));
        foreach (var party in new[] { first, second })
        {
            await scene.OrderAsync(new(MediaOrderKind.AddParty, party));
        }

        await StatusAsync(scene, first, status);
        await AddFailedAsync(scene, first);
        await AddFailedAsync(scene, second);
        await StatusAsync(scene, second, status);

        scene.Gateway.Calls.Party(first).Problem.ShouldBe(words);
        scene.Gateway.Calls.Party(second).Problem.ShouldBe(words);
        scene.Gateway.Calls.Party(second).State.ShouldBe(CallPartyState.Failed);
    }

    [Fact]
    public async Task WhetherAPartyWasRung_IsNotKnown_TheLabelIsLookedForBeforeTheyAreRungAgain()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        var party = await AskedAsync(scene);
        scene.Twilio.Answer = r => IsInvite(r) ? FakeTwilio.Break() : null;
        await Should.ThrowAsync<TwilioUnavailableException>(() => scene.OrderAsync(new(MediaOrderKind.AddParty, party)));
        Invites(scene).Count().ShouldBe(1);

        // It had arrived: they ring.
        scene.Twilio.Answer = r => r.Path.EndsWith($"party-{party}.json", StringComparison.Ordinal) ? FakeTwilio.Json(200, new { call_sid = InterpreterCall }) : null;
        await scene.OrderAsync(new(MediaOrderKind.AddParty, party));
        Invites(scene).Count().ShouldBe(1);
        scene.Gateway.Calls.Party(party).ShouldSatisfyAllConditions(p => p.State.ShouldBe(CallPartyState.Ringing), p => p.CallSid.ShouldBe(InterpreterCall));

        // And a repeated order rings nobody.
        await scene.OrderAsync(new(MediaOrderKind.AddParty, party));
        Invites(scene).Count().ShouldBe(1);
    }

    [Fact]
    public async Task ANumberTheNetworkWillNotRing_IsSaid_AndNotTriedAgain()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        var party = await AskedAsync(scene);
        scene.Twilio.Answer = r => IsInvite(r) ? FakeTwilio.Json(400, new { code = 21211 }) : null;

        await scene.OrderAsync(new(MediaOrderKind.AddParty, party));

        scene.Gateway.Calls.Party(party).Problem.ShouldBe("This number cannot be rung. Check it and try again.");
    }

    [Fact]
    public async Task NobodyIsRung_AMinuteLate()
    {
        var clock = new TestClock();
        await using var scene = await PhoneScene.TalkingAsync(clock);
        var party = await AskedAsync(scene);
        clock.Advance(TimeSpan.FromSeconds(61));

        await scene.OrderAsync(new(MediaOrderKind.AddParty, party));

        Invites(scene).ShouldBeEmpty();
        scene.Gateway.Calls.Party(party).Problem.ShouldBe("They could not be rung in time. Try again.");
    }

    [Fact]
    public async Task AHoldWhileItRings_EndsWhenTheyCome_AndWhenTheyDoNot()
    {
        foreach (var @event in new[] { "participant-join", "participant-leave" })
        {
            await using var scene = await PhoneScene.TalkingAsync();
            var party = await AskedAsync(scene);
            (scene.Gateway.Calls.Reason, scene.Gateway.Calls.HeldSince) = (HoldReason.Party, DateTimeOffset.UnixEpoch);

            await scene.ConferenceAsync(@event, InterpreterCall, $"party-{party}", ("ReasonParticipantLeft", "participant_add_failed"));

            scene.OrdersFor(PhoneScene.Caller).ShouldContain("Conferences/CF1/Participants/CAcaller.json Hold=false");
        }
    }

    [Fact]
    public async Task LeftAlone_TheContactStaysInHand_UntilTheOtherHangsUp_AndThenTheCallerWaitsAgain()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        var party = await AskedAsync(scene);
        await scene.OrderAsync(new(MediaOrderKind.AddParty, party));
        await scene.ConferenceAsync("participant-join", InterpreterCall, $"party-{party}");

        await scene.OrderAsync(new(MediaOrderKind.LeaveAlone));
        scene.IsEnded(PhoneScene.AgentCall).ShouldBeTrue();
        await scene.AgentLeavesAsync();
        scene.AssignmentState.ShouldBe(AssignmentState.Active);
        scene.IsSentBack.ShouldBeFalse();

        await scene.ConferenceAsync("participant-leave", InterpreterCall, $"party-{party}", ("ReasonParticipantLeft", "participant_hung_up"));
        scene.ContactState.ShouldBe(ContactState.Waiting);
        scene.IsSentBack.ShouldBeTrue();
    }

    [Fact]
    public async Task NobodyIsLeftAlone_WithNobody()
    {
        await using var scene = await PhoneScene.TalkingAsync();

        await scene.OrderAsync(new(MediaOrderKind.LeaveAlone));

        scene.IsEnded(PhoneScene.AgentCall).ShouldBeFalse();
    }

    /// <summary>Ending a call that rings is told by the network as one that could not be added: whichever notice comes first, nobody failed.</summary>
    [Fact]
    public async Task APartyTakenOffWhileTheyRing_HasLeft_AndTheAgentIsTold()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        var party = await AskedAsync(scene);
        await scene.OrderAsync(new(MediaOrderKind.AddParty, party));

        await scene.ConferenceAsync(
            "participant-leave", InterpreterCall, $"party-{party}", ("ReasonParticipantLeft", "participant_add_failed"), ("ParticipantCallStatus", "canceled"));
        await scene.OrderAsync(new(MediaOrderKind.RemoveParty, party));

        scene.Gateway.Calls.Party(party).ShouldSatisfyAllConditions(p => p.State.ShouldBe(CallPartyState.Left), p => p.Problem.ShouldBeNull());
        scene.Router.Announced[^1].ShouldBe((scene.Contact, ContactNews.CallChanged));
    }

    /// <summary>What follows from a notice may fail while the network is away; that the notice came is told all the same.</summary>
    [Fact]
    public async Task WhenTheNetworkIsAway_WhatBecameOfAPartyIsToldAllTheSame()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        var party = await AskedAsync(scene);
        (scene.Gateway.Calls.Reason, scene.Gateway.Calls.HeldSince) = (HoldReason.Party, DateTimeOffset.UnixEpoch);
        scene.Twilio.Answer = r => r.Method == "POST" ? FakeTwilio.Json(500, new { }) : null;

        (await AddFailedAsync(scene, party)).ShouldBe(HttpStatusCode.ServiceUnavailable);

        scene.Router.Announced.ShouldContain((scene.Contact, ContactNews.CallChanged));
    }

    private static async Task<CallPartyId> AskedAsync(PhoneScene scene)
    {
        scene.Twilio.Answer = r => IsInvite(r) ? FakeTwilio.Json(201, new { call_sid = InterpreterCall }) : null;
        var party = CallPartyId.New();
        await scene.Gateway.Calls.AskAsync(new("main"), scene.Contact, party, CallPartyRole.Interpreter, new("+441632960555"), scene.Agent, default);
        return party;
    }

    private static bool IsInvite(TwilioRequest request) => request.Method == "POST" && request.Path.EndsWith("Participants.json", StringComparison.Ordinal);

    private static IEnumerable<TwilioRequest> Invites(PhoneScene scene) => scene.Twilio.Requests.Where(IsInvite);

    private static Task<HttpStatusCode> StatusAsync(PhoneScene scene, CallPartyId party, string status) =>
        scene.Gateway.StatusAsync($"/twilio/voice/party?party={party}", PhoneScene.Voice(InterpreterCall, "+441632960555", status));

    private static Task<HttpStatusCode> AddFailedAsync(PhoneScene scene, CallPartyId party) =>
        scene.ConferenceAsync("participant-leave", InterpreterCall, $"party-{party}", ("ReasonParticipantLeft", "participant_add_failed"));
}
