using Helpline.Contracts;
using Helpline.Gateway.Phone;
using Helpline.Gateway.Twilio;
using Helpline.Records;

namespace Helpline.Gateway.Tests.Phone;

public sealed class ConferencePictureTests
{
    private static readonly ContactId Contact = ContactId.New();
    private static readonly AssignmentId First = AssignmentId.New();
    private static readonly AssignmentId Second = AssignmentId.New();
    private static readonly CallLeg Caller = new("CAcaller", Contact, new("main"), CallLegRole.Caller, CallLegState.InConference);

    [Fact]
    public void Talking_NothingDiffers() =>
        Differences(ContactState.InHand, ["CAcaller", "CAfirst"], (First, AssignmentState.Active)).ShouldBeEmpty();

    [Fact]
    public void TheFirstAgentStaysForAHandOver_NothingDiffers() =>
        Differences(ContactState.InHand, ["CAcaller", "CAfirst", "CAsecond"], (First, AssignmentState.WrapUp), (Second, AssignmentState.Active)).ShouldBeEmpty();

    [Fact]
    public void TheFirstAgentStaysWhileNobodyHasCome_TheCallerIsNotAlone() =>
        Differences(ContactState.Waiting, ["CAcaller", "CAfirst"], (First, AssignmentState.WrapUp)).ShouldBeEmpty();

    [Fact]
    public void WaitingAndAlone_IsSilence() =>
        Differences(ContactState.Waiting, ["CAcaller"]).ShouldBe([(ConferenceDifference.CallerAlone, "CAcaller")]);

    /// <summary>The notice of the agent's going came, and what had to follow from it did not.</summary>
    [Fact]
    public void BelievedToTalk_WithAnAgentWhoseCallHasEnded_IsSilence() =>
        new ConferencePicture(
            [new("CAcaller", Status: "connected")], [Caller, Agent("CAfirst", First) with { State = CallLegState.Ended }], ContactState.InHand,
            [new(First, Contact, AgentId.New(), Channel.Phone, AssignmentState.Active, default)]).Differences().ShouldBe([(ConferenceDifference.CallerAlone, "CAcaller")]);

    [Fact]
    public void LeftAloneWithSomebody_IsNoSilence() =>
        new ConferencePicture(
            [new("CAcaller", Status: "connected"), new("CAparty", "party-1", "connected")], [Caller, Agent("CAfirst", First) with { State = CallLegState.Ended }], ContactState.InHand,
            [new(First, Contact, AgentId.New(), Channel.Phone, AssignmentState.Active, default)]).Differences().ShouldBeEmpty();

    [Fact]
    public void ASupervisorWhoOnlyListens_IsNoCompany() =>
        new ConferencePicture([new("CAcaller", Status: "connected"), new("CAlistens", "supervisor-1", "connected", Muted: true)], [Caller], ContactState.Waiting, []).Differences()
            .ShouldBe([(ConferenceDifference.CallerAlone, "CAcaller")]);

    [Fact]
    public void ASupervisorWhoSpeaksToThem_IsCompany() =>
        new ConferencePicture([new("CAcaller", Status: "connected"), new("CAspeaks", "supervisor-1", "connected")], [Caller], ContactState.Waiting, []).Differences().ShouldBeEmpty();

    [Fact]
    public void SomebodyInTheCallersPlace_OfWhoseCallWeDoNotKnow_IsAMissedJoin() =>
        new ConferencePicture([new("CAunknown", "caller", "connected")], [Agent("CAfirst", First) with { State = CallLegState.Ended }], ContactState.InHand, []).Differences()
            .ShouldBe([(ConferenceDifference.JoinMissed, "CAunknown")]);

    [Fact]
    public void SomebodyWeRang_WhoseComingWasNotTold_IsAMissedJoin() =>
        new ConferencePicture(
            [new("CAcaller", "caller", "connected"), new("CAfirst", Status: "connected")], [Caller with { State = CallLegState.Started }, Agent("CAfirst", First)], ContactState.InHand,
            [new(First, Contact, AgentId.New(), Channel.Phone, AssignmentState.Active, default)]).Differences().ShouldBe([(ConferenceDifference.JoinMissed, "CAcaller")]);

    [Fact]
    public void ClosedAndAlone_IsOver() =>
        Differences(ContactState.Closed, ["CAcaller"]).ShouldBe([(ConferenceDifference.OverButRunning, "CAcaller")]);

    [Fact]
    public void ClosedWithSomebodyElse_IsTheirOwnTalk() =>
        Differences(ContactState.Closed, ["CAcaller", "CAinterpreter"]).ShouldBeEmpty();

    [Fact]
    public void AnAgentWhoseShareIsOver_Overstays() =>
        Differences(ContactState.InHand, ["CAcaller", "CAfirst", "CAsecond"], (Second, AssignmentState.Active)).ShouldBe([(ConferenceDifference.AgentOverstays, "CAfirst")]);

    [Fact]
    public void BothThere_AndNobodyTold_AreMissedJoins() =>
        Differences(ContactState.InHand, ["CAcaller", "CAfirst"], (First, AssignmentState.Connecting))
            .ShouldBe([(ConferenceDifference.JoinMissed, "CAcaller"), (ConferenceDifference.JoinMissed, "CAfirst")]);

    [Fact]
    public void ATalkingAgentWhoIsNotThere_IsGone() =>
        Differences(ContactState.InHand, ["CAcaller"], (First, AssignmentState.Active)).ShouldBe([(ConferenceDifference.AgentGone, "CAfirst")]);

    [Fact]
    public void SomebodyOnTheWay_IsNotThereYet() =>
        new ConferencePicture([new("CAcaller", Status: "ringing")], [Caller], ContactState.Waiting, []).Differences().ShouldBeEmpty();

    private static IEnumerable<(ConferenceDifference Difference, string CallSid)> Differences(
        ContactState state, string[] present, params (AssignmentId Id, AssignmentState State)[] open) =>
        new ConferencePicture(
            [.. present.Select(call => new TwilioParticipant(call, Status: "connected"))],
            [Caller, Agent("CAfirst", First), Agent("CAsecond", Second)],
            state,
            [.. open.Select(a => new AssignmentFacts(a.Id, Contact, AgentId.New(), Channel.Phone, a.State, default))]).Differences();

    private static CallLeg Agent(string call, AssignmentId assignment) =>
        new(call, Contact, new("main"), CallLegRole.Agent, CallLegState.InConference, Assignment: assignment);
}
