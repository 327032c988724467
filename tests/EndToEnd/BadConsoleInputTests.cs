using System.Net;
using System.Net.Http.Json;
using System.Text;
using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.EndToEnd.World;
using Helpline.Records;
using Helpline.Simulator.Phones;
using Helpline.Support;

namespace Helpline.EndToEnd;

/// <summary>Requests of browsers that are signed out, foreign, broken, stale or curious.</summary>
public sealed class BadConsoleInputTests(BadConsoleInputTests.Helpline world) : IClassFixture<BadConsoleInputTests.Helpline>
{
    private const string AnId = "01900000000070008000000000000001";

    public sealed class Helpline : InstallationFixture;

    private Phone Amira => world.Installation.Network.Telephones.Phones[SimulatedNetwork.Amira];

    [Theory]
    [InlineData("GET", "/api/session")]
    [InlineData("GET", $"/api/contacts/{AnId}")]
    [InlineData("POST", $"/api/contacts/{AnId}/reveal")]
    [InlineData("POST", $"/api/contacts/{AnId}/messages")]
    [InlineData("GET", $"/api/assignments/{AnId}/outcome")]
    [InlineData("PUT", $"/api/assignments/{AnId}/outcome")]
    [InlineData("POST", $"/api/assignments/{AnId}/outcome/log")]
    [InlineData("GET", "/api/softphone")]
    [InlineData("GET", "/hubs/console")]
    [InlineData("POST", "/hubs/console/negotiate?negotiateVersion=1")]
    public async Task SignedOut_NothingAnswers(string method, string address)
    {
        using var stranger = Browser(world.Installation.Url);

        await world.Installation.RefusesAsync(
            () => stranger.SendAsync(new HttpRequestMessage(new HttpMethod(method), address) { Content = method == "GET" ? null : JsonContent.Create(new { }) }),
            HttpStatusCode.Unauthorized,
            "Sign in again");
    }

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task AnotherSite_CannotActForAnAgent(string? origin)
    {
        await using var maya = await AgentRobot.SignInAsync(world.Installation, "maya");
        maya.Http.DefaultRequestHeaders.Remove("Origin");
        if (origin is not null)
        {
            maya.Http.DefaultRequestHeaders.Add("Origin", origin);
        }

        await RefusesAsync(() => maya.Http.PostAsJsonAsync($"/api/contacts/{AnId}/messages", new { }), HttpStatusCode.Forbidden, "another site");
        await RefusesAsync(() => maya.Http.DeleteAsync("/api/session"), HttpStatusCode.Forbidden, "another site");
        await RefusesAsync(() => maya.Http.GetAsync("/hubs/console"), HttpStatusCode.Forbidden, "another site");
    }

    [Fact]
    public async Task AContactInHand_TakesNothingThatIsWrong()
    {
        await using var maya = await world.AvailableAsync("maya");
        Amira.Text(TestLine.Northants.Sms, "Hello");
        var assignment = await maya.TakeTextAsync();
        var messages = $"/api/contacts/{assignment.Contact}/messages";
        var outcome = $"/api/assignments/{assignment.Id}/outcome";

        foreach (var text in new[] { "", "  \n ", new string('a', 1601) })
        {
            await RefusesAsync(() => PostAsync(maya, messages, new SendMessageRequest(MessageId.New(), text)), HttpStatusCode.UnprocessableEntity, "1 to 1600 characters");
        }

        foreach (var reason in new[] { "", "no", new string('a', 201) })
        {
            await RefusesAsync(() => PostAsync(maya, $"/api/contacts/{assignment.Contact}/reveal", new RevealRequest(reason)), HttpStatusCode.UnprocessableEntity, "3 to 200 characters");
        }

        var wrong = new OutcomeForm(
            "martian", ["race", "race", "colour"], ["shouting"], new Dictionary<string, string>(StringComparer.Ordinal) { ["neighbours"] = "everything" }, "some", "fine", new string('a', 20_001));
        await RefusesAsync(
            () => PutAsync(maya, outcome, new SaveOutcomeRequest(wrong, 0)),
            HttpStatusCode.UnprocessableEntity,
            "contact type", "risk", "outcome", "strand is not", "incident type", "recipient", "share level", "named twice", "20,001");
        (await PutAsync(maya, outcome, new SaveOutcomeRequest(OutcomeForm.Empty with { Notes = "First window." }, 0))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await RefusesAsync(() => PutAsync(maya, outcome, new SaveOutcomeRequest(OutcomeForm.Empty with { Notes = "Second window." }, 0)), HttpStatusCode.Conflict, "Another window");
        (await maya.Http.GetFromJsonAsync<OutcomeView>(outcome, AgentRobot.Json))!.Form.Notes.ShouldBe("First window.");

        await maya.EndAndLogAsync(assignment.Id);
        await RefusesAsync(() => PutAsync(maya, outcome, new SaveOutcomeRequest(OutcomeForm.Empty, 2)), HttpStatusCode.Conflict, "logged already");
        await RefusesAsync(() => PostAsync(maya, messages, new SendMessageRequest(MessageId.New(), "Too late.")), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task AContactOfAColleague_IsClosedToOthers()
    {
        await using var maya = await world.AvailableAsync("maya");
        await using var tom = await AgentRobot.SignInAsync(world.Installation, "tom");
        Amira.Text(TestLine.Northants.Sms, "Hello again");
        var assignment = await maya.TakeTextAsync();
        var outcome = $"/api/assignments/{assignment.Id}/outcome";

        await RefusesAsync(() => tom.Http.GetAsync($"/api/contacts/{assignment.Contact}"), HttpStatusCode.Forbidden, "not yours");
        await RefusesAsync(() => PostAsync(tom, $"/api/contacts/{assignment.Contact}/reveal", new RevealRequest("Curious.")), HttpStatusCode.Forbidden, "not yours");
        await RefusesAsync(() => tom.Http.GetAsync(outcome), HttpStatusCode.Forbidden, "not yours");
        await RefusesAsync(() => PutAsync(tom, outcome, new SaveOutcomeRequest(OutcomeForm.Empty, 0)), HttpStatusCode.Forbidden, "not yours");
        await RefusesAsync(() => tom.Http.PostAsync($"{outcome}/log", null), HttpStatusCode.Forbidden, "not yours");
        (await tom.StepAsync("End", assignment.Id)).Message.ShouldNotBeNullOrEmpty();
        (await tom.AcceptAsync(assignment.Id)).Message.ShouldBe("Maya answered it first.");

        await maya.EndAndLogAsync(assignment.Id);
    }

    [Theory]
    [InlineData("GET", $"/api/contacts/{AnId}", HttpStatusCode.NotFound)]
    [InlineData("GET", $"/api/assignments/{AnId}/outcome", HttpStatusCode.NotFound)]
    [InlineData("POST", $"/api/assignments/{AnId}/outcome/log", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/contacts/garbage", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/contacts/00000000000000000000000000000000", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/contacts/%27;drop%20table%20contact;--", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/contacts/..%2f..%2fetc", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/api/assignments/garbage/outcome/log", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/nowhere", HttpStatusCode.NotFound)]
    [InlineData("DELETE", $"/api/contacts/{AnId}", HttpStatusCode.MethodNotAllowed)]
    public async Task AddressesOfNothing_SaySo(string method, string address, HttpStatusCode status)
    {
        await using var maya = await AgentRobot.SignInAsync(world.Installation, "maya");

        await RefusesAsync(() => maya.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), address)), status);
    }

