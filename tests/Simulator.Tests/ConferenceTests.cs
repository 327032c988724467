using Helpline.Simulator.Clients;
using Helpline.Simulator.Phones;
using Helpline.Simulator.Voice;

namespace Helpline.Simulator.Tests;

/// <summary>Queue to wait, conference to talk: the way a gateway connects a caller and an agent.</summary>
public sealed class ConferenceTests : IAsyncLifetime
{
    private const string Events = "statusCallback=\"/conference\" statusCallbackEvent=\"start end join leave mute hold modify\"";
    private readonly Stage stage = new();

    public async Task InitializeAsync()
    {
        await stage.InitializeAsync();
        stage.Gateway
            .Answer("/voice", "<Enqueue waitUrl=\"/wait\" action=\"/left-queue\">line-1</Enqueue>")
            .Answer("/wait", "<Say>Please wait</Say><Pause length=\"30\"/>")
            .Answer("/client", r => $"<Dial action=\"/agent-done\"><Conference participantLabel=\"agent-42\" beep=\"false\" waitUrl=\"\" {Events}>{r["contact"]}</Conference></Dial>")
            .Answer("/agent-done", "<Hangup/>")
            .Answer("/to-conference", $"<Dial action=\"/caller-done\"><Conference participantLabel=\"caller\" beep=\"false\" endConferenceOnExit=\"true\" {Events}>contact-1</Conference></Dial>")
            .Answer("/caller-done", "<Say>Thank you for calling</Say>");
    }

