using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>A call passes from one agent to the next; whoever drops on the way, the caller is with somebody or in the queue.</summary>
public sealed class HandoverTests
{
    private const string NextCall = "CAnext";

    [Fact]
    public async Task Cold_TheCallerIsLedToTheQueueWithWordsForIt_ThenTheFirstAgentGoes()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        await scene.Router.TransferAsync(new("main"), scene.Contact, scene.Agent, null!, default);

        await scene.HandleAsync(RoutingEventKind.Transferred);

        scene.IsPassedOn.ShouldBeTrue();
        scene.IsEnded(PhoneScene.AgentCall).ShouldBeTrue();
        var words = await scene.Gateway.DocumentAsync("/twilio/voice/requeue?why=transfer", PhoneScene.Voice(PhoneScene.Caller, "+441632960001", "in-progress"));
        words.Element("Say")!.Value.ShouldContain("passed on to a colleague");
        words.Element("Enqueue").ShouldNotBeNull();

        await scene.AgentLeavesAsync();
        scene.Router.Steps.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cold_Late_TheCallerIsNotTakenFromTheNextAgent()
    {
        await using var scene = await WarmAsync(HandoverKind.Warm);
        await NextJoinsAsync(scene);
        scene.Gateway.Calls.Handover = null;

        await scene.HandleAsync(RoutingEventKind.Transferred, First(scene));

        scene.IsPassedOn.ShouldBeFalse();
        scene.IsEnded(PhoneScene.AgentCall).ShouldBeTrue();
    }

    [Fact]
    public async Task Warm_TheCallerIsHeld_AndStays_AndSoDoesTheFirstAgent()
    {
        await using var scene = await WarmAsync(HandoverKind.Warm);

        scene.OrdersFor(PhoneScene.Caller).Last().ShouldContain("Hold=true&HoldUrl=https://helpline.example.org/twilio/voice/hold?why=transfer");
        scene.IsPassedOn.ShouldBeFalse();
        scene.IsEnded(PhoneScene.AgentCall).ShouldBeFalse();

        await scene.CallerJoinsAsync();
        scene.IsSentBack.ShouldBeFalse();
    }

    [Fact]
    public async Task Warm_TheNextJoins_TheTwoTalk_AndHandOver()
    {
        await using var scene = await WarmAsync(HandoverKind.Warm);
        var first = First(scene);
        await scene.OrderAsync(new(MediaOrderKind.HandOver), first);
        scene.IsEnded(PhoneScene.AgentCall).ShouldBeFalse();

        await NextJoinsAsync(scene);
        scene.AssignmentState.ShouldBe(AssignmentState.Active);
        await scene.HandleAsync(RoutingEventKind.Connected);
        scene.IsEnded(PhoneScene.AgentCall).ShouldBeFalse();

        await scene.OrderAsync(new(MediaOrderKind.HandOver), first);
        scene.OrdersFor(PhoneScene.Caller).ShouldContain("Conferences/CF1/Participants/CAcaller.json Hold=false");
        scene.IsEnded(PhoneScene.AgentCall).ShouldBeTrue();
        scene.IsEnded(NextCall).ShouldBeFalse();
        scene.Gateway.Calls.Handover.ShouldBeNull();
    }

    [Fact]
    public async Task Warm_TheFirstAgentDropsBeforeAnybodyCame_TheCallerGoesToTheQueue()
    {
        await using var scene = await WarmAsync(HandoverKind.Warm);

        await scene.Gateway.StatusAsync("/twilio/voice/conference", Leaves(scene, PhoneScene.AgentCall, First(scene).Id));

        scene.IsPassedOn.ShouldBeTrue();
        scene.Gateway.Calls.Handover.ShouldBeNull();
    }

    [Fact]
    public async Task Warm_TheFirstAgentDropsWithTheNextThere_TheCallerIsTakenOffHold()
    {
        await using var scene = await WarmAsync(HandoverKind.Warm);
        var first = First(scene);
        await NextJoinsAsync(scene);

        await scene.Gateway.StatusAsync("/twilio/voice/conference", Leaves(scene, PhoneScene.AgentCall, first.Id));

        scene.OrdersFor(PhoneScene.Caller).ShouldContain("Conferences/CF1/Participants/CAcaller.json Hold=false");
        scene.IsPassedOn.ShouldBeFalse();
    }