    [Theory]
    [InlineData("application/json", "{", HttpStatusCode.BadRequest)]
    [InlineData("application/json", "{\"text\":\"no id\"}", HttpStatusCode.BadRequest)]
    [InlineData("application/json", "{\"id\":\"garbage\",\"text\":\"hello\"}", HttpStatusCode.BadRequest)]
    [InlineData("application/json", "{\"id\":\"01900000000070008000000000000002\",\"text\":null}", HttpStatusCode.BadRequest)]
    [InlineData("text/plain", "hello", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", null, HttpStatusCode.RequestEntityTooLarge)]
    public async Task BodiesThatCannotBeRead_AreRefused(string kind, string? body, HttpStatusCode status)
    {
        await using var maya = await AgentRobot.SignInAsync(world.Installation, "maya");
        var content = body ?? $"{{\"text\":\"{new string('a', 300_000)}\"}}";

        await RefusesAsync(
            () => maya.Http.PostAsync($"/api/contacts/{AnId}/messages", new StringContent(content, Encoding.UTF8, kind)), status, "Nothing was changed");
    }

    [Fact]
    public async Task SigningIn_WithAWrongName_OrAWrongPassword_GetsTheSameWords_AndFiveTriesRestTheAccount()
    {
        using var browser = Browser(world.Installation.Url);
        var words = await SaysAsync(browser, "nobody.we.know", "wrong-password-1");
        words.ShouldContain("do not go together");
        for (var tries = 0; tries < 5; tries++)
        {
            (await SaysAsync(browser, "sam", "wrong-password-2")).ShouldBe(words);
        }

        (await SaysAsync(browser, "sam", world.Installation.Passwords["sam"])).ShouldBe(words, "the account rests, also for the right password");
        await (await AgentRobot.SignInAsync(world.Installation, "tom")).DisposeAsync();
    }

    private static HttpClient Browser(string url) => new() { BaseAddress = new Uri(url), DefaultRequestHeaders = { { "Origin", url } } };

    private static Task<HttpResponseMessage> PostAsync<T>(AgentRobot agent, string address, T body) => agent.Http.PostAsJsonAsync(address, body, AgentRobot.Json);

    private static Task<HttpResponseMessage> PutAsync<T>(AgentRobot agent, string address, T body) => agent.Http.PutAsJsonAsync(address, body, AgentRobot.Json);

    private static async Task<string> SaysAsync(HttpClient browser, string name, string password)
    {
        using var reply = await browser.PostAsJsonAsync("/api/session", new SignInRequest(name, password), AgentRobot.Json);
        reply.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        reply.Headers.Contains("Set-Cookie").ShouldBeFalse();
        return await reply.Content.ReadAsStringAsync();
    }

    private Task RefusesAsync(Func<Task<HttpResponseMessage>> send, HttpStatusCode status, params string[] words) => world.Installation.RefusesAsync(send, status, words);
}
