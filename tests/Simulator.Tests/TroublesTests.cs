using Helpline.Simulator.Webhooks;

namespace Helpline.Simulator.Tests;

public sealed class TroublesTests : IAsyncLifetime
{
    private readonly Stage stage = new();

    public async Task InitializeAsync()
    {
        await stage.InitializeAsync();
        stage.Gateway.Answer("/sms", "").Answer("/voice", "<Say>Hello</Say>");
    }

    public Task DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task Duplicate_SendsEveryWebhookTwiceWithOneToken()
    {
        stage.Network.Troubles.Duplicate = true;

        stage.Amira.Text(Stage.Line, "Hello");

        var both = await stage.Gateway.Received("/sms", 2);
        both[0].IdempotencyToken.ShouldBe(both[1].IdempotencyToken);
        both[0]["MessageSid"].ShouldBe(both[1]["MessageSid"]);
    }

    [Fact]
    public async Task Reorder_BringsTheLaterStatusFirst()
    {
        stage.Network.Troubles.Reorder = true;

        await stage.Post("Messages.json", new { To = stage.Tom.Number, From = Stage.Line, Body = "Hello", StatusCallback = $"{stage.Gateway.Url}/sms-status" });

        (await stage.Gateway.Received("/sms-status", 2)).Select(t => t["MessageStatus"]).ShouldBe(["delivered", "sent"]);
    }

    [Fact]
    public async Task Reorder_WhenNothingFollows_HoldsACallbackForOneSecond()
    {
        stage.Network.Troubles.Reorder = true;
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.WaitUntilAsync(p => p.Ending is not null);

        await stage.Pass(1, timers: 1);

        await stage.Gateway.Received("/status");
    }

    [Fact]
    public async Task DropEvery_LosesCallbacksAndNeverARequestForInstructions()
    {
        stage.Network.Troubles.DropEvery = 2;

        await stage.Post("Messages.json", new { To = stage.Tom.Number, From = Stage.Line, Body = "Hello", StatusCallback = $"{stage.Gateway.Url}/sms-status" });
        await stage.Tom.WaitUntilAsync(p => p.Texts.Count == 1);
        stage.Amira.Ring(Stage.Line);

        await stage.Amira.HearsAsync("Hello");
        await stage.Gateway.Received("/status");
        stage.Gateway.To("/sms-status").Select(t => t["MessageStatus"]).ShouldBe(["sent"]);
    }

    [Fact]
    public async Task Delay_HoldsEveryWebhookBack()
    {
        stage.Network.Troubles.Delay = TimeSpan.FromSeconds(3);
        stage.Amira.Text(Stage.Line, "Hello");

        await stage.Pass(2.9, timers: 1);
        stage.Gateway.To("/sms").ShouldBeEmpty();
        await stage.Pass(0.1, timers: 1);

        await stage.Gateway.Received("/sms");
    }

    [Fact]
    public async Task Delay_PastWhatACallWaits_AsksTheFallback_WhichIsNotLate()
    {
        stage.Number.VoiceFallbackUrl = $"{stage.Gateway.Url}/fallback";
        stage.Gateway.Answer("/fallback", "<Say>We are here all the same</Say>");
        stage.Network.Troubles.Delay = TimeSpan.FromSeconds(16);

        stage.Amira.Ring(Stage.Line);
        await stage.Pass(15, timers: 1);

        await stage.Amira.HearsAsync("all the same");
        stage.Gateway.To("/voice").ShouldBeEmpty();
        stage.Gateway.To("/fallback")[0]["ErrorCode"].ShouldBe("11200");
    }

    [Fact]
    public async Task ABrowsersCall_ThatNeverJoins_AsksForNothing()
    {
        stage.Gateway.Answer("/client", "<Say>Hello</Say>");
        stage.Network.Troubles.Legs = LegTrouble.NeverJoins;

        var call = stage.Network.Clients.Place("agent_1");

        await call.WaitUntilAsync(c => c.Ending is not null);
        call.Transcript.ShouldBeEmpty();
    }

    [Fact]
    public async Task ABrowsersCall_ThatBreaks_LeavesTheConference_AndNobodyElseDoes()
    {
        const string Conference = "<Dial><Conference waitUrl=\"\" beep=\"false\">room</Conference></Dial>";
        stage.Gateway.Answer("/client", Conference).Answer("/voice", Conference);
        stage.Network.Troubles.Legs = LegTrouble.Breaks;
        stage.Amira.Ring(Stage.Line);
        var call = stage.Network.Clients.Place("agent_1");
        await call.WaitUntilAsync(c => c.Status == "in-progress");
        call.Say("I am here.");
        await stage.Amira.HearsAsync("I am here");

        await stage.Pass(5, timers: 3);

        await call.WaitUntilAsync(c => c.Ending == "The line broke");
        stage.Amira.State.ShouldBe(Phones.PhoneState.InCall);
    }

    [Theory]
    [InlineData(RestTrouble.NotThere, 404, 20404, 0)]
    [InlineData(RestTrouble.TooManyRequests, 429, 20429, 0)]
    [InlineData(RestTrouble.ServerError, 500, 20500, 0)]
    [InlineData(RestTrouble.DoneButServerError, 500, 20500, 1)]
    public async Task Rest_InTrouble_AnswersSoForAsManyTimesAsAsked(RestTrouble trouble, int status, int code, int done)
    {
        (stage.Network.Troubles.Rest, stage.Network.Troubles.RestTimes) = (trouble, 1);
        var message = new { To = stage.Tom.Number, From = Stage.Line, Body = "Hello" };

        var (first, error) = await stage.Post("Messages.json", message);

        (first, error.GetProperty("code").GetInt32()).ShouldBe((status, code));
        (await stage.Get("Messages.json")).Body.GetProperty("messages").GetArrayLength().ShouldBe(done);
    }

    [Fact]
    public async Task Rest_ThatNeverAnswers_HasDoneItAllTheSame()
    {
        (stage.Network.Troubles.Rest, stage.Network.Troubles.RestTimes) = (RestTrouble.DoneButNoAnswer, 1);
        var pending = stage.Post("Messages.json", new { To = stage.Tom.Number, From = Stage.Line, Body = "Hello" });

        await stage.Tom.WaitUntilAsync(p => p.Texts.Count == 1);

        pending.IsCompleted.ShouldBeFalse();
        stage.Http.CancelPendingRequests();
        await Should.ThrowAsync<OperationCanceledException>(() => pending);
    }
}
