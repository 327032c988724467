using System.Net;
using System.Net.Http.Json;
using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.EndToEnd.World;
using Helpline.Records;
using Helpline.Simulator.Clients;
using Helpline.Simulator.Phones;
using Helpline.Support;

namespace Helpline.EndToEnd;

/// <summary>Hold, third parties, transfer and listening, by the real host, real Redis and PostgreSQL, and signed webhooks of a pretend network.</summary>
public sealed class CallControlTests(CallControlTests.Helpline world) : IClassFixture<CallControlTests.Helpline>
{
    public sealed class Helpline : InstallationFixture;

    private Phone Amira => world.Installation.Network.Telephones.Phones[SimulatedNetwork.Amira];

    private Phone Tom => world.Installation.Network.Telephones.Phones[SimulatedNetwork.Tom];

    [Fact]
    public async Task Hold_TheCallerHearsWhy_AndNothingElse_UntilResumed()
    {
        await using var maya = await world.AvailableAsync("maya");
        var (assignment, line) = await TalkAsync(maya);

        await OrderAsync(maya, assignment, "hold");
        await Amira.HearsAsync("You are on hold for a moment");
        var view = await SeesAsync(maya, assignment, v => v.Hold is not null);
        view.Hold!.Why.ShouldBe(HoldReason.Agent);
        line.Say("Not for their ears.");
        await Amira.HearsAsync("You are still on hold");

        await OrderAsync(maya, assignment, "resume");
        await SeesAsync(maya, assignment, v => v.Hold is null);
        line.Say("I am back.");
        await Amira.HearsAsync("I am back");
        Amira.Transcript.ShouldNotContain(h => h.Text.Contains("Not for their ears", StringComparison.Ordinal));
        await FinishAsync(maya, assignment);
    }

    [Fact]
    public async Task TheAgentsBrowserDies_WhileTheCallerIsOnHold_TheyAreInTheQueueWithWords()
    {
        await using var maya = await world.AvailableAsync("maya");
        var (assignment, line) = await TalkAsync(maya);
        await OrderAsync(maya, assignment, "hold");
        await Amira.HearsAsync("You are on hold for a moment");

        line.HangUp();

        await Amira.HearsAsync("We lost the connection to the person helping you", within: TimeSpan.FromSeconds(10));
        Amira.HangUp();
        await maya.SeesContactsAsync(ContactState.Waiting, 0);
        world.ShouldHaveNoComplaints();
    }

    [Fact]
    public async Task AnInterpreter_IsRung_TalksWithBoth_IsLeftWithThem_AndTheCallerIsNeverAlone()
    {
        await using var maya = await world.AvailableAsync("maya");
        var (assignment, line) = await TalkAsync(maya);
        var party = await AddAsync(maya, assignment, SimulatedNetwork.Tom);
        await Tom.WaitUntilAsync(p => p.State == PhoneState.Ringing);
        Tom.Line.ShouldBe(TestLine.Northants.Phone);
        await SeesAsync(maya, assignment, v => Party(v, party).State == CallPartyState.Ringing);
        Tom.Answer();
        await SeesAsync(maya, assignment, v => Party(v, party).State == CallPartyState.Joined);
        Tom.Say("I interpret.");
        await Amira.HearsAsync("I interpret");
        await line.HearsAsync("I interpret");

        await OrderAsync(maya, assignment, "leave-alone");
        await line.WaitUntilAsync(l => l.Ending is not null);
        (await SeesAsync(maya, assignment, v => v.LeftAlone)).PersonIsHere.ShouldBeTrue();
        Tom.Say("We are two now.");
        await Amira.HearsAsync("We are two now");
        await maya.SeesAsync(AssignmentState.Active, a => a.Id == assignment.Id);

        Tom.HangUp();
        await Amira.HearsAsync("Please stay on the line; someone is coming", within: TimeSpan.FromSeconds(10));
        Amira.HangUp();
        await maya.SeesContactsAsync(ContactState.Waiting, 0);
        world.ShouldHaveNoComplaints();
    }

    [Fact]
    public async Task AThirdParty_WhoIsBusy_IsToldInWords_AndTheCallGoesOn()
    {
        await using var maya = await world.AvailableAsync("maya");
        var (assignment, line) = await TalkAsync(maya);
        Tom.WhenRung = WhenRung.Busy;
        try
        {
            var party = await AddAsync(maya, assignment, SimulatedNetwork.Tom, hold: true);
            var view = await SeesAsync(maya, assignment, v => Party(v, party) is { State: CallPartyState.Failed, Problem: not null });
            Party(view, party).Problem.ShouldBe("Their line is busy.");
            await SeesAsync(maya, assignment, v => v.Hold is null);
            line.Say("They are busy. We go on.");
            await Amira.HearsAsync("We go on");
        }
        finally
        {
            Tom.WhenRung = WhenRung.Rings;
        }

        await FinishAsync(maya, assignment);
    }

