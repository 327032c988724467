using Helpline.EndToEnd.Pages;
using Helpline.EndToEnd.World;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Helpline.EndToEnd;

/// <summary>What a newcomer does after the first command, in a real browser: ring, answer, hang up, log it; text, reply, log it; a supervisor watches.</summary>
public sealed class NewcomerTests(NewcomerTests.Helpline world) : IClassFixture<NewcomerTests.Helpline>
{
    public sealed class Helpline : InstallationFixture
    {
        public Chromium Chromium { get; private set; } = null!;

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            Chromium = await Chromium.StartAsync();
        }

        public override async Task DisposeAsync()
        {
            await Chromium.DisposeAsync();
            await base.DisposeAsync();
        }
    }

    [Fact]
    public async Task RingAnswerLog_ThenTextReplyLog_WhileASupervisorWatches()
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
        var errors = Watch(maya.Page, sam.Page, desk);

        await amira.RingAsync();
        await Expect(amira.Hears).ToContainTextAsync("You have reached the helpline");
        await Expect(maya.Offer).ToContainTextAsync("Call");
        await maya.AnswerAsync();
        await Expect(maya.Button("End")).ToBeEnabledAsync();
        await amira.SayAsync("Someone shouted at me on the bus.");
        await Expect(maya.Page.GetByRole(AriaRole.Log, new() { Name = "What they say" })).ToContainTextAsync("shouted at me on the bus");
        await Expect(sam.InHand).ToContainTextAsync("Maya");
        await maya.Notes.FillAsync("Shouted at on the number 12 bus.");
        await ShootAsync(maya.Page, "call");
        await ShootAsync(sam.Page, "supervisor");
        await amira.HangUpAsync();
        await maya.LogOutcomeAsync("victim", "none_known", "advice_only", "Shouted at on the number 12 bus. Wants no report.");
        await Expect(maya.Page.GetByRole(AriaRole.Region, new() { Name = "Wrap-up due" })).Not.ToContainTextAsync("Call");
        await Expect(sam.InHand).Not.ToContainTextAsync("Maya");

        await amira.TextAsync("Can I text instead of talking?");
        await Expect(maya.Offer).ToContainTextAsync("Text");
        await maya.AnswerAsync();
        await Expect(maya.Page.GetByRole(AriaRole.Log, new() { Name = "Conversation" })).ToContainTextAsync("Can I text instead");
        await maya.SendAsync("Of course. I am Maya. Are you safe where you are?");
        await Expect(amira.Texts).ToContainTextAsync("I am Maya");
        await Expect(maya.Page.GetByRole(AriaRole.Log, new() { Name = "Conversation" })).ToContainTextAsync("Delivered");
        await ShootAsync(maya.Page, "text");
        await ShootAsync(desk, "simulator");
        await maya.EndAsync();
        await maya.LogOutcomeAsync("victim", "concern", "ongoing_support", "Will text again tomorrow.");
        await Expect(sam.InHand).Not.ToContainTextAsync("Maya");

        errors.ShouldBeEmpty();
        world.ShouldHaveNoComplaints();
    }

    private static List<string> Watch(params IPage[] pages)
    {
        var errors = new List<string>();
        foreach (var page in pages)
        {
            page.Console += (_, message) =>
            {
                if (string.Equals(message.Type, "error", StringComparison.Ordinal))
                {
                    errors.Add(message.Text);
                }
            };
            page.PageError += (_, error) => errors.Add(error);
        }

        return errors;
    }

    /// <summary>With HELPLINE_SCREENSHOTS=folder the journey leaves pictures to look at.</summary>
    internal static async Task ShootAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("HELPLINE_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png") });
        }
    }
}
