using System.Net;
using System.Net.Http.Json;
using System.Text;
using Helpline.AgentConsole.Api;
using Helpline.AgentConsole.Tests.Doubles;
using Helpline.Contracts;
using Helpline.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Helpline.AgentConsole.Tests.Api;

/// <summary>What holds for every endpoint: who may call, from where, in what form, and that every refusal is in plain words.</summary>
public sealed class ApiRulesTests
{
    private static readonly string Contact = $"/api/contacts/{Data.Contact}";

    [Theory]
    [InlineData("GET", "/api/session")]
    [InlineData("GET", "/api/contacts/0123456789abcdef0123456789abcdef")]
    [InlineData("POST", "/api/contacts/0123456789abcdef0123456789abcdef/reveal")]
    [InlineData("POST", "/api/contacts/0123456789abcdef0123456789abcdef/messages")]
    [InlineData("GET", "/api/contacts/0123456789abcdef0123456789abcdef/why")]
    [InlineData("POST", "/api/contacts/0123456789abcdef0123456789abcdef/priority")]
    [InlineData("POST", "/api/agents/0123456789abcdef0123456789abcdef/force-off")]
    [InlineData("GET", "/api/assignments/0123456789abcdef0123456789abcdef/outcome")]
    [InlineData("PUT", "/api/assignments/0123456789abcdef0123456789abcdef/outcome")]
    [InlineData("POST", "/api/assignments/0123456789abcdef0123456789abcdef/outcome/log")]
    [InlineData("GET", "/api/softphone")]
    [InlineData("GET", "/api/own-phone")]
    [InlineData("PUT", "/api/own-phone")]
    [InlineData("GET", "/api/outcome-words")]
    public async Task WithoutASession_TheAnswerIs401_AndNoRedirect(string method, string path)
    {
        await using var console = await TestConsole.StartAsync();
        using var browser = console.Browser();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        (await (await browser.SendAsync(request)).WordsAsync()).Title.ShouldBe("You are signed out");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("https://evil.example")]
    public async Task AChangeFromAnotherOrigin_IsRefused_AndNothingHappens(string? origin)
    {
        await using var console = await TestConsole.StartAsync();
        console.Routing.Stand(Data.ContactIn(ContactState.InHand), Data.AssignmentOf(Data.Maya, AssignmentState.Active));
        using var browser = await console.SignedInAsync(Data.Maya);
        browser.DefaultRequestHeaders.Remove("Origin");
        if (origin is not null)
        {
            browser.DefaultRequestHeaders.Add("Origin", origin);
        }

        var answer = await browser.PostAsJsonAsync($"{Contact}/messages", new SendMessageRequest(MessageId.New(), "Hello"));

        (await answer.WordsAsync()).Title.ShouldBe("This request came from another site");
        (await browser.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.OK, "reading needs no origin");
        console.Records.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task SigningIn_FromAnotherOrigin_IsRefused()
    {
        await using var console = await TestConsole.StartAsync();
        using var browser = console.Browser(origin: "https://evil.example");

        (await TestConsole.SignInAsync(browser, "maya", Data.Password)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task ThePublicAddress_IsOurOwnOrigin_ThoughAProxyHidesIt()
    {
        await using var console = await TestConsole.StartAsync(builder => builder.Configuration["PublicBaseUrl"] = "https://helpline.example/");
        using var browser = console.Browser(origin: "https://helpline.example");

        (await TestConsole.SignInAsync(browser, "maya", Data.Password)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("{", "application/json", 400)]
    [InlineData("{}", "application/json", 400)]
    [InlineData("""{"id":"0123456789abcdef0123456789abcdef","text":null}""", "application/json", 400)]
    [InlineData("""{"id":"not an id","text":"Hello"}""", "application/json", 400)]
    [InlineData("id=1&text=Hello", "application/x-www-form-urlencoded", 415)]
    [InlineData("""{"id":"0123456789abcdef0123456789abcdef","text":"Hello"}""", "text/plain", 415)]
    public async Task WhatIsNotTheJsonWeAskFor_IsRefusedInWords(string body, string type, int status)
    {
        foreach (var environment in new[] { "Production", "Development" })
        {
            await using var console = await TestConsole.StartAsync(environment: environment);
            console.Routing.Stand(Data.ContactIn(ContactState.InHand), Data.AssignmentOf(Data.Maya, AssignmentState.Active));
            using var browser = await console.SignedInAsync(Data.Maya);

            var answer = await browser.PostAsync($"{Contact}/messages", new StringContent(body, Encoding.UTF8, type));

            (await answer.WordsAsync()).Status.ShouldBe(status);
            console.Records.Calls.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task ABodyBeyondReason_IsRefused()
    {
        await using var console = await TestConsole.StartAsync();
        using var browser = await console.SignedInAsync(Data.Maya);

        var answer = await browser.PostAsJsonAsync($"{Contact}/messages", new SendMessageRequest(MessageId.New(), new string('a', 300_000)));

        (await answer.WordsAsync()).Status.ShouldBe(413);
    }

    [Fact]
    public async Task AnAddressThatDoesNotExist_SaysSo()
    {
        await using var console = await TestConsole.StartAsync();
        using var browser = await console.SignedInAsync(Data.Maya);

        (await (await browser.GetAsync("/api/no-such-thing")).WordsAsync()).Status.ShouldBe(404);
        (await (await browser.DeleteAsync("/api/outcome-words")).WordsAsync()).Status.ShouldBe(405);
        (await (await browser.GetAsync("/api/contacts/not-an-id")).WordsAsync()).Status.ShouldBe(400);
    }

    [Fact]
    public async Task WhileTheQueueIsAway_TheAnswerIs503_InASentence()
    {
        await using var console = await TestConsole.StartAsync();
        using var browser = await console.SignedInAsync(Data.Maya);
        console.Routing.Away = true;

        var words = await (await browser.GetAsync(Contact)).WordsAsync();

        words.ShouldBe(new ProblemWords(503, "Not possible at the moment", "The queue does not answer at the moment. Nothing is lost; try again in a few seconds."));
    }

    [Fact]
    public async Task WhileTheRecordsAreAway_TheAnswerIs503_InASentence()
    {
        await using var console = await TestConsole.StartAsync();
        using var browser = await console.SignedInAsync(Data.Maya);
        console.Records.Failure = new RecordsUnavailableException();
        console.Accounts.Failure = console.Records.Failure;

        (await (await browser.GetAsync("/api/session")).WordsAsync()).Detail.ShouldStartWith("The records do not answer at the moment.");
        (await (await TestConsole.SignInAsync(console.Browser(), "maya", Data.Password)).WordsAsync()).Status.ShouldBe(503);
    }

    [Fact]
    public async Task AMistakeOfOurs_IsAdmitted_WithoutItsEntrails()
    {
        var log = new LogLines();
        await using var console = await TestConsole.StartAsync(log.Collect);
        using var browser = await console.SignedInAsync(Data.Maya);
        console.Records.Failure = new InvalidOperationException("secret 4711");

        var answer = await browser.GetAsync("/api/session");

        (await answer.WordsAsync()).Status.ShouldBe(500);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("4711");
        log.Count(4201).ShouldBe(1);
    }

    [Fact]
    public async Task AMessageThatIsSafe_IsAccepted_ThoughTheOtherWindowsCannotBeTold()
    {
        await using var console = await TestConsole.StartAsync();
        console.Routing.Stand(Data.ContactIn(ContactState.InHand), Data.AssignmentOf(Data.Maya, AssignmentState.Active));
        using var browser = await console.SignedInAsync(Data.Maya);
        console.Routing.FailNext = true;

        var answer = await browser.PostAsJsonAsync($"{Contact}/messages", new SendMessageRequest(MessageId.New(), "Hello"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task TheSoftphone_IsTheProviders_AndNone_WhereThereIsNoProvider()
    {
        await using var without = await TestConsole.StartAsync();
        await using var with = await TestConsole.StartAsync(builder => builder.Services.AddSingleton<ISoftphoneProvider>(new Phones()));
        using var one = await without.SignedInAsync(Data.Maya);
        using var other = await with.SignedInAsync(Data.Maya);

        (await one.GetFromJsonAsync<SoftphoneSetup>("/api/softphone")).ShouldBe(new SoftphoneSetup(SoftphoneKind.None, $"agent_{Data.Maya.Id}", Token: null, ExpiresAt: null));
        var answer = await other.GetAsync("/api/softphone");
        (await answer.Content.ReadFromJsonAsync<SoftphoneSetup>())!.Token.ShouldBe("a token");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task TheDocument_IsForSupervisors_OutsideDevelopmentAndDemo()
    {
        await using var console = await TestConsole.StartAsync();
        using var maya = await console.SignedInAsync(Data.Maya);
        using var ruth = await console.SignedInAsync(Data.Ruth);

        await using var demo = await TestConsole.StartAsync(builder => builder.Configuration["Helpline:Demo"] = "true");

        (await demo.Browser().GetAsync("/openapi/v1.json")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await console.Browser().GetAsync("/openapi/v1.json")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await maya.GetAsync("/openapi/v1.json")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await ruth.GetAsync("/openapi/v1.json")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private sealed class Phones : ISoftphoneProvider
    {
        public SoftphoneSetup For(AgentId agent) => new(SoftphoneKind.Simulator, SoftphoneIdentity.Of(agent), "a token", Data.Now);
    }
}