    [Fact]
    public async Task ColdTransfer_TheCallerIsToldAndKeepsTheirPlace_AndTheNextAgentHasThem()
    {
        await using var maya = await world.AvailableAsync("maya");
        var (assignment, line) = await TalkAsync(maya);
        await using var ben = await world.AvailableAsync("tom");

        await TransferAsync(maya, assignment, ben, warm: false);

        await Amira.HearsAsync("You are being passed on to a colleague");
        await line.WaitUntilAsync(l => l.Ending is not null);
        await maya.SeesAsync(AssignmentState.WrapUp, a => a.Id == assignment.Id);
        var (next, other) = await ben.TakeCallAsync(world.Installation);
        other.Say("I am Ben. I know you come from Maya.");
        await Amira.HearsAsync("I am Ben");
        await maya.LogOutcomeAsync(assignment.Id);
        await FinishAsync(ben, next);
    }

    [Fact]
    public async Task WarmTransfer_TheTwoTalkFirst_ThenHandOver()
    {
        await using var maya = await world.AvailableAsync("maya");
        var (assignment, line) = await TalkAsync(maya);
        await using var ben = await world.AvailableAsync("tom");

        await TransferAsync(maya, assignment, ben, warm: true);
        await Amira.HearsAsync("speaking with a colleague about passing you on");
        var (next, other) = await ben.TakeCallAsync(world.Installation);
        await SeesAsync(maya, assignment, v => v.Handover?.To == ben.Id && v.Hold is not null);
        line.Say("She was shouted at on the bus.");
        await other.HearsAsync("shouted at on the bus");
        Amira.Transcript.ShouldNotContain(h => h.Text.Contains("shouted at on the bus", StringComparison.Ordinal));

        await OrderAsync(maya, assignment, "hand-over");
        await line.WaitUntilAsync(l => l.Ending is not null);
        await SeesAsync(ben, next, v => v.Hold is null && v.Handover is null);
        other.Say("Hello, I am Ben.");
        await Amira.HearsAsync("Hello, I am Ben");
        Amira.Say("Hello Ben.");
        await other.HearsAsync("Hello Ben");
        await maya.LogOutcomeAsync(assignment.Id);
        await FinishAsync(ben, next);
    }

    [Fact]
    public async Task WarmTransfer_NobodyComes_TheFirstAgentSpeaksWithThem_ThenLetsThemQueue()
    {
        await using var maya = await world.AvailableAsync("maya");
        var (assignment, line) = await TalkAsync(maya);
        await using var ben = await world.AvailableAsync("tom");
        await TransferAsync(maya, assignment, ben, warm: true);
        await Amira.HearsAsync("about passing you on");

        await OrderAsync(maya, assignment, "resume");
        await SeesAsync(maya, assignment, v => v.Hold is null);
        line.Say("It takes a moment.");
        await Amira.HearsAsync("It takes a moment");
        await OrderAsync(maya, assignment, "back-to-queue");
        await Amira.HearsAsync("You are being passed on to a colleague");
        await line.WaitUntilAsync(l => l.Ending is not null);
        await maya.LogOutcomeAsync(assignment.Id);

        var (next, other) = await ben.TakeCallAsync(world.Installation);
        other.Say("Here I am.");
        await Amira.HearsAsync("Here I am");
        await FinishAsync(ben, next);
    }

    [Fact]
    public async Task WarmTransfer_TheFirstAgentsBrowserDies_TheCallerIsNotLeftOnHold()
    {
        await using var maya = await world.AvailableAsync("maya");
        var (assignment, line) = await TalkAsync(maya);
        await using var ben = await world.AvailableAsync("tom");
        await TransferAsync(maya, assignment, ben, warm: true);
        var (next, other) = await ben.TakeCallAsync(world.Installation);
        await SeesAsync(ben, next, v => v.Hold is not null);

        line.HangUp();

        await SeesAsync(ben, next, v => v.Hold is null);
        other.Say("Maya was cut off; I am here.");
        await Amira.HearsAsync("I am here");
        await maya.LogOutcomeAsync(assignment.Id);
        await FinishAsync(ben, next);
    }

