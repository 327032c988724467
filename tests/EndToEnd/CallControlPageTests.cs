using System.Text.RegularExpressions;
using Helpline.EndToEnd.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Helpline.EndToEnd;

/// <summary>An agent holds a call with a key, brings somebody in and takes them off; a supervisor listens. In a real browser.</summary>
public sealed partial class CallControlPageTests(NewcomerTests.Helpline world) : IClassFixture<NewcomerTests.Helpline>
{
    [Fact]
    public async Task HoldByKey_AddAPerson_WhileASupervisorListens_AndTheAgentSeesIt()
    {
        var desk = await world.Chromium.NewPersonAsync(world.Installation.Url);
        await desk.GotoAsync("/simulator/");
        var amira = new DeskPage(desk, "Amira");
        var maya = new ConsolePage(await world.Chromium.NewPersonAsync(world.Installation.Url));
        await maya.SignInAsync("maya", world.Installation.Passwords["maya"]);
        await maya.BecomeAvailableAsync();
        var sam = new ConsolePage(await world.Chromium.NewPersonAsync(world.Installation.Url));
        await sam.SignInAsync("sam", world.Installation.Passwords["sam"]);
        await sam.Page.GotoAsync("/console/everyone");
        await amira.RingAsync();
        await maya.AnswerAsync();
        await Expect(maya.Button("End")).ToBeEnabledAsync();

        await maya.Page.Locator("body").PressAsync("h");
        await Expect(maya.Page.GetByText("They hear that you are coming back.")).ToBeVisibleAsync();
        await Expect(amira.Hears).ToContainTextAsync("You are on hold for a moment");
        await NewcomerTests.ShootAsync(maya.Page, "on-hold");
        await maya.Button("Resume").ClickAsync();
        await Expect(maya.Page.GetByText("They hear that you are coming back.")).Not.ToBeVisibleAsync();

        await maya.Button("Add person").ClickAsync();
        var dialog = maya.Page.GetByRole(AriaRole.Dialog, new() { Name = "Add somebody to this call" });
        await dialog.GetByLabel("Their number").FillAsync("999");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Ring them" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("Emergency numbers cannot be rung from here");
        await dialog.GetByLabel("Their number").FillAsync("07700 900102");
        await dialog.GetByLabel("What to call them").FillAsync("Ewa");
        await NewcomerTests.ShootAsync(maya.Page, "add-person");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Ring them" }).ClickAsync();
        await Expect(maya.Page.GetByRole(AriaRole.List, new() { Name = "Also on this call" })).ToContainTextAsync(Rings());
        await maya.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Take Ewa.*off the call$") }).ClickAsync();
        await Expect(maya.Page.GetByRole(AriaRole.List, new() { Name = "Also on this call" })).Not.ToBeVisibleAsync();

        await sam.Page.GetByRole(AriaRole.Button, new() { Name = "Listen to Maya’s call" }).ClickAsync();
        await Expect(sam.Page.GetByRole(AriaRole.Region, new() { Name = "Listening" })).ToContainTextAsync("Nobody hears you");
        await Expect(maya.Page.GetByText("Sam is listening.")).ToBeVisibleAsync();
        await amira.SayAsync("Is somebody else there?");
        await Expect(sam.Page.GetByRole(AriaRole.Log)).ToContainTextAsync("Is somebody else there?");
        await NewcomerTests.ShootAsync(sam.Page, "listening");
        await NewcomerTests.ShootAsync(maya.Page, "listened-to");
        await sam.Page.GetByRole(AriaRole.Button, new() { Name = "Stop listening" }).ClickAsync();
        await Expect(maya.Page.GetByText("Sam is listening.")).Not.ToBeVisibleAsync();

        await amira.HangUpAsync();
        await maya.LogOutcomeAsync("victim", "none_known", "advice_only", "Asked what we do.");
        world.ShouldHaveNoComplaints();
    }

    [GeneratedRegex("Ewa.*ringing", RegexOptions.None, 1000)]
    private static partial Regex Rings();
}
