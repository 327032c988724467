using System.Xml.Linq;
using Helpline.Contracts;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Gateway.Twilio;
using Helpline.Records;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>Orders about live calls go to the network once or many times with one effect; what is shown is what the network said.</summary>
public sealed class CallControlTests
{
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

    private static Task<XElement> RingInAsync(PhoneScene scene, AgentId who, CallPartyId party, string ticket) =>
        scene.Gateway.DocumentAsync(
            "/twilio/voice/client", [.. PhoneScene.Voice("CAsupervisor", $"client:agent_{who}", "ringing"), ("pool", "main"), ("party", party.ToString()), ("ticket", ticket)]);
}
