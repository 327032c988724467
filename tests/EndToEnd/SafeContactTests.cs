using Helpline.EndToEnd.Pages;
using Helpline.EndToEnd.World;
using Helpline.Simulator.Phones;
using Helpline.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Helpline.EndToEnd;

/// <summary>A person says that texts are not safe: a reply is refused, a supervisor lets one go, and it goes exactly once. In a real browser.</summary>
public sealed class SafeContactTests(NewcomerTests.Helpline world) : IClassFixture<NewcomerTests.Helpline>
{
    private const string Reply = "Please ring the ward, they are asking for you.";

    [Fact]
    public async Task NeverText_IsWrittenDown_AReplyIsRefused_ASupervisorApproves_AndItGoesOnce()
    {
        var amira = world.Installation.Network.Telephones.Phones[SimulatedNetwork.Amira];
        var maya = new ConsolePage(await world.Chromium.NewPersonAsync(world.Installation.Url));
        await maya.SignInAsync("maya", world.Installation.Passwords["maya"]);
        await maya.BecomeAvailableAsync();
        var sam = new ConsolePage(await world.Chromium.NewPersonAsync(world.Installation.Url));
        await sam.SignInAsync("sam", world.Installation.Passwords["sam"]);
        await sam.Page.GotoAsync("/console/everyone");

        amira.Text(TestLine.Northants.Sms, "he reads my phone. can you call me at work");
        await maya.AnswerAsync();
        var band = maya.Page.GetByRole(AriaRole.Region, new() { Name = "Safe contact", Exact = true });
        await Expect(band).ToContainTextAsync("Not asked yet");
        await ShootAsync(maya.Page, "safe-unasked");

        await WriteDownAsync(band, maya.Page);
        await Expect(band).ToContainTextAsync("calls only, 9 to 17 on weekdays, no voicemail, number withheld");
        await Expect(band).ToContainTextAsync("“say you are the dentist”");
        await Expect(maya.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("It would not be sent now. They asked for calls only");

        await maya.SendAsync(Reply);
        var thread = maya.Page.GetByRole(AriaRole.Log, new() { Name = "Conversation" });
        await Expect(thread).ToContainTextAsync("They asked for calls only, 9 to 17 on weekdays");
        await ShootAsync(maya.Page, "safe-refused");
        await thread.GetByRole(AriaRole.Button, new() { Name = "Ask to send anyway" }).ClickAsync();
        await thread.GetByLabel("Why must it go all the same?").FillAsync("Her mother is dying; she asked us to tell her at any cost.");
        await thread.GetByRole(AriaRole.Button, new() { Name = "Ask a supervisor" }).ClickAsync();
        await Expect(thread).ToContainTextAsync("A supervisor has been asked.");
        Received(amira).ShouldBeEmpty();

        var requests = sam.Page.GetByRole(AriaRole.Region, new() { Name = "Asked to go against safe contact" });
        await Expect(requests).ToContainTextAsync(Reply);
        await Expect(requests).ToContainTextAsync("Her mother is dying");
        await ShootAsync(sam.Page, "safe-request");
        await requests.GetByRole(AriaRole.Button, new() { Name = "Let it go once" }).ClickAsync();
        await ShootAsync(sam.Page, "safe-approve");
        await sam.Page.GetByRole(AriaRole.Alertdialog).GetByRole(AriaRole.Button, new() { Name = "Let it go once" }).ClickAsync();

        await amira.WaitUntilAsync(p => p.Texts.Any(t => t.Body == Reply));
        await Expect(requests).Not.ToBeVisibleAsync();
        await Expect(thread).Not.ToContainTextAsync("They asked for calls only");
        await maya.SendAsync("And one more thing.");
        await Expect(thread).ToContainTextAsync("They asked for calls only");
        Received(amira).ShouldBe([Reply]);
        (await Rows.ScalarAsync<string>(world.Installation, "select string_agg(step::text, ' ' order by step) from safe_override")).ShouldBe("1 2 4");
        await ShootAsync(maya.Page, "safe-after");
        world.ShouldHaveNoComplaints();
    }

    private static IEnumerable<string> Received(Phone phone) => phone.Texts.Where(t => !t.Mine).Select(t => t.Body);

    /// <summary>Calls only, in office hours, with words to say.</summary>
    private static async Task WriteDownAsync(ILocator band, IPage page)
    {
        await band.GetByRole(AriaRole.Button, new() { Name = "Write it down" }).ClickAsync();
        await band.GetByRole(AriaRole.Button, new() { Name = "Call", Exact = true }).ClickAsync();
        await band.GetByRole(AriaRole.Button, new() { Name = "Add a time" }).ClickAsync();
        await band.GetByLabel("What to say").FillAsync("say you are the dentist");
        await ShootAsync(page, "safe-form");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await ShootAsync(page, "safe-form-dark");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await band.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
    }

    private static Task ShootAsync(IPage page, string name) => NewcomerTests.ShootAsync(page, name);
}