    [Fact]
    public async Task ASupervisor_ListensUnheard_Whispers_Barges_AndTheAgentSeesIt()
    {
        await using var maya = await world.AvailableAsync("maya");
        var (assignment, line) = await TalkAsync(maya);
        await using var sam = await AgentRobot.SignInAsync(world.Installation, "sam");

        var ticket = (await (await sam.Http.PostAsync($"/api/contacts/{assignment.Contact}/call/listen", null)).Content.ReadFromJsonAsync<ListenTicket>(AgentRobot.Json))!;
        var ear = Place(sam, ticket);
        await SeesAsync(maya, assignment, v => Party(v, ticket.Party) is { State: CallPartyState.Joined, Mode: ListeningMode.Listen } p && p.Agent == sam.Id);
        Amira.Say("I am afraid.");
        await ear.HearsAsync("I am afraid");
        ear.Say("Nobody hears this.");

        await OrderAsync(sam, assignment, "whisper");
        await Poll.Until(() => { ear.Say("Ask where she is."); return line.Transcript.Any(h => h.Text.Contains("Ask where", StringComparison.Ordinal)); }, "the agent hears the whisper");
        await OrderAsync(sam, assignment, "barge");
        await Poll.Until(() => { ear.Say("I am Sam, the supervisor."); return Amira.Transcript.Any(h => h.Text.Contains("I am Sam", StringComparison.Ordinal)); }, "the caller hears the supervisor");
        Amira.Transcript.ShouldNotContain(h => h.Text.Contains("Ask where", StringComparison.Ordinal) || h.Text.Contains("Nobody hears", StringComparison.Ordinal));
        line.Transcript.ShouldNotContain(h => h.Text.Contains("Nobody hears", StringComparison.Ordinal));

        await OrderAsync(sam, assignment, "leave");
        await ear.WaitUntilAsync(l => l.Ending is not null);
        var again = Place(sam, ticket);
        await again.WaitUntilAsync(l => l.Ending is not null);
        again.Transcript.ShouldContain(h => h.Text.Contains("cannot be joined any more", StringComparison.Ordinal));
        await FinishAsync(maya, assignment);
    }

    private async Task<(AssignmentFacts Assignment, ClientCall Line)> TalkAsync(AgentRobot agent)
    {
        Amira.Ring(TestLine.Northants.Phone);
        return await agent.TakeCallAsync(world.Installation);
    }

    private async Task FinishAsync(AgentRobot agent, AssignmentFacts assignment)
    {
        Amira.HangUp();
        await agent.SeesAsync(AssignmentState.WrapUp, a => a.Id == assignment.Id);
        await agent.LogOutcomeAsync(assignment.Id);
        world.ShouldHaveNoComplaints();
    }

    private ClientCall Place(AgentRobot supervisor, ListenTicket ticket) => world.Installation.Network.Telephones.Clients.Place(
        SoftphoneIdentity.Of(supervisor.Id),
        new Dictionary<string, string>(StringComparer.Ordinal) { ["pool"] = "main", ["party"] = ticket.Party.ToString(), ["ticket"] = ticket.Ticket });

    private static CallPartyView Party(CallView view, CallPartyId id) => view.Parties.Single(p => p.Id == id);

    private static async Task OrderAsync(AgentRobot agent, AssignmentFacts assignment, string order) =>
        (await agent.Http.PostAsync($"/api/contacts/{assignment.Contact}/call/{order}", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

    private static async Task<CallPartyId> AddAsync(AgentRobot agent, AssignmentFacts assignment, string number, bool hold = false)
    {
        var request = new AddPartyRequest(CallPartyId.New(), CallPartyRole.Interpreter, number, "Tom", "pl", null, hold);
        (await agent.Http.PostAsJsonAsync($"/api/contacts/{assignment.Contact}/call/parties", request, AgentRobot.Json)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        return request.Id;
    }

    private static async Task TransferAsync(AgentRobot agent, AssignmentFacts assignment, AgentRobot to, bool warm)
    {
        // Their browser must have been heard before anything can be kept for them; the console lists them from then on.
        await Poll.Until(
            async () => (await agent.Http.GetFromJsonAsync<TransferTargets>($"/api/contacts/{assignment.Contact}/transfer-targets", AgentRobot.Json))!.Agents.Any(a => a.Id == to.Id),
            "the colleague is listed");
        var request = new TransferRequest(to.Id, null, null, warm);
        (await agent.Http.PostAsJsonAsync($"/api/contacts/{assignment.Contact}/transfer", request, AgentRobot.Json)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    private static async Task<CallView> SeesAsync(AgentRobot agent, AssignmentFacts assignment, Func<CallView, bool> condition)
    {
        CallView? view = null;
        await Poll.Until(
            async () => (view = await agent.Http.GetFromJsonAsync<CallView>($"/api/contacts/{assignment.Contact}/call", AgentRobot.Json)) is not null && condition(view),
            () => $"the call view shows it (shows: {view})");
        return view!;
    }
}
