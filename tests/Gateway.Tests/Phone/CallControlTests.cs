using System.Net;
using System.Xml.Linq;
using Helpline.Contracts;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Support;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>Orders about live calls go to the network once or many times with one effect; what is shown is what the network said.</summary>
public sealed class CallControlTests
{
    private const string InterpreterCall = "CAparty";

    [Fact]
    public async Task Hold_AsksTheNetwork_WithADocumentOfOurs_AndIsHeldOnlyWhenItSaysSo()
    {
        await using var scene = await PhoneScene.TalkingAsync();

        await scene.OrderAsync(new(MediaOrderKind.Hold));

        var hold = scene.OrdersFor(PhoneScene.Caller).Last();
        hold.ShouldStartWith("Conferences/CF1/Participants/CAcaller.json Hold=true&HoldUrl=https://helpline.example.org/twilio/voice/hold?why=agent");
        hold.ShouldEndWith("&HoldMethod=POST");
        scene.Gateway.Calls.HeldSince.ShouldBeNull();

        await scene.ConferenceAsync("participant-hold", PhoneScene.Caller, "caller", ("Hold", "true"), ("SequenceNumber", "7"));
        scene.Gateway.Calls.HeldSince.ShouldNotBeNull();
        scene.Router.Announced.ShouldContain((scene.Contact, ContactNews.CallChanged));
    }

    [Fact]
    public async Task HoldAndUnhold_InTheWrongOrder_LeaveTheLastOneStanding()
    {
        await using var scene = await PhoneScene.TalkingAsync();

        await scene.ConferenceAsync("participant-unhold", PhoneScene.Caller, "caller", ("Hold", "false"), ("SequenceNumber", "8"));
        await scene.ConferenceAsync("participant-hold", PhoneScene.Caller, "caller", ("Hold", "true"), ("SequenceNumber", "7"));

        scene.Gateway.Calls.HeldSince.ShouldBeNull();
    }

    [Theory]
    [InlineData("agent", "")]
    [InlineData("party", "&again=1")]
    [InlineData("transfer", "")]
    [InlineData("what", "&again=1")]
    public async Task TheHoldDocument_HoldsOnlyWhatAConferenceMayPlay_SaysWhy_AndComesAgain(string why, string again)
    {
        await using var scene = await PhoneScene.TalkingAsync();

        var document = await scene.Gateway.DocumentAsync($"/twilio/voice/hold?why={why}{again}", PhoneScene.Voice(PhoneScene.Caller, "+441632960001", "in-progress"));

        document.Elements().Select(e => e.Name.LocalName).ShouldBe(["Say", "Play", "Redirect"]);
        document.Element("Say")!.Value.ShouldContain(again.Length > 0 ? "still" : "stay on the line");
        document.Element("Redirect")!.Value.ShouldContain("/twilio/voice/hold?why=");
        WaitingSoundTests.SecondsOf(document.Element("Play")!).ShouldBeLessThan(20);
    }

    [Fact]
    public async Task AnOrderTwice_IsTheSameOrderTwice_AndACallThatIsGoneIsAsGoodAsDone()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        await scene.OrderAsync(new(MediaOrderKind.Hold));
        await scene.OrderAsync(new(MediaOrderKind.Hold));
        scene.OrdersFor(PhoneScene.Caller).TakeLast(2).Distinct().Count().ShouldBe(1);

        foreach (var (status, code) in new[] { (404, 20404), (400, 21220) })
        {
            scene.Twilio.Answer = r => r.Path.Contains("Participants", StringComparison.Ordinal) ? FakeTwilio.Json(status, new { code }) : null;
            await Should.NotThrowAsync(() => scene.OrderAsync(new(MediaOrderKind.Resume)));
        }
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    public async Task WhenTheNetworkIsAway_TheOrderIsAskedForAgain(int status)
    {
        await using var scene = await PhoneScene.TalkingAsync();
        scene.Twilio.Answer = r => r.Path.Contains("Participants", StringComparison.Ordinal) ? FakeTwilio.Json(status, new { }) : null;

        await Should.ThrowAsync<TwilioUnavailableException>(() => scene.OrderAsync(new(MediaOrderKind.Hold)));
    }