    [Fact]
    public async Task Warm_TheNextDrops_TheCallerStaysWithTheFirst_AndIsOfferedAgain()
    {
        await using var scene = await WarmAsync(HandoverKind.Warm);
        await NextJoinsAsync(scene);

        await scene.Gateway.StatusAsync("/twilio/voice/conference", Leaves(scene, NextCall, scene.Assignment));
        await scene.HandleAsync(RoutingEventKind.AgentLost);

        scene.ContactState.ShouldBe(ContactState.Waiting);
        scene.IsSentBack.ShouldBeFalse();
        scene.IsPassedOn.ShouldBeFalse();
        scene.IsEnded(PhoneScene.AgentCall).ShouldBeFalse();
    }

    [Fact]
    public async Task Warm_GivenUp_TheCallerWaitsInTheQueue_AndTheFirstGoes()
    {
        await using var scene = await WarmAsync(HandoverKind.Warm);

        await scene.OrderAsync(new(MediaOrderKind.BackToQueue), First(scene));

        scene.IsPassedOn.ShouldBeTrue();
        scene.IsEnded(PhoneScene.AgentCall).ShouldBeTrue();
    }

    [Fact]
    public async Task Warm_TheFirstLogsTheirOutcome_AndIsDoneWithTheCall()
    {
        await using var scene = await WarmAsync(HandoverKind.Warm);
        var first = First(scene);
        await NextJoinsAsync(scene);

        await scene.HandleAsync(RoutingEventKind.Completed, first);

        scene.IsEnded(PhoneScene.AgentCall).ShouldBeTrue();
        scene.OrdersFor(PhoneScene.Caller).ShouldContain("Conferences/CF1/Participants/CAcaller.json Hold=false");
    }

    [Fact]
    public async Task TakeOver_ThePersonIsNotHeld_AndTheFirstGoesWhenTheSupervisorIsThere()
    {
        await using var scene = await WarmAsync(HandoverKind.TakeOver);
        scene.OrdersFor(PhoneScene.Caller).ShouldNotContain(o => o.Contains("Hold=true", StringComparison.Ordinal));
        scene.IsEnded(PhoneScene.AgentCall).ShouldBeFalse();

        await NextJoinsAsync(scene);
        await scene.HandleAsync(RoutingEventKind.Connected);

        scene.IsEnded(PhoneScene.AgentCall).ShouldBeTrue();
        scene.IsEnded(NextCall).ShouldBeFalse();
    }

    [Fact]
    public async Task ATransferThatWasOnlyNoted_HandsNothingOver()
    {
        await using var scene = await PhoneScene.TalkingAsync();
        scene.Gateway.Calls.Handover = new(scene.Assignment, scene.Agent, HandoverKind.Warm, DateTimeOffset.UnixEpoch);

        await scene.OrderAsync(new(MediaOrderKind.HandOver));
        scene.IsEnded(PhoneScene.AgentCall).ShouldBeFalse();

        await scene.AgentLeavesAsync();
        scene.ContactState.ShouldBe(ContactState.Waiting);
        scene.IsSentBack.ShouldBeTrue();
    }

    private static AssignmentFacts First(PhoneScene scene) => scene.Router.Assignment(scene.FirstAssignment);

    private static (string, string)[] Leaves(PhoneScene scene, string call, AssignmentId assignment) =>
    [
        ("StatusCallbackEvent", "participant-leave"), ("ConferenceSid", "CF1"), ("FriendlyName", $"contact-{scene.Contact}"), ("CallSid", call),
        ("ParticipantLabel", $"agent-{assignment}"), ("ReasonParticipantLeft", "participant_hung_up"),
    ];

    private static async Task<PhoneScene> WarmAsync(HandoverKind kind)
    {
        var scene = await PhoneScene.TalkingAsync();
        scene.Gateway.Calls.Handover = new(scene.Assignment, scene.Agent, kind, DateTimeOffset.UnixEpoch);
        await scene.Router.TransferAsync(new("main"), scene.Contact, scene.Agent, null!, default);
        await scene.HandleAsync(RoutingEventKind.Transferred);
        return scene;
    }

    private static async Task NextJoinsAsync(PhoneScene scene)
    {
        scene.Accept();
        await scene.RingInAsync(NextCall);
        scene.Twilio.InConference[NextCall] = true;
        await scene.AgentJoinsAsync(NextCall);
    }
}
