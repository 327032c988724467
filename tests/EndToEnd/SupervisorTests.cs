using Helpline.EndToEnd.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Helpline.EndToEnd;

/// <summary>A supervisor asks why somebody waits, moves them forward, sees them answered and counted, and takes an agent off. In a real browser.</summary>
public sealed class SupervisorTests(NewcomerTests.Helpline world) : IClassFixture<NewcomerTests.Helpline>
{
    [Fact]
    public async Task WhyIsThisWaiting_ThenForward_ThenAnsweredAndCounted_ThenTheAgentIsTakenOff()
    {
        var desk = await world.Chromium.NewPersonAsync(world.Installation.Url);
        await desk.GotoAsync("/simulator/");
        var amira = new DeskPage(desk, "Amira");
        var maya = new ConsolePage(await world.Chromium.NewPersonAsync(world.Installation.Url));
        await maya.SignInAsync("maya", world.Installation.Passwords["maya"]);
        var sam = new ConsolePage(await world.Chromium.NewPersonAsync(world.Installation.Url));
        await sam.SignInAsync("sam", world.Installation.Passwords["sam"]);
        await sam.Page.GotoAsync("/console/everyone");

        await amira.RingAsync();
        await sam.Waiting.GetByRole(AriaRole.Button, new() { Name = "Why number 1 is waiting" }).ClickAsync();
        await Expect(sam.Waiting).ToContainTextAsync("It is first in line");
        await Expect(sam.Waiting).ToContainTextAsync("It asks for");
        await Expect(sam.Waiting).ToContainTextAsync("Maya");
        await ShootAsync(sam.Page, "why");

        await sam.Waiting.GetByRole(AriaRole.Button, new() { Name = "Priority of number 1" }).ClickAsync();
        await sam.Page.GetByRole(AriaRole.Radio, new() { NameRegex = new("In danger now") }).ClickAsync();
        await ShootAsync(sam.Page, "priority");
        await sam.Page.GetByRole(AriaRole.Button, new() { Name = "Change", Exact = true }).ClickAsync();
        await Expect(sam.Waiting).ToContainTextAsync("the person is in danger now");

        await maya.BecomeAvailableAsync();
        await maya.AnswerAsync();
        await Expect(sam.Waiting).ToContainTextAsync("not waiting any more");
        await Expect(sam.InHand).ToContainTextAsync("Maya");
        await ShootAsync(sam.Page, "answered");
        await Expect(sam.RightNow).ToContainTextAsync("1 answered");
        await amira.HangUpAsync();
        await maya.LogOutcomeAsync("victim", "none_known", "advice_only", "Asked what we do.");

        await sam.Page.GetByRole(AriaRole.Button, new() { Name = "Take Maya off" }).ClickAsync();
        await sam.Page.GetByRole(AriaRole.Button, new() { Name = "Take off", Exact = true }).ClickAsync();
        await Expect(maya.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^My status.*Offline") })).ToBeVisibleAsync();
        await ShootAsync(maya.Page, "taken-off");

        world.ShouldHaveNoComplaints();
    }

    private static Task ShootAsync(IPage page, string name) => NewcomerTests.ShootAsync(page, name);
}
