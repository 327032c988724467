using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Helpline.EndToEnd.Pages;

/// <summary>The console as a person finds their way in it: by roles and names, never by markup.</summary>
public sealed class ConsolePage(IPage page)
{
    public IPage Page => page;

    public ILocator Offer => page.GetByRole(AriaRole.Region, new() { Name = "Offer", Exact = true });

    public ILocator RightNow => page.GetByRole(AriaRole.Region, new() { Name = "Right now" });

    public ILocator Waiting => page.GetByRole(AriaRole.Region, new() { Name = "Waiting", Exact = true });

    public ILocator InHand => page.GetByRole(AriaRole.Region, new() { Name = "In hand" });

    public ILocator Notes => page.GetByLabel("Notes", new() { Exact = true });

    public async Task SignInAsync(string userName, string password)
    {
        await page.GotoAsync("/");
        await page.GetByLabel("User name").FillAsync(userName);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await Button("Sign in").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Live" })).ToBeVisibleAsync(new() { Timeout = 15_000 });
    }

    public async Task BecomeAvailableAsync()
    {
        await MyStatus.ClickAsync();
        await page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Available" }).Or(page.GetByRole(AriaRole.Menuitem, new() { Name = "Available" })).ClickAsync();
        await Expect(MyStatus).ToHaveAccessibleNameAsync(new Regex("Available"));
    }

    public Task AnswerAsync() => Offer.GetByRole(AriaRole.Button, new() { NameRegex = new("^Answer") }).ClickAsync();

    public Task EndAsync() => Button("End").ClickAsync();

    public async Task SendAsync(string text)
    {
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync(text);
        await Button("Send").ClickAsync();
    }

    /// <summary>Fills what the form requires, by the words an agent sees, and logs it.</summary>
    public async Task LogOutcomeAsync(string contactType, string risk, string outcome, string notes)
    {
        await ChooseAsync("Contact type", contactType);
        await ChooseAsync("Risk", risk);
        await ChooseAsync("Outcome", outcome);
        await Notes.FillAsync(notes);
        await Button("Log outcome").ClickAsync();
    }

    /// <summary>A button by the beginning of its name: a key hint may follow.</summary>
    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{name}( |$)") });

    private ILocator MyStatus => page.GetByRole(AriaRole.Button, new() { NameRegex = new("^My status") });

    private async Task ChooseAsync(string label, string value) => await page.GetByLabel(label, new() { Exact = true }).SelectOptionAsync(value);
}
