using System.Globalization;
using Helpline.Simulator.Phones;
using Helpline.Support;
using Microsoft.Playwright;

namespace Helpline.Bench.Measures;

/// <summary>
/// From the caller's dialling until the offer is on the agent's screen, in a real browser: network, signed webhook, record, queue, hub, React, paint.
/// And back: from the caller's hanging up until the offer is gone. Beside them the answer time of a request that does nothing, so that the ratio tells ours from the machine's.
/// </summary>
internal static class OfferPainted
{
    private const int Calls = 60;

    // Two animation frames after the change the browser has painted it. Both clocks are this machine's.
    private const string Watch = """
        () => {
          window.seen = { offered: 0, gone: 0 };
          const stamp = name => requestAnimationFrame(() => requestAnimationFrame(() => { window.seen[name] = Date.now(); }));
          let there = false;
          new MutationObserver(() => {
            const now = [...document.querySelectorAll('[aria-label="Offer"] button')].some(b => b.textContent.startsWith("Answer"));
            if (now !== there) { there = now; stamp(now ? "offered" : "gone"); }
          }).observe(document.body, { childList: true, subtree: true, attributes: true });
        }
        """;

    public static async Task RunAsync()
    {
        await using var installation = await Installation.StartAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu"] });
        var page = await SignInAsync(browser, installation);
        await page.EvaluateAsync(Watch);
        using var client = new HttpClient { BaseAddress = new Uri(installation.Url) };
        var amira = installation.Network.Telephones.Phones[SimulatedNetwork.Amira];
        List<double> offered = [], gone = [], nothing = [];
        for (var i = -5; i < Calls; i++)
        {
            var toOffer = await UntilAsync(page, "offered", () => amira.Ring(TestLine.Northants.Phone));
            var toGone = await UntilAsync(page, "gone", amira.HangUp);
            await amira.WaitUntilAsync(p => p.State == PhoneState.Idle);
            var began = TimeProvider.System.GetTimestamp();
            await client.GetStringAsync(new Uri("/health/live", UriKind.Relative));
            if (i >= 0)
            {
                offered.Add(toOffer);
                gone.Add(toGone);
                nothing.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        Report(new Percentiles(offered), new Percentiles(gone), new Percentiles(nothing));
    }

    private static void Report(Percentiles offered, Percentiles gone, Percentiles nothing)
    {
        Console.WriteLine("A ring, in a real browser:");
        Console.WriteLine($"  dialled -> offer painted   {offered}");
        Console.WriteLine($"  hung up -> offer gone      {gone}");
        Console.WriteLine($"  /health/live               {nothing}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ratio of p50 to /health/live: offer {offered.At(0.5) / nothing.At(0.5):0}x, gone {gone.At(0.5) / nothing.At(0.5):0}x"));
        Console.WriteLine($"  target: offer p95 <= 250 ms {(offered.At(0.95) <= 250 ? "met" : "MISSED")}; gone within a second {(gone.At(1) <= 1000 ? "met" : "MISSED")}");
    }

    private static async Task<double> UntilAsync(IPage page, string what, Action act)
    {
        await page.EvaluateAsync("what => { window.seen[what] = 0; }", what);
        var began = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        act();
        double at = 0;
        await Poll.Until(async () => (at = await page.EvaluateAsync<double>("what => window.seen[what]", what)) > 0, $"the browser shows: {what}");
        return at - began;
    }

    private static async Task<IPage> SignInAsync(IBrowser browser, Installation installation)
    {
        var page = await browser.NewPageAsync();
        await page.GotoAsync(installation.Url);
        await page.GetByLabel("User name").FillAsync("maya");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(installation.Passwords["maya"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "My status" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Available" }).ClickAsync();
        return page;
    }
}
