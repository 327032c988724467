using System.Net;
using System.Net.Http.Json;
using Helpline.AgentConsole.Access;
using Helpline.AgentConsole.Live;
using Helpline.AgentConsole.Tests.Doubles;
using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.AgentConsole.Tests.Access;

/// <summary>Signing in, and everything that ends a session.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task TheRightNameAndPassword_GiveASession()
    {
        await using var console = await TestConsole.StartAsync();
        using var browser = console.Browser();

        var answer = await TestConsole.SignInAsync(browser, "maya", Data.Password);

        var session = await answer.Content.ReadFromJsonAsync<SessionView>();
        session!.Id.ShouldBe(Data.Maya.Id);
        session.Channels.ShouldBe([Channel.Phone, Channel.Sms]);
        (await browser.GetFromJsonAsync<SessionView>("/api/session"))!.Name.ShouldBe("Maya");
    }

    [Theory]
    [InlineData("http://127.0.0.1", null, false)] // a demo on this machine
    [InlineData("http://helpline.example", null, true)] // a proxy ends https and says nothing
    [InlineData("http://127.0.0.1", "https://helpline.example", true)]
    public async Task TheCookie_CannotBeReadByScripts_OrSentByOtherSites_OrOverPlainHttp(string host, string? publicBaseUrl, bool secure)
    {
        await using var console = await TestConsole.StartAsync(builder => builder.Configuration["PublicBaseUrl"] = publicBaseUrl);
        using var browser = console.Browser(origin: host);
        browser.DefaultRequestHeaders.Host = new Uri(host).Host;

        var answer = await TestConsole.SignInAsync(browser, "maya", Data.Password);

        var cookie = answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldStartWith("helpline=");
        cookie.ShouldContain("; httponly");
        cookie.ShouldContain("; samesite=strict");
        cookie.ShouldContain("; path=/");
        cookie.Contains("; secure", StringComparison.Ordinal).ShouldBe(secure);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task AWrongName_AndAWrongPassword_GetTheSameAnswer()
    {
        await using var console = await TestConsole.StartAsync();
        using var browser = console.Browser();

        var wrongName = await TestConsole.SignInAsync(browser, "nobody", Data.Password);
        var wrongPassword = await TestConsole.SignInAsync(browser, "maya", "guess");

        wrongName.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        wrongPassword.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await wrongName.WordsAsync()).ShouldBe(await wrongPassword.WordsAsync());
        wrongPassword.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task FiveWrongPasswords_RestTheAccount_AlsoForTheRightOne()
    {
        await using var console = await TestConsole.StartAsync();
        using var browser = console.Browser();
        for (var tries = 0; tries < 5; tries++)
        {
            (await TestConsole.SignInAsync(browser, "maya", "guess")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await TestConsole.SignInAsync(browser, "maya", Data.Password)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await TestConsole.SignInAsync(browser, "sam", Data.Password)).StatusCode.ShouldBe(HttpStatusCode.OK, "another account is not touched");
        console.Accounts.Of(Data.Maya).LockoutEnd = null;
        (await TestConsole.SignInAsync(browser, "maya", Data.Password)).StatusCode.ShouldBe(HttpStatusCode.OK, "after its rest");
    }

    [Fact]
    public async Task TwentyFailuresInAMinute_HoldTheAddressBack_UntilTheMinuteIsOver()
    {
        await using var console = await TestConsole.StartAsync();
        using var browser = console.Browser();
        for (var tries = 0; tries < SignInTries.FailuresPerMinute; tries++)
        {
            (await TestConsole.SignInAsync(browser, $"nobody{tries}", "guess")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        var held = await TestConsole.SignInAsync(browser, "maya", Data.Password);
        held.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await held.WordsAsync()).Title.ShouldBe("Too many tries from this place");

        console.Clock.Advance(TimeSpan.FromMinutes(1));
        (await TestConsole.SignInAsync(browser, "maya", Data.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void GoodSignIns_CountForNothing_SoAWholeShiftMaySignInFromOneOffice()
    {
        var tries = new SignInTries(new Support.TestClock());
        var office = IPAddress.Parse("198.51.100.7");
        for (var agent = 0; agent < 200; agent++)
        {
            tries.TryEnter(office).ShouldBeTrue();
            tries.Succeeded(office);
        }
    }

    [Fact]
    public void TriesAreCountedAsTheyBegin_AndAWholeIpv6NetworkIsOnePlace()
    {
        var tries = new SignInTries(new Support.TestClock());
        for (var host = 0; host < SignInTries.FailuresPerMinute; host++)
        {
            tries.TryEnter(IPAddress.Parse($"2001:db8:1:2::{host + 1:x}")).ShouldBeTrue();
        }

        tries.TryEnter(IPAddress.Parse("2001:db8:1:2:ffff::1")).ShouldBeFalse();
        tries.TryEnter(IPAddress.Parse("2001:db8:1:3::1")).ShouldBeTrue();
    }

    [Fact]
    public async Task SigningOut_EndsTheSession()
    {
        await using var console = await TestConsole.StartAsync();
        using var browser = await console.SignedInAsync(Data.Maya);

        (await browser.DeleteAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await browser.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task ASessionUnusedForTwelveHours_Ends_AndAUsedOneGoesOn()
    {
        await using var console = await TestConsole.StartAsync();
        using var used = await console.SignedInAsync(Data.Maya);
        using var unused = await console.SignedInAsync(Data.Maya);

        console.Clock.Advance(TimeSpan.FromHours(7));
        (await used.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.OK);
        console.Clock.Advance(TimeSpan.FromHours(7));

        (await used.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await unused.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task AChangedPassword_EndsTheSession_WithinFiveMinutes()
    {
        await using var console = await TestConsole.StartAsync();
        using var browser = await console.SignedInAsync(Data.Maya);
        console.Accounts.Of(Data.Maya).SecurityStamp = "second";

        console.Clock.Advance(SessionCookie.CheckEvery);

        (await browser.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task ARoleTakenAway_ReachesTheSession_WithinFiveMinutes()
    {
        await using var console = await TestConsole.StartAsync();
        using var browser = await console.SignedInAsync(Data.Maya);
        console.Records.Agents[Data.Maya.Id] = Data.Maya with { Roles = [] };

        console.Clock.Advance(SessionCookie.CheckEvery);

        (await browser.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task WhileTheDatabaseIsAway_SessionsGoOn()
    {
        await using var console = await TestConsole.StartAsync();
        using var browser = await console.SignedInAsync(Data.Maya);
        console.Accounts.Failure = new RecordsUnavailableException();

        console.Clock.Advance(SessionCookie.CheckEvery);

        (await browser.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task NothingOfASignIn_ReachesTheLog_ButTheId()
    {
        var log = new LogLines();
        await using var console = await TestConsole.StartAsync(log.Collect);
        using var browser = console.Browser();
        await TestConsole.SignInAsync(browser, "maya", "guess-4711");
        await TestConsole.SignInAsync(browser, "nobody-4712", "guess-4711");
        await TestConsole.SignInAsync(browser, "maya", Data.Password);

        log.Count(4001).ShouldBe(1);
        log.Texts.ShouldNotContain(line => line.Contains("maya", StringComparison.OrdinalIgnoreCase)
            || line.Contains("4711", StringComparison.Ordinal) || line.Contains("4712", StringComparison.Ordinal) || line.Contains(Data.Password, StringComparison.Ordinal));
    }
}
