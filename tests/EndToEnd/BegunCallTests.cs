using System.Net;
using System.Net.Http.Json;
using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.EndToEnd.World;
using Helpline.Records;
using Helpline.Simulator.Phones;
using Helpline.Support;

namespace Helpline.EndToEnd;

/// <summary>A call that an agent begins: refused while nobody has asked how it is safe, let go once by a second person, and rung.</summary>
public sealed class BegunCallTests(BegunCallTests.Helpline world) : IClassFixture<BegunCallTests.Helpline>
{
    public sealed class Helpline : InstallationFixture;

    private Phone Amira => world.Installation.Network.Telephones.Phones[SimulatedNetwork.Amira];

    [Fact]
    public async Task FromAText_RefusedFirst_ThenApprovedByASecondPerson_TheyAreRungAndTalk()
    {
        await using var maya = await world.AvailableAsync("maya");
        await using var sam = await AgentRobot.SignInAsync(world.Installation, "sam");
        Amira.Text(TestLine.Northants.Sms, "I would rather speak.");
        var text = await maya.TakeTextAsync();

        var request = Guid.CreateVersion7();
        var refused = await maya.Http.PostAsJsonAsync($"/api/contacts/{text.Contact}/ring", new RingThemRequest(request, DespiteRules: false), AgentRobot.Json);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Nobody has asked them yet");

        var begun = await maya.Http.PostAsJsonAsync($"/api/contacts/{text.Contact}/ring", new RingThemRequest(request, DespiteRules: true), AgentRobot.Json);
        var call = (await begun.Content.ReadFromJsonAsync<BegunCallView>(AgentRobot.Json))!.Contact;
        var offer = await maya.SeesAsync(AssignmentState.Offered, a => a.Contact == call);
        offer.Agent.ShouldBe(maya.Id, "beside the text they write");
        var (assignment, line) = await maya.TakeCallAsync(world.Installation);
        await maya.SeesTaskAsync(call, t => t is { Tries: [{ State: CallBackTryState.Refused }], MayRingAgain: true } && t.BegunBy == maya.Id);
        Amira.State.ShouldBe(PhoneState.Idle);

        var asked = await maya.Http.PostAsJsonAsync($"/api/contacts/{call}/safe-override", new AskOverrideRequest(OutboundKind.Call, Message: null, "She wrote that she would rather speak."), AgentRobot.Json);
        var exception = (await asked.Content.ReadFromJsonAsync<AskedOverride>(AgentRobot.Json))!.Id;
        (await sam.Http.PostAsync($"/api/safe-overrides/{exception}/approve", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await maya.Http.PostAsync($"/api/contacts/{call}/call-back", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        await Amira.WaitUntilAsync(p => p.State == PhoneState.Ringing);
        Amira.Line.ShouldBe("anonymous", "nobody asked whether our number may show");
        Amira.Answer();
        await maya.SeesTaskAsync(call, t => t.Tries is [_, { State: CallBackTryState.Answered }]);
        line.Say("It is the helpline; can you speak now?");
        await Amira.HearsAsync("can you speak now?");
        Amira.HangUp();
        await maya.SeesAsync(AssignmentState.WrapUp, a => a.Id == assignment.Id);
        await maya.LogOutcomeAsync(assignment.Id);
        world.ShouldHaveNoComplaints();
    }
}
