using Helpline.Simulator.Phones;
using Helpline.Support;

namespace Helpline.Simulator.Tests;

public sealed class QueueTests : IAsyncLifetime
{
    private readonly Stage stage = new();

    public async Task InitializeAsync()
    {
        await stage.InitializeAsync();
        stage.Gateway
            .Answer("/voice", "<Enqueue waitUrl=\"/wait\" action=\"/left-queue\">line-1</Enqueue>")
            .Answer("/wait", r => $"<Gather numDigits=\"1\" timeout=\"10\" action=\"/key\"><Say>You are number {r["QueuePosition"]}</Say></Gather>")
            .Answer("/key", "<Leave/>");
    }

    public Task DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task Enqueue_TellsEachCallerTheirPlaceAndAsksAgain()
    {
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("You are number 1");
        await stage.Pass(4);
        stage.Tom.Ring(Stage.Line);
        await stage.Tom.HearsAsync("You are number 2");

        await stage.Pass(6, timers: 4);

        var again = (await stage.Gateway.Received("/wait", 2, r => r["CallSid"] == stage.Amira.CallSid))[1];
        (again["QueuePosition"], again["QueueTime"], again["CurrentQueueSize"], again["MaxQueueSize"], again["AvgQueueTime"]).ShouldBe(("1", "10", "2", "1000", "0"));
        again["QueueSid"].ShouldStartWith("QU");
        again["CallStatus"].ShouldBe("in-progress");
        stage.Network.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Leave_AfterAKey_GoesToTheActionWhichTakesOver()
    {
        stage.Gateway.Answer("/left-queue", "<Say>Leave a message</Say>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("You are number 1");

        stage.Amira.Press("*");

        await stage.Amira.HearsAsync("Leave a message");
        stage.Gateway.To("/key")[0]["Digits"].ShouldBe("*");
        stage.Gateway.To("/left-queue").ShouldHaveSingleItem()["QueueResult"].ShouldBe("leave");
    }

    [Fact]
    public async Task HangUp_WhileWaiting_TellsTheActionAndEmptiesTheQueue()
    {
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("You are number 1");
        await stage.Pass(5);

        stage.Amira.HangUp();

        var told = (await stage.Gateway.Received("/left-queue"))[0];
        (told["QueueResult"], told["QueueTime"]).ShouldBe(("hangup", "5"));
        var (_, queues) = await stage.Get("Queues.json");
        queues.GetProperty("queues")[0].GetProperty("current_size").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task WaitDocument_ThatIsNotAllowed_GoesToTheActionWithError()
    {
        stage.Gateway.Answer("/wait", "<Record/>").Answer("/left-queue", "<Say>Something went wrong</Say>");

        stage.Amira.Ring(Stage.Line);

        await stage.Amira.HearsAsync("Something went wrong");
        stage.Gateway.To("/left-queue")[0]["QueueResult"].ShouldBe("error");
        stage.Network.Warnings.ShouldHaveSingleItem().Code.ShouldBe(12200);
    }

    [Fact]
    public async Task WaitDocument_WithoutAnySound_IsNotAskedForMoreThanOnceASecond()
    {
        stage.Gateway.Answer("/wait", "");
        stage.Amira.Ring(Stage.Line);
        await stage.Gateway.Received("/wait");

        await stage.Pass(0.9);
        stage.Gateway.To("/wait").Count.ShouldBe(1);
        await stage.Pass(0.1);

        await stage.Gateway.Received("/wait", 2);
    }

    [Fact]
    public async Task Enqueue_WhenTheQueueIsFull_GoesToTheActionAtOnce()
    {
        await stage.Post("Queues.json", new { FriendlyName = "line-1", MaxSize = 1 });
        stage.Gateway.Answer("/left-queue", r => $"<Say>{r["QueueResult"]}</Say>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("You are number 1");

        stage.Tom.Ring(Stage.Line);

        await stage.Tom.HearsAsync("queue-full");
    }

    [Fact]
    public async Task Members_ByCall_MovesThatCallerAndOnlyOnce()
    {
        stage.Gateway.Answer("/connect", "<Say>Connecting you</Say><Pause length=\"60\"/>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("You are number 1");
        stage.Tom.Ring(Stage.Line);
        await stage.Tom.HearsAsync("You are number 2");
        var queue = stage.Gateway.To("/wait")[0]["QueueSid"];

        var (status, member) = await stage.Post($"Queues/{queue}/Members/{stage.Tom.CallSid}.json", new { Url = $"{stage.Gateway.Url}/connect" });

        (status, member.GetProperty("call_sid").GetString(), member.GetProperty("position").GetInt32()).ShouldBe((200, stage.Tom.CallSid, 0));
        await stage.Tom.HearsAsync("Connecting you");
        (await stage.Gateway.Received("/left-queue"))[0]["QueueResult"].ShouldBe("redirected");
        (await stage.Post($"Queues/{queue}/Members/{stage.Tom.CallSid}.json", new { Url = $"{stage.Gateway.Url}/connect" })).Status.ShouldBe(404);
        var (_, left) = await stage.Get($"Queues/{queue}/Members.json");
        left.GetProperty("queue_members").EnumerateArray().Select(m => m.GetProperty("call_sid").GetString()).ShouldBe([stage.Amira.CallSid]);
    }

    [Fact]
    public async Task Members_Front_MovesWhoeverWaitsLongest()
    {
        stage.Gateway.Answer("/connect", "<Say>Connecting you</Say><Pause length=\"60\"/>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("You are number 1");
        stage.Tom.Ring(Stage.Line);
        await stage.Tom.HearsAsync("You are number 2");
        var queue = stage.Gateway.To("/wait")[0]["QueueSid"];

        await stage.Post($"Queues/{queue}/Members/Front.json", new { Url = $"{stage.Gateway.Url}/connect" });

        await stage.Amira.HearsAsync("Connecting you");
        stage.Tom.State.ShouldBe(PhoneState.InCall);
    }

    [Fact]
    public async Task Members_AtOnceFromMany_OneSucceeds()
    {
        stage.Gateway.Answer("/connect", "<Pause length=\"60\"/>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("You are number 1");
        var queue = stage.Gateway.To("/wait")[0]["QueueSid"];

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => stage.Post($"Queues/{queue}/Members/{stage.Amira.CallSid}.json", new { Url = $"{stage.Gateway.Url}/connect" })));

        answers.Count(a => a.Status == 200).ShouldBe(1);
        answers.Count(a => a.Status == 404).ShouldBe(19);
    }

    [Fact]
    public async Task DialQueue_BridgesTheFrontCallerAndBothHearEachOther()
    {
        stage.Gateway.Answer("/agent", "<Dial action=\"/done\"><Queue>line-1</Queue></Dial>").Answer("/done", "<Hangup/>").Answer("/left-queue", "<Hangup/>");
        stage.Options.ClientVoiceUrl = $"{stage.Gateway.Url}/agent";
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("You are number 1");

        var agent = stage.Network.Clients.Place("agent_1");
        await Poll.Until(
            () =>
            {
                agent.Say("Hello?"); // The bridge takes a moment; a person would say it again too.
                return stage.Amira.Transcript.Any(h => h.Text == "Hello?");
            },
            "the caller hears the agent");
        stage.Amira.Say("Yes, hello");
        await agent.HearsAsync("Yes, hello");
        stage.Amira.HangUp();

        var done = (await stage.Gateway.Received("/done"))[0];
        (done["DialCallStatus"], done["DialCallSid"]).ShouldBe(("completed", stage.Amira.CallSid!));
    }
}
