using Microsoft.Playwright;

namespace Helpline.EndToEnd.Pages;

/// <summary>One pretend person's telephone on the simulator's desk.</summary>
public sealed class DeskPage(IPage page, string person)
{
    private ILocator Phone => page.GetByRole(AriaRole.Article, new() { Name = person });

    public ILocator Hears => Phone.GetByRole(AriaRole.Log, new() { Name = $"What {person} hears" });

    public ILocator Texts => Phone.GetByRole(AriaRole.Tabpanel, new() { Name = "Text" });

    public Task RingAsync() => Phone.GetByRole(AriaRole.Button, new() { Name = "Ring", Exact = true }).ClickAsync();

    public Task HangUpAsync() => Phone.GetByRole(AriaRole.Button, new() { Name = "Hang up" }).ClickAsync();

    public Task UseMicrophoneAsync() => Phone.GetByRole(AriaRole.Button, new() { Name = $"Use my microphone as {person}" }).ClickAsync();

    public async Task SayAsync(string words)
    {
        await Phone.GetByLabel($"Speak as {person}").FillAsync(words);
        await Phone.GetByRole(AriaRole.Button, new() { Name = "Say", Exact = true }).ClickAsync();
    }

    public async Task TextAsync(string words)
    {
        await Phone.GetByRole(AriaRole.Tab, new() { Name = "Text" }).ClickAsync();
        await Phone.GetByLabel($"Write as {person}").FillAsync(words);
        await Phone.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
    }
}
