using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Helpline.Simulator.Phones;
using Helpline.Simulator.Webhooks;

namespace Helpline.Simulator.Tests;

/// <summary>What the desk's page asks for.</summary>
public sealed class DeskTests : IAsyncLifetime
{
    private readonly Stage stage = new();

    public async Task InitializeAsync()
    {
        await stage.InitializeAsync();
        stage.Gateway.Answer("/voice", "<Say>Hello</Say><Pause length=\"60\"/>").Answer("/sms", "");
    }

    public Task DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task Desk_ShowsLinesAndThreePeopleOneOfWhomWithholds()
    {
        var desk = await stage.Http.GetFromJsonAsync<JsonElement>("api/desk");

        desk.GetProperty("lines").EnumerateArray().Select(l => l.GetProperty("name").GetString()).ShouldBe(["Helpline", "Other"]);
        desk.GetProperty("people").EnumerateArray().Select(p => (p.GetProperty("state").GetString(), p.GetProperty("withheld").GetBoolean()))
            .ShouldBe([("idle", false), ("idle", false), ("idle", true)]);
    }

    [Fact]
    public async Task Events_BeginWithTheDeskAndFollowEachPerson()
    {
        using var stream = await stage.Http.GetAsync(new Uri("api/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        await using var events = SseParser.Create(await stream.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator();
        (await events.MoveNextAsync()).ShouldBeTrue();
        events.Current.EventType.ShouldBe("desk");

        (await Post("people/+447700900201/ring", new { line = Stage.Line })).ShouldBe(HttpStatusCode.NoContent);

        var heard = false;
        while (!heard && await events.MoveNextAsync())
        {
            var person = JsonSerializer.Deserialize<JsonElement>(events.Current.Data);
            events.Current.EventType.ShouldBe("person");
            person.GetProperty("number").GetString().ShouldBe("+447700900201");
            heard = person.GetProperty("transcript").EnumerateArray().Any(h => h.GetProperty("text").GetString() == "Hello" && h.GetProperty("speaker").GetString() == "voice");
        }

        heard.ShouldBeTrue();
    }

    [Fact]
    public async Task People_DoWhatThePageAsks()
    {
        await Post("people/+447700900201/ring", new { line = Stage.Line });
        await stage.Amira.HearsAsync("Hello");
        (await Post("people/+447700900201/press", new { keys = "12" })).ShouldBe(HttpStatusCode.NoContent);
        (await Post("people/+447700900201/say", new { text = "Hi" })).ShouldBe(HttpStatusCode.NoContent);
        (await Post("people/+447700900201/hangup", new { })).ShouldBe(HttpStatusCode.NoContent);
        await stage.Amira.WaitUntilAsync(p => p.State == PhoneState.Idle);
        (await Post("people/+447700900201/text", new { line = Stage.Line, body = "Hi" })).ShouldBe(HttpStatusCode.NoContent);
        (await Post("people/+447700900201/off", new { isOff = true })).ShouldBe(HttpStatusCode.NoContent);

        stage.Amira.Transcript.Select(h => h.Text).ShouldBe(["Hello", "[1]", "[2]", "Hi"]);
        stage.Amira.TextsFailWith.ShouldBe(30003);
        await stage.Gateway.Received("/sms");
    }

    [Theory]
    [InlineData("people/+447700900201/say", HttpStatusCode.BadRequest)]
    [InlineData("people/+447700900199/say", HttpStatusCode.NotFound)]
    public async Task People_WhoCannotDoThat_SayWhy(string path, HttpStatusCode status) => (await Post(path, new { text = "Hi" })).ShouldBe(status);

    [Fact]
    public async Task People_MayBeAdded()
    {
        (await Post("people", new { name = "Zofia", number = "+447700900150", withheld = false })).ShouldBe(HttpStatusCode.NoContent);
        (await Post("people", new { name = "Again", number = "+447700900150", withheld = false })).ShouldBe(HttpStatusCode.BadRequest);

        stage.Network.Phones["+447700900150"].Name.ShouldBe("Zofia");
    }

    [Fact]
    public async Task Troubles_AreSwitchedAllTogetherAndNonsenseChangesNothing()
    {
        (await Post("troubles", new { duplicate = true, reorder = true, delayMs = 250, dropEvery = 3, rest = "ServerError" })).ShouldBe(HttpStatusCode.NoContent);
        (await Post("troubles", new { duplicate = false, reorder = false, delayMs = 250, dropEvery = 0, rest = "Nonsense" })).ShouldBe(HttpStatusCode.BadRequest);

        var troubles = stage.Network.Troubles;
        (troubles.Duplicate, troubles.Reorder, troubles.Delay, troubles.DropEvery, troubles.Rest).ShouldBe((true, true, TimeSpan.FromMilliseconds(250), 3, RestTrouble.ServerError));
    }

    [Fact]
    public async Task Clock_IsSetByItself_AndEveryPageIsTold()
    {
        using var stream = await stage.Http.GetAsync(new Uri("api/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        await using var events = SseParser.Create(await stream.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator();
        (await events.MoveNextAsync()).ShouldBeTrue();
        JsonSerializer.Deserialize<JsonElement>(events.Current.Data).GetProperty("clockSpeed").GetDouble().ShouldBe(1);

        (await Post("clock", new { speed = 20 })).ShouldBe(HttpStatusCode.NoContent);
        (await Post("clock", new { speed = 101 })).ShouldBe(HttpStatusCode.BadRequest);
        (await Post("clock", new { })).ShouldBe(HttpStatusCode.BadRequest);

        (await events.MoveNextAsync()).ShouldBeTrue();
        (events.Current.EventType, events.Current.Data).ShouldBe(("clock", "20"));
        stage.Network.ClockSpeed.ShouldBe(20);
    }

    private async Task<HttpStatusCode> Post(string path, object body)
    {
        using var answer = await stage.Http.PostAsJsonAsync($"api/{path}", body);
        return answer.StatusCode;
    }
}
