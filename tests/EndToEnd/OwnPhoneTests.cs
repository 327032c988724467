using System.Net;
using System.Net.Http.Json;
using Helpline.AgentConsole.Api;
using Helpline.AgentConsole.Live;
using Helpline.Contracts;
using Helpline.EndToEnd.World;
using Helpline.Records;
using Helpline.Routing;
using Helpline.Simulator.Phones;
using Helpline.Support;

namespace Helpline.EndToEnd;

/// <summary>An agent takes calls on a telephone of their own, by the real host and signed webhooks of a pretend network.</summary>
public sealed class OwnPhoneTests(OwnPhoneTests.Helpline world) : IClassFixture<OwnPhoneTests.Helpline>
{
    public sealed class Helpline : InstallationFixture;

    private Phone Amira => world.Installation.Network.Telephones.Phones[SimulatedNetwork.Amira];

    /// <summary>The agent's own.</summary>
    private Phone Tom => world.Installation.Network.Telephones.Phones[SimulatedNetwork.Tom];

    [Fact]
    public async Task TheirPhoneRings_NothingIsSaidBefore1_ThenTheyTalk_AndAreMuted()
    {
        await using var maya = await world.AvailableAsync("maya");
        (await maya.Http.PutAsJsonAsync("/api/own-phone", new ChooseOwnPhoneRequest(Rings: true, SimulatedNetwork.Tom), AgentRobot.Json)).StatusCode.ShouldBe(HttpStatusCode.OK);

        Tom.WhenRung = WhenRung.Busy;
        Amira.Ring(TestLine.Northants.Phone);
        var engaged = await AcceptAsync(maya);
        await Poll.Until(
            async () => (await maya.Http.GetFromJsonAsync<OwnPhoneEnd>($"/api/own-phone/rings/{engaged.Id}", AgentRobot.Json))!.Problem == "Your phone was engaged.", "the agent is told why");
        Tom.WhenRung = WhenRung.Rings;

        var assignment = await AcceptAsync(maya);
        await Tom.WaitUntilAsync(p => p.State == PhoneState.Ringing);
        Tom.Answer();
        await Tom.HearsAsync("Helpline. Press 1 to take this call.");
        Amira.Transcript.ShouldNotContain(h => h.Text.Contains("to take this call", StringComparison.Ordinal));
        Tom.Press("1");
        await maya.SeesAsync(AssignmentState.Active, a => a.Id == assignment.Id);
        Tom.Say("You are through to the helpline.");
        await Amira.HearsAsync("You are through to the helpline.");
        Amira.Say("I was shouted at.");
        await Tom.HearsAsync("I was shouted at.");

        (await maya.Http.PostAsync($"/api/contacts/{assignment.Contact}/call/mute", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await Poll.Until(
            async () => (await maya.Http.GetFromJsonAsync<CallView>($"/api/contacts/{assignment.Contact}/call", AgentRobot.Json))!.OwnPhone is { State: OwnPhoneState.Taken, Muted: true }, "they are muted");
        Tom.Say("Not for their ears.");
        (await maya.StepAsync(nameof(IConsoleHub.End), assignment.Id)).Done.ShouldBeTrue();
        await Tom.WaitUntilAsync(p => p.State == PhoneState.Idle);
        Amira.Transcript.ShouldNotContain(h => h.Text.Contains("Not for their ears", StringComparison.Ordinal));
        await maya.LogOutcomeAsync(assignment.Id);
        world.ShouldHaveNoComplaints();
    }

    private static async Task<AssignmentFacts> AcceptAsync(AgentRobot agent)
    {
        var offer = await agent.SeesAsync(AssignmentState.Offered);
        var reply = await agent.AcceptOnPhoneAsync(offer.Id);
        (reply.Outcome, reply.Ticket).ShouldBe((AcceptOutcome.Accepted, null));
        return offer;
    }
}