    [Fact]
    public async Task AHold_ThatCameLate_IsNotForThePersonWithTheNextAgent()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        var before = scene.Router.Assignment(scene.Assignment);
        await scene.Router.AgentLostAsync(new("main"), scene.Assignment, default);
        scene.Accept();
        var orders = scene.OrdersFor(PhoneScene.Caller).Count();

        await scene.OrderAsync(new(MediaOrderKind.Hold), before);

        scene.OrdersFor(PhoneScene.Caller).Count().ShouldBe(orders);
    }

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

    [Fact]
    public async Task ASupervisor_JoinsMutedByTheirTicket_AndIsNeverTakenForTheAgent()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        var (supervisor, party) = (AgentId.New(), CallPartyId.New());
        await scene.Gateway.Calls.AskSupervisorAsync(new("main"), scene.Contact, party, supervisor, "once", ListeningMode.Listen, default);

        (await RingInAsync(scene, supervisor, party, "guess")).Element("Dial").ShouldBeNull();
        (await RingInAsync(scene, AgentId.New(), party, "once")).Element("Dial").ShouldBeNull();
        var room = (await RingInAsync(scene, supervisor, party, "once")).Element("Dial")!.Element("Conference")!;
        (room.Value, room.Attribute("muted")!.Value, room.Attribute("participantLabel")!.Value, room.Attribute("endConferenceOnExit")!.Value)
            .ShouldBe(($"contact-{scene.Contact}", "true", $"supervisor-{party}", "false"));

        await scene.ConferenceAsync("participant-join", "CAsupervisor", $"supervisor-{party}");
        scene.Twilio.InConference["CAsupervisor"] = true;
        await scene.OrderAsync(new(MediaOrderKind.Whisper, party));
        await scene.OrderAsync(new(MediaOrderKind.Barge, party));
        await scene.OrderAsync(new(MediaOrderKind.Listen, party));
        scene.OrdersFor("CAsupervisor").ShouldBe([
            "Conferences/CF1/Participants/CAsupervisor.json Muted=false&Coaching=true&CallSidToCoach=CAagent",
            "Conferences/CF1/Participants/CAsupervisor.json Muted=false&Coaching=false",
            "Conferences/CF1/Participants/CAsupervisor.json Muted=true&Coaching=false",
        ]);

        await scene.ConferenceAsync("participant-leave", "CAsupervisor", $"supervisor-{party}", ("ReasonParticipantLeft", "participant_hung_up"));
        scene.AssignmentState.ShouldBe(AssignmentState.Active);
        scene.Gateway.Calls.Party(party).State.ShouldBe(CallPartyState.Left);
    }

    [Fact]
    public async Task AWhisper_WithNoAgentThere_StaysSilent()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        var (supervisor, party) = (AgentId.New(), CallPartyId.New());
        await scene.Gateway.Calls.AskSupervisorAsync(new("main"), scene.Contact, party, supervisor, "once", ListeningMode.Listen, default);
        await scene.ConferenceAsync("participant-join", "CAsupervisor", $"supervisor-{party}");
        await scene.Gateway.Records.AdvanceAsync(PhoneScene.AgentCall, CallLegState.Ended, default);

        await scene.OrderAsync(new(MediaOrderKind.Whisper, party));

        scene.OrdersFor("CAsupervisor").ShouldHaveSingleItem().ShouldEndWith("Muted=true&Coaching=false");
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

    private static Task<XElement> RingInAsync(PhoneScene scene, AgentId who, CallPartyId party, string ticket) =>
        scene.Gateway.DocumentAsync(
            "/twilio/voice/client", [.. PhoneScene.Voice("CAsupervisor", $"client:agent_{who}", "ringing"), ("pool", "main"), ("party", party.ToString()), ("ticket", ticket)]);
}
