using System.Net;
using System.Net.Http.Json;
using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.EndToEnd.Pages;
using Helpline.EndToEnd.World;
using Helpline.Records;
using Helpline.Simulator.Phones;
using Helpline.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Helpline.EndToEnd;

/// <summary>Somebody is in danger on a call: one key, a supervisor beside the agent, the line breaks, they come back, and it is closed. In a real browser.</summary>
public sealed class DangerPageTests(NewcomerTests.Helpline world) : IClassFixture<NewcomerTests.Helpline>
{
    [Fact]
    public async Task OneKey_ASupervisorJoins_TheLineBreaks_TheyComeBack_AndItIsClosed()
    {
        var desk = await world.Chromium.NewPersonAsync(world.Installation.Url);
        await desk.GotoAsync("/simulator/");
        var amira = new DeskPage(desk, "Amira");
        var maya = new ConsolePage(await world.Chromium.NewPersonAsync(world.Installation.Url));
        await maya.SignInAsync("maya", world.Installation.Passwords["maya"]);
        await maya.BecomeAvailableAsync();
        var sam = new ConsolePage(await world.Chromium.NewPersonAsync(world.Installation.Url));
        await sam.SignInAsync("sam", world.Installation.Passwords["sam"]);
        await amira.RingAsync();
        await maya.AnswerAsync();
        await Expect(maya.Button("End")).ToBeEnabledAsync();

        await maya.Page.Locator("body").PressAsync("!");
        await Expect(maya.Page.GetByText("Every supervisor sees this now.")).ToBeVisibleAsync();
        var bar = sam.Page.GetByRole(AriaRole.Region, new() { Name = "Imminent danger, open" });
        await Expect(bar).ToContainTextAsync("999 not called yet");
        await bar.GetByRole(AriaRole.Button, new() { Name = "Join" }).ClickAsync();
        await Expect(maya.Page.GetByText("Sam is on the line.")).ToBeVisibleAsync();

        await Step(maya, "Where they are").GetByRole(AriaRole.Textbox).FillAsync("Behind the library");
        await Step(maya, "Where they are").GetByRole(AriaRole.Textbox).PressAsync("Enter");
        await Expect(Step(sam, "Where they are")).ToContainTextAsync("Behind the library");
        await Step(sam, "Do they agree to 999 being called?").GetByRole(AriaRole.Button, new() { Name = "Yes, they agree" }).ClickAsync();
        await Step(sam, "999 called").GetByRole(AriaRole.Button, new() { Name = "Note the call" }).ClickAsync();
        await Step(sam, "999 called").GetByLabel("Their reference").FillAsync("NP-417");
        await Step(sam, "999 called").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(Step(maya, "999 called")).ToContainTextAsync("Reference NP-417");
        await Expect(bar).ToContainTextAsync("999 called");
        await NewcomerTests.ShootAsync(maya.Page, "danger");
        await NewcomerTests.ShootAsync(sam.Page, "danger-supervisor");

        await amira.HangUpAsync();
        await maya.LogOutcomeAsync("victim", "imminent", "ongoing_support", "Line broke.");
        await Expect(bar).ToContainTextAsync("the contact has ended");
        await amira.RingAsync();
        await maya.AnswerAsync();
        await Expect(bar).ToContainTextAsync("they are back: with Maya");
        await Expect(maya.Page.GetByText("From an earlier contact of this number.")).ToBeVisibleAsync();
        await Expect(Step(maya, "Where they are")).ToContainTextAsync("Behind the library");

        await sam.Page.GetByRole(AriaRole.Button, new() { Name = "Close the danger…" }).ClickAsync();
        await sam.Page.GetByLabel("Why is it over?").FillAsync("Police are with them");
        await sam.Page.GetByRole(AriaRole.Button, new() { Name = "Close the danger", Exact = true }).ClickAsync();
        await Expect(bar).Not.ToBeVisibleAsync();
        await Expect(maya.Page.GetByText("Stay with them.")).Not.ToBeVisibleAsync(new() { Timeout = 15_000 });
        await amira.HangUpAsync();
        world.ShouldHaveNoComplaints();
    }

    private static ILocator Step(ConsolePage page, string name) =>
        page.Page.GetByRole(AriaRole.Region, new() { Name = "Imminent danger", Exact = true }).GetByRole(AriaRole.Group, new() { Name = name, Exact = true });
}

/// <summary>An abusive call ends for the caller with the last sentence, whole, and for the agent at once.</summary>
public sealed class AbusiveCallTests(AbusiveCallTests.Helpline world) : IClassFixture<AbusiveCallTests.Helpline>
{
    public sealed class Helpline : InstallationFixture;

    [Fact]
    public async Task EndedByItsAgent_TheCallerHearsTheWholeSentence_ThenTheLineGoes()
    {
        var amira = world.Installation.Network.Telephones.Phones[SimulatedNetwork.Amira];
        await using var maya = await world.AvailableAsync("maya");
        amira.Ring(TestLine.Northants.Phone);
        var (assignment, line) = await maya.TakeCallAsync(world.Installation);

        var left = await maya.Http.PostAsJsonAsync(
            $"/api/contacts/{assignment.Contact}/abusive", new AbusiveCallRequest(Guid.CreateVersion7(), StaffIncidentWay.Ended), AgentRobot.Json);

        left.StatusCode.ShouldBe(HttpStatusCode.NoContent, await left.Content.ReadAsStringAsync());
        await maya.SeesAsync(AssignmentState.WrapUp, a => a.Id == assignment.Id);
        await line.WaitUntilAsync(l => l.Ending is not null);
        await amira.HearsAsync("We are ending this call now. You can ring us again at another time. If you are in danger now, hang up and dial 9 9 9.");
        await amira.WaitUntilAsync(p => p.State == PhoneState.Idle);
        await maya.LogOutcomeAsync(assignment.Id);
        world.ShouldHaveNoComplaints();
    }
}