    public Task DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task AgentThenCaller_JoinAndHearEachOther()
    {
        var (agent, _) = await Connected();

        agent.Say("Hello, you are through to the helpline");
        await stage.Amira.HearsAsync("through to the helpline");
        stage.Amira.Say("Thank you for answering");
        await agent.HearsAsync("Thank you for answering");

        stage.Amira.Transcript[^2].ShouldBe(new Heard(stage.Clock.GetUtcNow(), Speaker.Person, "Hello, you are through to the helpline", "agent-42"));
        var client = stage.Gateway.To("/client")[0];
        (client["From"], client["To"], client["contact"], client["ticket"], client["Direction"]).ShouldBe(("client:agent_42", "", "contact-1", "t1", "inbound"));
        client.Form.Keys.ShouldNotContain("FromCity");
        var events = await stage.Gateway.Received("/conference", 3);
        events.Select(e => e["StatusCallbackEvent"]).ShouldBe(["participant-join", "participant-join", "conference-start"]);
        events.Select(e => e["SequenceNumber"]).ShouldBe(["1", "2", "3"]);
        events.Take(2).Select(e => (e["ParticipantLabel"], e["EndConferenceOnExit"], e["StartConferenceOnEnter"], e["Muted"], e["Hold"], e["Coaching"]))
            .ShouldBe([("agent-42", "false", "true", "false", "false", "false"), ("caller", "true", "true", "false", "false", "false")]);
        events.ShouldAllBe(e => e.Signed && e["FriendlyName"] == "contact-1");
        stage.Network.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task TheCallerHangsUp_EndsTheConferenceAndFreesTheAgent()
    {
        var (agent, _) = await Connected();

        stage.Amira.HangUp();

        await agent.WaitUntilAsync(a => a.Status == "completed");
        var done = (await stage.Gateway.Received("/agent-done"))[0];
        done["DialCallStatus"].ShouldBe("answered");
        done.Form.Keys.ShouldNotContain("DialCallSid");
        done.Form.Keys.ShouldNotContain("DialCallDuration");
        var end = (await stage.Gateway.Received("/conference", 1, r => r["StatusCallbackEvent"] == "conference-end"))[0];
        (end["ReasonConferenceEnded"], end["CallSidEndingConference"], end["ParticipantLabelEndingConference"])
            .ShouldBe(("participant-with-end-conference-on-exit-left", stage.Amira.CallSid!, "caller"));
        var leaves = await stage.Gateway.Received("/conference", 2, r => r["StatusCallbackEvent"] == "participant-leave");
        leaves.Select(l => (l["ParticipantLabel"], l["ReasonParticipantLeft"])).ShouldBe([("caller", "participant_hung_up"), ("agent-42", "moderator_ended_conference")]);
        (await stage.Gateway.Received("/caller-done"))[0]["DialCallStatus"].ShouldBe("answered");
    }

    [Fact]
    public async Task TheAgentHangsUp_LeavesTheCallerInTheConference()
    {
        var (agent, room) = await Connected();

        agent.HangUp();

        await stage.Gateway.Received("/conference", 1, r => r["StatusCallbackEvent"] == "participant-leave");
        stage.Amira.State.ShouldBe(PhoneState.InCall);
        (await stage.Get($"Conferences/{room}.json")).Body.GetProperty("status").GetString().ShouldBe("in-progress");
        (await stage.Post($"Conferences/{room}.json", new { Status = "completed" })).Body.GetProperty("reason_conference_ended").GetString().ShouldBe("conference-ended-via-api");
        await stage.Amira.HearsAsync("Thank you for calling");
    }

    [Fact]
    public async Task Hold_PlaysToTheCallerAndPartsThemFromTheTalk()
    {
        var (agent, room) = await Connected();
        stage.Gateway.Answer("/hold", "<Say>One moment please</Say>");

        var (_, held) = await stage.Post($"Conferences/{room}/Participants/caller.json", new { Hold = "true", HoldUrl = $"{stage.Gateway.Url}/hold" });
        await stage.Amira.HearsAsync("One moment please");
        agent.Say("They cannot hear this");
        stage.Amira.Say("Nor can they hear me");
        var (_, back) = await stage.Post($"Conferences/{room}/Participants/caller.json", new { Hold = "false" });
        agent.Say("I am back");
        await stage.Amira.HearsAsync("I am back");

        (held.GetProperty("hold").GetBoolean(), back.GetProperty("hold").GetBoolean()).ShouldBe((true, false));
        stage.Amira.Transcript.ShouldNotContain(h => h.Text == "They cannot hear this");
        agent.Transcript.ShouldNotContain(h => h.Text == "Nor can they hear me");
        stage.Gateway.To("/hold")[0].Method.ShouldBe("GET");
        (await stage.Gateway.Received("/conference", 5)).Skip(3).Select(e => e["StatusCallbackEvent"]).ShouldBe(["participant-hold", "participant-unhold"]);
    }

    [Fact]
    public async Task Mute_SilencesOneAndLetsThemListen()
    {
        var (agent, room) = await Connected();

        await stage.Post($"Conferences/{room}/Participants/{agent.Sid}.json", new { Muted = "true" });
        agent.Say("Nobody hears this");
        stage.Amira.Say("Are you there?");
        await agent.HearsAsync("Are you there?");

        stage.Amira.Transcript.ShouldNotContain(h => h.Text == "Nobody hears this");
    }

    [Fact]
    public async Task Coach_IsHeardByTheAgentAlone()
    {
        var (agent, _) = await Connected();
        stage.Gateway.Answer("/supervisor", $"<Dial><Conference participantLabel=\"supervisor-7\" beep=\"false\" waitUrl=\"\" coach=\"{agent.Sid}\">contact-1</Conference></Dial>");
        stage.Options.ClientVoiceUrl = $"{stage.Gateway.Url}/supervisor";
        var supervisor = stage.Network.Clients.Place("agent_7");
        await stage.Gateway.Received("/conference", 3, r => r["StatusCallbackEvent"] == "participant-join");

        supervisor.Say("Ask whether they are safe");
        await agent.HearsAsync("Ask whether");
        stage.Amira.Say("I am at home");
        await supervisor.HearsAsync("I am at home");

        stage.Amira.Transcript.ShouldNotContain(h => h.Text.StartsWith("Ask", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Join_WithALabelInUse_Is16025AndTheCallFallsThrough()
    {
        await Connected();
        stage.Gateway.Answer("/twin-done", "<Say>Not admitted</Say>");
        stage.Gateway.Answer("/twin", "<Dial action=\"/twin-done\"><Conference participantLabel=\"caller\">contact-1</Conference></Dial>");
        stage.Options.ClientVoiceUrl = $"{stage.Gateway.Url}/twin";

        var twin = stage.Network.Clients.Place("agent_9");

        await twin.HearsAsync("Not admitted");
        stage.Network.Warnings.ShouldHaveSingleItem().Code.ShouldBe(16025);
        stage.Gateway.To("/twin-done")[0]["DialCallStatus"].ShouldBe("failed");
    }

    [Fact]
    public async Task StatusCallback_OfAnyoneButTheFirst_IsIgnored()
    {
        stage.Gateway.Answer("/client", r => r["who"] == "first" ? "<Dial><Conference waitUrl=\"\">c</Conference></Dial>" : $"<Dial><Conference waitUrl=\"\" {Events}>c</Conference></Dial>");
        var first = Place("first");
        await first.WaitUntilAsync(c => c.Status == "in-progress");
        await Support.Poll.Until(async () => (await stage.Get("Conferences.json?Status=init")).Body.GetProperty("conferences").GetArrayLength() == 1, "the first is in");

        Place("second");

        await first.HearsAsync("(beep)");
        stage.Gateway.To("/conference").ShouldBeEmpty();

        ClientCall Place(string who) => stage.Network.Clients.Place($"agent_{who}", new Dictionary<string, string>(StringComparer.Ordinal) { ["who"] = who });
    }

    [Fact]
    public async Task WaitUrl_PlaysUntilTheSecondArrives()
    {
        stage.Gateway.Answer("/client", "<Dial><Conference waitUrl=\"/alone\" beep=\"true\">contact-1</Conference></Dial>").Answer("/alone", "<Say>You are the first</Say><Pause length=\"99\"/><Say>Never heard</Say>");
        var first = stage.Network.Clients.Place("agent_1");
        await first.HearsAsync("You are the first");
        first.Say("Anyone?");

        var second = stage.Network.Clients.Place("agent_2");
        await first.HearsAsync("(beep)");
        second.Say("Here I am");
        await first.HearsAsync("Here I am");

        second.Transcript.ShouldNotContain(h => h.Text == "Anyone?");
    }

    [Fact]
    public async Task Participants_ASinglePersonRungByRest_JoinsWhenTheyAnswer()
    {
        var (agent, room) = await Connected();

        var (status, asked) = await stage.Post($"Conferences/{room}/Participants.json", new
        {
            To = stage.Tom.Number,
            From = Stage.Line,
            Label = "interpreter-1",
            Beep = "false",
            EndConferenceOnExit = "false",
            StatusCallback = $"{stage.Gateway.Url}/leg",
        });
        await stage.Tom.WaitUntilAsync(p => p.State == PhoneState.Ringing);
        stage.Tom.Answer();
        await stage.Gateway.Received("/conference", 3, r => r["StatusCallbackEvent"] == "participant-join");
        stage.Tom.Say("Interpreter here");
        await stage.Amira.HearsAsync("Interpreter here");
        await agent.HearsAsync("Interpreter here");

        (status, asked.GetProperty("label").GetString(), asked.GetProperty("status").GetString()).ShouldBe((201, "interpreter-1", "queued"));
        var (_, list) = await stage.Get($"Conferences/{room}/Participants.json");
        list.GetProperty("participants").EnumerateArray().Select(p => (p.GetProperty("label").GetString(), p.GetProperty("status").GetString()))
            .ShouldBe([("agent-42", "connected"), ("caller", "connected"), ("interpreter-1", "connected")]);
        (await stage.Rest(HttpMethod.Delete, $"Conferences/{room}/Participants/interpreter-1.json")).Status.ShouldBe(204);
        await stage.Tom.WaitUntilAsync(p => p.State == PhoneState.Idle);
        (await stage.Gateway.Received("/leg"))[0]["CallStatus"].ShouldBe("completed");
    }

    [Fact]
    public async Task Participants_WhoDoNotAnswer_LeaveWithTheReason()
    {
        var (_, room) = await Connected();
        stage.Tom.WhenRung = WhenRung.Busy;

        await stage.Post($"Conferences/{room}/Participants.json", new { To = stage.Tom.Number, From = Stage.Line, Label = "interpreter-1" });

        var left = (await stage.Gateway.Received("/conference", 1, r => r["StatusCallbackEvent"] == "participant-leave"))[0];
        (left["ParticipantLabel"], left["ReasonParticipantLeft"], left["ParticipantCallStatus"]).ShouldBe(("interpreter-1", "participant_add_failed", "busy"));
        stage.Amira.State.ShouldBe(PhoneState.InCall);
    }

    [Fact]
    public async Task EndConferenceOnExit_TakenBackByRest_LetsTheConferenceOutliveTheCaller()
    {
        var (agent, room) = await Connected();
        stage.Gateway.Answer("/elsewhere", "<Say>Elsewhere</Say><Pause length=\"60\"/>");
        await stage.Post($"Conferences/{room}/Participants/caller.json", new { EndConferenceOnExit = "false" });

        await stage.Post($"Calls/{stage.Amira.CallSid}.json", new { Url = $"{stage.Gateway.Url}/elsewhere" });

        await stage.Amira.HearsAsync("Elsewhere");
        agent.Status.ShouldBe("in-progress");
        (await stage.Get($"Conferences/{room}.json")).Body.GetProperty("status").GetString().ShouldBe("in-progress");
    }

    /// <summary>Amira has queued, agent 42 has come to the conference and Amira was moved there.</summary>
    private async Task<(ClientCall Agent, string Room)> Connected()
    {
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("Please wait");
        var agent = stage.Network.Clients.Place("agent_42", new Dictionary<string, string>(StringComparer.Ordinal) { ["contact"] = "contact-1", ["ticket"] = "t1" });
        var room = (await stage.Gateway.Received("/conference"))[0]["ConferenceSid"];
        var queue = stage.Gateway.To("/wait")[0]["QueueSid"];
        (await stage.Post($"Queues/{queue}/Members/{stage.Amira.CallSid}.json", new { Url = $"{stage.Gateway.Url}/to-conference" })).Status.ShouldBe(200);
        await stage.Gateway.Received("/conference", 1, r => r["StatusCallbackEvent"] == "conference-start");
        return (agent, room);
    }
}
