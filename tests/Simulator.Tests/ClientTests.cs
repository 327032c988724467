using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Helpline.Support;

namespace Helpline.Simulator.Tests;

/// <summary>The browser's telephone, over HTTP as the browser speaks it.</summary>
public sealed class ClientTests : IAsyncLifetime
{
    private readonly Stage stage = new();

    public async Task InitializeAsync()
    {
        await stage.InitializeAsync();
        stage.Options.ClientStatusCallbackUrl = $"{stage.Gateway.Url}/client-status";
        stage.Gateway.Answer("/client", "<Say>Connecting</Say><Dial><Conference waitUrl=\"\" beep=\"false\" participantLabel=\"agent\">room</Conference></Dial>");
    }

    public Task DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task Place_ThenListen_TellsStateWordsAndTheEnd()
    {
        var sid = await Place();
        using var stream = await Listen(sid);
        var events = SseParser.Create(await stream.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator();

        (await Next(events)).ShouldBe(("state", "connecting"));
        (await Next(events)).ShouldBe(("state", "connected"));
        (await Next(events)).ShouldBe(("heard", "Connecting"));
        (await stage.Http.PostAsJsonAsync($"client/calls/{sid}/say", new { text = "Hello" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Next(events)).ShouldBe(("said", "Hello"));
        (await stage.Http.DeleteAsync(new Uri($"client/calls/{sid}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Next(events)).ShouldBe(("state", "ended"));
        (await Next(events)).ShouldBe(("ended", "You hung up"));
        (await events.MoveNextAsync()).ShouldBeFalse();
        await events.DisposeAsync();
    }

    [Fact]
    public async Task Listen_AgainAfterTheLastEventSeen_GoesOnFromThere()
    {
        var sid = await Place();
        await stage.Network.Clients.Find(sid)!.HearsAsync("Connecting");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"client/calls/{sid}/events");
        request.Headers.Add("Last-Event-ID", "2");
        using var stream = await stage.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var events = SseParser.Create(await stream.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator();

        (await Next(events)).ShouldBe(("heard", "Connecting"));
        await events.DisposeAsync();
    }

    [Fact]
    public async Task Listen_WhenTheStreamBreaks_HangsUpAfterTheGrace()
    {
        var sid = await Place();
        var call = stage.Network.Clients.Find(sid)!;
        var stream = await Listen(sid);
        await call.HearsAsync("Connecting");
        var before = stage.Clock.WaitingTimers;

        stream.Dispose();
        await Poll.Until(() => stage.Clock.WaitingTimers > before, "the grace has begun");
        stage.Clock.Advance(TimeSpan.FromSeconds(1.9));
        call.Ending.ShouldBeNull();
        stage.Clock.Advance(TimeSpan.FromSeconds(0.1));

        await call.WaitUntilAsync(c => c.Ending == "The browser has gone");
        (await stage.Gateway.Received("/client-status"))[0]["CallStatus"].ShouldBe("completed");
    }

    [Fact]
    public async Task Place_WithoutEverListening_IsHungUp()
    {
        var call = stage.Network.Clients.Find(await Place())!;
        await call.HearsAsync("Connecting");

        stage.Clock.Advance(stage.Options.ClientAttachTime);

        await call.WaitUntilAsync(c => c.Ending is not null);
    }

    [Fact]
    public async Task Mute_KeepsWhatIsSaidInTheBrowser()
    {
        var first = stage.Network.Clients.Find(await Place())!;
        await first.HearsAsync("Connecting");
        stage.Gateway.Answer("/client", "<Say>Connecting</Say><Dial><Conference waitUrl=\"\" beep=\"false\">room</Conference></Dial>");
        var second = stage.Network.Clients.Place("agent_43");
        await second.HearsAsync("Connecting");
        await Poll.Until(
            () =>
            {
                first.Say("Are you there?"); // Until both have joined, nobody hears it.
                return second.Transcript.Any(h => h.Text == "Are you there?");
            },
            "the two hear each other");

        await stage.Http.PostAsJsonAsync($"client/calls/{first.Sid}/mute", new { muted = true });
        first.Say("Not for you");
        await stage.Http.PostAsJsonAsync($"client/calls/{first.Sid}/mute", new { muted = false });
        first.Say("For you");
        await second.HearsAsync("For you");

        second.Transcript.ShouldNotContain(h => h.Text == "Not for you");
    }

    [Fact]
    public async Task Place_WithAnIdentityThatTwilioWouldRefuse_IsRefused()
    {
        using var answer = await stage.Http.PostAsJsonAsync("client/calls", new { identity = "agent 42" });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Params_CannotForgeWhatTheNetworkVouchesFor()
    {
        await Place(new Dictionary<string, string>(StringComparer.Ordinal) { ["contact"] = "c1", ["From"] = "client:agent_9", ["AccountSid"] = "AC", ["CallSid"] = "CA" });

        var asked = (await stage.Gateway.Received("/client"))[0];
        (asked["From"], asked["AccountSid"], asked["contact"]).ShouldBe(("client:agent_42", Stage.Account, "c1"));
        asked["CallSid"].Length.ShouldBe(34);
    }

    private async Task<string> Place(object? parameters = null)
    {
        using var answer = await stage.Http.PostAsJsonAsync("client/calls", new { identity = "agent_42", @params = parameters });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("sid").GetString()!;
    }

    private Task<HttpResponseMessage> Listen(string sid) => stage.Http.GetAsync(new Uri($"client/calls/{sid}/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);

    private static async Task<(string Kind, string What)> Next(IAsyncEnumerator<SseItem<string>> events)
    {
        (await events.MoveNextAsync()).ShouldBeTrue();
        var data = JsonSerializer.Deserialize<JsonElement>(events.Current.Data);
        var what = events.Current.EventType switch { "state" => "state", "heard" or "said" => "text", _ => "how" };
        return (events.Current.EventType, data.GetProperty(what).GetString()!);
    }
}
