using Helpline.EndToEnd.Pages;
using Helpline.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Helpline.EndToEnd;

/// <summary>What callers hear: the words a supervisor gave the line, and in the demo the agent's own voice, browser to browser, with a pretend microphone that beeps.</summary>
public sealed class HearingTests(NewcomerTests.Helpline world) : IClassFixture<NewcomerTests.Helpline>
{
    /// <summary>Remembers the page's connections, so that what came through them can be counted.</summary>
    private const string Remember = "window.lines = []; window.RTCPeerConnection = class extends RTCPeerConnection { constructor(...all) { super(...all); window.lines.push(this); } };";

    /// <summary>How much sound each open connection has brought, loud or not.</summary>
    private const string Brought = """
        async () => {
          const open = window.lines.filter(line => line.connectionState === 'connected');
          const reports = await Promise.all(open.map(async line => [...(await line.getStats()).values()].filter(r => r.type === 'inbound-rtp' && r.kind === 'audio')));
          return reports.map(all => all.reduce((sum, r) => sum + r.bytesReceived, 0));
        }
        """;

    private const string Loud = """
        async () => {
          const open = window.lines.filter(line => line.connectionState === 'connected');
          const reports = await Promise.all(open.map(async line => [...(await line.getStats()).values()].filter(r => r.type === 'inbound-rtp')));
          return reports.flat().some(r => r.totalAudioEnergy > 0);
        }
        """;

    /// <summary>What still leaves the page.</summary>
    private const string Voices = "() => window.lines.filter(line => line.connectionState === 'connected').flatMap(line => line.getSenders()).filter(sender => sender.track !== null).length";

    [Fact]
    public async Task CallerAndAgentHearEachOther_NothingOnHold_AndASupervisorHearsBothUnheard()
    {
        var desk = await PersonAsync();
        await desk.GotoAsync("/simulator/");
        var amira = new DeskPage(desk, "Amira");
        var maya = new ConsolePage(await PersonAsync());
        await maya.SignInAsync("maya", world.Installation.Passwords["maya"]);
        await maya.BecomeAvailableAsync();
        await amira.RingAsync();
        await maya.AnswerAsync();
        await Expect(maya.Button("End")).ToBeEnabledAsync();

        await amira.UseMicrophoneAsync();
        await maya.Button("Use my microphone").ClickAsync();

        await Expect(maya.Page.GetByText("Your microphone is on, and theirs.")).ToBeVisibleAsync();
        await Expect(desk.GetByText("On. You hear each other.")).ToBeVisibleAsync();
        await GrowsAsync(maya.Page, 1);
        await GrowsAsync(desk, 1);
        await Poll.Until(() => maya.Page.EvaluateAsync<bool>(Loud), "the agent hears something");
        await Poll.Until(() => desk.EvaluateAsync<bool>(Loud), "the caller hears something");
        await NewcomerTests.ShootAsync(maya.Page, "sound-agent");
        await NewcomerTests.ShootAsync(desk, "sound-caller");

        var sam = new ConsolePage(await PersonAsync());
        await sam.SignInAsync("sam", world.Installation.Passwords["sam"]);
        await sam.Page.GotoAsync("/console/everyone");
        await sam.Page.GetByRole(AriaRole.Button, new() { Name = "Listen to Maya’s call" }).ClickAsync();
        await sam.Button("Use my microphone").ClickAsync();
        await GrowsAsync(sam.Page, 2);
        (await sam.Page.EvaluateAsync<int>(Voices)).ShouldBe(0, "a supervisor who listens is heard by nobody");
        await sam.Button("Stop listening").ClickAsync();

        await maya.Button("Hold").ClickAsync();
        await Poll.Until(async () => await desk.EvaluateAsync<int>(Voices) == 0 && await maya.Page.EvaluateAsync<int>(Voices) == 0, "on hold nothing goes either way");
        await maya.Button("Resume").ClickAsync();
        await GrowsAsync(desk, 1);

        await amira.HangUpAsync();
        await Poll.Until(() => desk.EvaluateAsync<bool>("() => window.lines.every(line => line.connectionState === 'closed')"), "the sound goes with the call");
        await maya.LogOutcomeAsync("victim", "none_known", "advice_only", "Heard each other.");
        world.ShouldHaveNoComplaints();
    }

    [Fact]
    public async Task ASentenceASupervisorChanges_IsHeardByTheNextCaller_AndCanBeTakenBack()
    {
        var sam = new ConsolePage(await PersonAsync());
        await sam.SignInAsync("sam", world.Installation.Passwords["sam"]);
        await sam.Page.GetByRole(AriaRole.Link, new() { Name = "What callers hear" }).ClickAsync();
        await sam.Page.GetByLabel("Line", new() { Exact = true }).SelectOptionAsync("Northamptonshire");
        var place = sam.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Someone will answer as soon as they can." }).Filter(new() { HasText = "{place}" });
        await place.GetByRole(AriaRole.Button, new() { NameRegex = new("^Change") }).ClickAsync();
        await sam.Page.GetByLabel("What is said").FillAsync("You are {place} here. Breathe. We are coming.");
        await sam.Button("Save").ClickAsync();
        await Expect(sam.Page.GetByText("Saved. Callers hear it within half a minute.")).ToBeVisibleAsync();
        await NewcomerTests.ShootAsync(sam.Page, "words");

        var desk = await PersonAsync();
        await desk.GotoAsync("/simulator/");
        var tom = new DeskPage(desk, "Tom");
        await tom.RingAsync();
        await Expect(tom.Hears).ToContainTextAsync("You are 1 here. Breathe. We are coming.", new() { Timeout = 40_000 });
        await tom.HangUpAsync();

        await sam.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Earlier versions") }).ClickAsync();
        await sam.Page.GetByRole(AriaRole.Button, new() { Name = "Say this again: Standard words" }).ClickAsync();
        await Expect(sam.Page.GetByText("Standard words again")).ToBeVisibleAsync();
        world.ShouldHaveNoComplaints();
    }

    private async Task<IPage> PersonAsync()
    {
        var page = await world.Chromium.NewPersonAsync(world.Installation.Url);
        await page.Context.GrantPermissionsAsync(["microphone"]);
        await page.AddInitScriptAsync(Remember);
        return page;
    }

    /// <summary>As many connections as said bring more and more.</summary>
    private static async Task GrowsAsync(IPage page, int connections)
    {
        long[] first = [];
        await Poll.Until(async () => (first = await page.EvaluateAsync<long[]>(Brought)).Count(b => b > 0) == connections, $"{connections} connections bring sound");
        await Poll.Until(async () => (await page.EvaluateAsync<long[]>(Brought)).Zip(first).Count(b => b.First > b.Second) == connections, "they go on bringing it");
    }
}
