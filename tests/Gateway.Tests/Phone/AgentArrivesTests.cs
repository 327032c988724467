using Helpline.Contracts;
using Helpline.Records;
using System.Xml.Linq;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>Only the agent who holds the ticket gets to the caller.</summary>
public sealed class AgentArrivesTests : IAsyncLifetime
{
    private PhoneScene scene = null!;

    public async Task InitializeAsync()
    {
        scene = await PhoneScene.WaitingAsync();
        scene.Accept();
    }

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    public async Task TheAgentWithTheTicket_JoinsTheConference_WhichOutlivesThem()
    {
        var dial = (await scene.RingInAsync(PhoneScene.AgentCall)).Element("Dial")!;
        var conference = dial.Element("Conference")!;

        dial.Attribute("action")!.Value.ShouldStartWith("https://helpline.example.org/twilio/voice/agent-left");
        conference.Value.ShouldBe($"contact-{scene.Contact}");
        conference.Attribute("participantLabel")!.Value.ShouldBe($"agent-{scene.Assignment}");
        conference.Attribute("endConferenceOnExit")!.Value.ShouldBe("false");
        conference.Attribute("statusCallback")!.Value.ShouldStartWith("https://helpline.example.org/twilio/voice/conference");

        var leg = await scene.Gateway.Records.FindAsync(PhoneScene.AgentCall, CancellationToken.None);
        leg.ShouldBe(new CallLeg(PhoneScene.AgentCall, scene.Contact, new("main"), CallLegRole.Agent, CallLegState.Started, null, scene.Assignment, scene.Agent));
    }

    [Fact]
    public async Task TheSameCall_MayAskTwice_AnotherMayNot()
    {
        await scene.RingInAsync(PhoneScene.AgentCall);

        (await scene.RingInAsync(PhoneScene.AgentCall)).Element("Dial").ShouldNotBeNull();
        await ShouldBeRefusedAsync(scene.RingInAsync("CAother"), "CAother");
    }

    [Theory]
    [InlineData("ticket", "00000000000000000000000000000000")]
    [InlineData("ticket", "")]
    [InlineData("assignment", "not-an-id")]
    [InlineData("assignment", "")]
    [InlineData("pool", "no such { pool }")]
    [InlineData("pool", "")]
    [InlineData("From", "client:agent_00000000000000000000000000000001")]
    [InlineData("From", "client:somebody")]
    [InlineData("From", "+441632960001")]
    public async Task AnybodyElse_IsTurnedAwayPolitely(string field, string value) =>
        await ShouldBeRefusedAsync(scene.RingInAsync(PhoneScene.AgentCall, (field, value)), PhoneScene.AgentCall);

    [Fact]
    public async Task AfterTheDeadline_TheAgentIsTurnedAway()
    {
        await scene.Router.ConnectFailedAsync(new("main"), scene.Assignment, CancellationToken.None);

        await ShouldBeRefusedAsync(scene.RingInAsync(PhoneScene.AgentCall), PhoneScene.AgentCall);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task WhenWeCannotAsk_TheAgentIsToldThatThePersonStillWaits(bool routingDown, bool recordsDown)
    {
        scene.Router.Down = routingDown;
        scene.Gateway.Records.Down = recordsDown;

        var document = await scene.RingInAsync(PhoneScene.AgentCall);

        document.Element("Say")!.Value.ShouldContain("still waiting");
        document.Element("Hangup").ShouldNotBeNull();
    }

    private async Task ShouldBeRefusedAsync(Task<XElement> ringing, string call)
    {
        (await ringing).Elements().Select(e => e.Name.LocalName).ShouldBe(["Say", "Hangup"]);
        (await scene.LegAsync(call)).ShouldBeNull();
        scene.ContactState.ShouldBeOneOf(ContactState.InHand, ContactState.Waiting);
    }
}
