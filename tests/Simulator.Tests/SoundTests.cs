using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Helpline.Simulator.Clients;
using Helpline.Simulator.Phones;

namespace Helpline.Simulator.Tests;

/// <summary>Real sound between the browsers on one call: what they say to each other to find each other, and whom each may hear.</summary>
public sealed class SoundTests : IAsyncLifetime
{
    private readonly Stage stage = new();
    private readonly List<IDisposable> open = [];

    public async Task InitializeAsync()
    {
        await stage.InitializeAsync();
        stage.Gateway
            .Answer("/voice", "<Dial><Conference participantLabel=\"caller\" beep=\"false\" waitUrl=\"\">room</Conference></Dial>")
            .Answer("/client", r => $"<Dial><Conference participantLabel=\"{r["who"]}\" beep=\"false\" waitUrl=\"\"{(r["who"] == "supervisor" ? " muted=\"true\"" : "")}>{r["room"]}</Conference></Dial>");
    }

    public async Task DisposeAsync()
    {
        open.ForEach(o => o.Dispose());
        await stage.DisposeAsync();
    }

    [Fact]
    public async Task TwoOnOneCall_FindEachOther_AndPassWordsOn()
    {
        var (caller, agent) = await CallerAndAgent();

        var (atCaller, atAgent) = (await caller.PeersAsync(p => p.Length == 1), await agent.PeersAsync(p => p.Length == 1));
        (atCaller[0].Polite ^ atAgent[0].Polite).ShouldBeTrue("exactly one gives way");
        (atCaller[0].Send, atCaller[0].Hear, atAgent[0].Send, atAgent[0].Hear).ShouldBe((true, true, true, true));
        (await Signal(agent, atAgent[0].Id, "an offer")).ShouldBe(HttpStatusCode.NoContent);
        (await caller.NextAsync("signal")).ShouldBe((atCaller[0].Id, "an offer"));
    }

    [Fact]
    public async Task AHeldCaller_HearsNobody_AndASupervisorWhoListens_IsHeardByNobody()
    {
        var (caller, agent) = await CallerAndAgent();
        var supervisor = await Listen(Client("supervisor").Sid);
        (await supervisor.PeersAsync(p => p.Length == 2 && p.All(x => x.Hear))).ShouldAllBe(p => !p.Send);
        (await agent.PeersAsync(p => p.Length == 2)).Count(p => p.Hear).ShouldBe(1, "the caller, not the supervisor");

        var room = (await stage.Get("Conferences.json")).Body.GetProperty("conferences")[0].GetProperty("sid").GetString();
        await stage.Post($"Conferences/{room}/Participants/caller.json", new { Hold = "true" });

        (await caller.PeersAsync(p => p.Length == 2 && p.All(x => !x.Hear))).ShouldAllBe(p => !p.Send);
        await supervisor.PeersAsync(p => p.Count(x => x.Hear) == 1);
    }

    [Fact]
    public async Task SomebodyOnAnotherCall_IsNeitherSeenNorReached()
    {
        var (caller, agent) = await CallerAndAgent();
        var to = (await agent.PeersAsync(p => p.Length == 1))[0].Id;
        var stranger = await Listen(Client("agent-9", "another").Sid);

        (await stranger.PeersAsync(_ => true)).ShouldBeEmpty();
        (await Signal(stranger, to, "let me in")).ShouldBe(HttpStatusCode.NotFound);
        (await Signal(agent, to, "first")).ShouldBe(HttpStatusCode.NoContent);
        (await caller.NextAsync("signal")).What.ShouldBe("first");
    }

    [Fact]
    public async Task WhatIsTooLong_OrForNobody_IsRefused()
    {
        var (_, agent) = await CallerAndAgent();
        var to = (await agent.PeersAsync(p => p.Length == 1))[0].Id;

        (await Signal(agent, to, new string('a', 16 * 1024))).ShouldBe(HttpStatusCode.NoContent);
        (await Signal(agent, to, new string('a', (16 * 1024) + 1))).ShouldBe(HttpStatusCode.BadRequest);
        (await Signal(agent, to, "")).ShouldBe(HttpStatusCode.BadRequest);
        (await Signal(agent, "SE-nobody", "hello")).ShouldBe(HttpStatusCode.NotFound);
        (await stage.Http.GetAsync(new Uri("sound/CA0/events", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task AnotherWindow_TakesTheSoundOver_AndTheEndOfTheCall_EndsIt()
    {
        var (caller, agent) = await CallerAndAgent();
        var first = (await caller.PeersAsync(p => p.Length == 1))[0].Id;

        var second = await Listen(agent.Sid);

        (await agent.EndsAsync()).ShouldBeTrue();
        (await caller.PeersAsync(p => p.Length == 1 && p[0].Id != first)).ShouldHaveSingleItem();
        stage.Network.Clients.Find(agent.Sid)!.HangUp();
        (await second.EndsAsync()).ShouldBeTrue();
        await caller.PeersAsync(p => p.Length == 0);
    }

    private async Task<(Ear Caller, Ear Agent)> CallerAndAgent()
    {
        var agent = Client("agent-1");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.WaitUntilAsync(p => p.State == PhoneState.InCall && p.CallSid is not null);
        return (await Listen(stage.Amira.CallSid!), await Listen(agent.Sid));
    }

    private ClientCall Client(string who, string room = "room") =>
        stage.Network.Clients.Place(who.Replace('-', '_'), new Dictionary<string, string>(StringComparer.Ordinal) { ["who"] = who, ["room"] = room });

    private async Task<Ear> Listen(string sid)
    {
        var stream = await stage.Http.GetAsync(new Uri($"sound/{sid}/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        open.Add(stream);
        stream.StatusCode.ShouldBe(HttpStatusCode.OK);
        return new Ear(sid, SseParser.Create(await stream.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator());
    }

    private async Task<HttpStatusCode> Signal(Ear from, string to, string data)
    {
        using var answer = await stage.Http.PostAsJsonAsync($"sound/{from.Sid}/signals", new { to, data });
        return answer.StatusCode;
    }

    private sealed record Peer(string Id, bool Polite, bool Send, bool Hear);

    private sealed class Ear(string sid, IAsyncEnumerator<SseItem<string>> events)
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

        public string Sid => sid;

        /// <summary>Reads on until the list of peers is as wished.</summary>
        public async Task<Peer[]> PeersAsync(Func<Peer[], bool> wish)
        {
            while (await MoveAsync())
            {
                if (events.Current.EventType == "peers")
                {
                    var peers = JsonSerializer.Deserialize<JsonElement>(events.Current.Data).GetProperty("peers").Deserialize<Peer[]>(JsonSerializerOptions.Web)!;
                    if (wish(peers))
                    {
                        return peers;
                    }
                }
            }

            throw new InvalidOperationException("The sound ended before the peers were as wished.");
        }

        public async Task<(string From, string What)> NextAsync(string kind)
        {
            while (await MoveAsync())
            {
                if (events.Current.EventType == kind)
                {
                    var data = JsonSerializer.Deserialize<JsonElement>(events.Current.Data);
                    return (data.GetProperty("from").GetString()!, data.GetProperty("data").GetString()!);
                }
            }

            throw new InvalidOperationException($"The sound ended without {kind}.");
        }

        public async Task<bool> EndsAsync()
        {
            while (await MoveAsync())
            {
            }

            return true;
        }

        private Task<bool> MoveAsync() => events.MoveNextAsync().AsTask().WaitAsync(Patience);
    }
}
