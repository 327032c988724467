using System.Net;
using Helpline.Simulator.Phones;

namespace Helpline.Simulator.Tests;

public sealed class RestTests : IAsyncLifetime
{
    private readonly Stage stage = new();

    public async Task InitializeAsync()
    {
        await stage.InitializeAsync();
        stage.Gateway.Answer("/voice", "<Say>Hello</Say><Pause length=\"60\"/>").Answer("/next", "<Say>Moved</Say><Pause length=\"60\"/>");
    }

    public Task DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task AnyRequest_WithoutTheRightCredentials_Is401InTwiliosShape()
    {
        var (status, error) = await stage.Rest(HttpMethod.Get, "Calls.json", password: "wrong");

        (status, error.GetProperty("code").GetInt32(), error.GetProperty("message").GetString(), error.GetProperty("more_info").GetString(), error.GetProperty("status").GetInt32())
            .ShouldBe((401, 20003, "Authenticate", "https://www.twilio.com/docs/errors/20003", 401));
    }

    [Fact]
    public async Task AnApiKey_OpensTheAccountToo()
    {
        (stage.Options.ApiKeySid, stage.Options.ApiKeySecret) = ("SK" + new string('1', 32), "secret");

        (await stage.Rest(HttpMethod.Get, "Calls.json", user: stage.Options.ApiKeySid, password: "secret")).Status.ShouldBe(200);
        (await stage.Rest(HttpMethod.Get, "Calls.json", user: stage.Options.ApiKeySid, password: PretendGateway.Token)).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("Calls/CA00000000000000000000000000000000.json")]
    [InlineData("Messages/SM00000000000000000000000000000000.json")]
    [InlineData("Queues/QU00000000000000000000000000000000.json")]
    [InlineData("Conferences/CF00000000000000000000000000000000.json")]
    [InlineData("Conferences/CF00000000000000000000000000000000/Participants.json")]
    [InlineData("Nonsense.json")]
    public async Task Get_WhatIsNotThere_Is404(string resource)
    {
        var (status, error) = await stage.Get(resource);

        (status, error.GetProperty("code").GetInt32(), error.GetProperty("message").GetString()).ShouldBe((404, 20404, $"The requested resource /{Expected(resource)} was not found"));

        static string Expected(string resource) => resource == "Nonsense.json" ? $"2010-04-01/Accounts/{Stage.Account}/{resource}"
            : resource.Replace("/Participants.json", ".json", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Messages.json", "Too")]
    [InlineData("Calls.json", "StatusCallBack")]
    [InlineData("Queues.json", "friendlyName")]
    public async Task Post_AParameterThatTwilioDoesNotHave_IsRefusedByName(string resource, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"twilio/2010-04-01/Accounts/{Stage.Account}/{resource}")
        {
            Content = new FormUrlEncodedContent([new(name, "x")]),
        };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{Stage.Account}:{PretendGateway.Token}")));

        using var response = await stage.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain($"Unknown parameter \\u0027{name}\\u0027");
    }

    [Fact]
    public async Task Call_IsShownAsTwilioShowsIt()
    {
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("Hello");

        var (status, call) = await stage.Get($"Calls/{stage.Amira.CallSid}.json");

        status.ShouldBe(200);
        (call.GetProperty("from").GetString(), call.GetProperty("to").GetString(), call.GetProperty("status").GetString(), call.GetProperty("direction").GetString())
            .ShouldBe((stage.Amira.Number, Stage.Line, "in-progress", "inbound"));
        call.GetProperty("uri").GetString().ShouldBe($"/2010-04-01/Accounts/{Stage.Account}/Calls/{stage.Amira.CallSid}.json");
        call.GetProperty("start_time").GetString().ShouldBe("Fri, 20 Nov 2026 03:00:00 +0000");
        call.GetProperty("subresource_uris").GetProperty("recordings").GetString().ShouldEndWith("/Recordings.json");
        var (_, list) = await stage.Get($"Calls.json?Status=in-progress&From={Uri.EscapeDataString(stage.Amira.Number)}");
        list.GetProperty("calls").EnumerateArray().ShouldHaveSingleItem().GetProperty("sid").GetString().ShouldBe(stage.Amira.CallSid);
    }

    [Fact]
    public async Task Call_Completed_HangsUpAndEndingItAgainChangesNothing()
    {
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("Hello");

        (await stage.Post($"Calls/{stage.Amira.CallSid}.json", new { Status = "completed" })).Status.ShouldBe(200);

        await stage.Amira.WaitUntilAsync(p => p.State == PhoneState.Idle);
        stage.Amira.Ending.ShouldBe("They hung up");
        var (again, call) = await stage.Post($"Calls/{stage.Amira.CallSid}.json", new { Status = "completed" });
        (again, call.GetProperty("status").GetString()).ShouldBe((200, "completed"));
        (await stage.Post($"Calls/{stage.Amira.CallSid}.json", new { Url = $"{stage.Gateway.Url}/next" })).Body.GetProperty("code").GetInt32().ShouldBe(21220);
    }

    [Fact]
    public async Task Call_WithNewInstructions_LeavesTheOldOnes()
    {
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("Hello");

        await stage.Post($"Calls/{stage.Amira.CallSid}.json", new { Url = $"{stage.Gateway.Url}/next" });
        await stage.Amira.HearsAsync("Moved");
        await stage.Post($"Calls/{stage.Amira.CallSid}.json", new { Twiml = "<Response><Say>Said directly</Say></Response>" });

        await stage.Amira.HearsAsync("Said directly");
        await stage.Amira.WaitUntilAsync(p => p.State == PhoneState.Idle);
    }

    [Fact]
    public async Task Create_RingsAPersonAndReportsEachStageInOrder()
    {
        using var form = new FormUrlEncodedContent([
            new("To", stage.Tom.Number), new("From", Stage.Line), new("Url", $"{stage.Gateway.Url}/next"), new("StatusCallback", $"{stage.Gateway.Url}/leg"),
            new("StatusCallbackEvent", "initiated"), new("StatusCallbackEvent", "ringing"), new("StatusCallbackEvent", "answered"), new("StatusCallbackEvent", "completed")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"twilio/2010-04-01/Accounts/{Stage.Account}/Calls.json") { Content = form };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{Stage.Account}:{PretendGateway.Token}")));
        using var response = await stage.Http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.Created);

        await stage.Tom.WaitUntilAsync(p => p.State == PhoneState.Ringing);
        stage.Tom.Line.ShouldBe(Stage.Line);
        stage.Tom.Answer();
        await stage.Tom.HearsAsync("Moved");
        stage.Tom.HangUp();

        var told = await stage.Gateway.Received("/leg", 4);
        told.Select(t => t["CallStatus"]).ShouldBe(["queued", "ringing", "in-progress", "completed"]);
        told.Select(t => t["SequenceNumber"]).ShouldBe(["0", "1", "2", "3"]);
        told.ShouldAllBe(t => t["Direction"] == "outbound-api" && t["From"] == Stage.Line);
    }

    [Theory]
    [InlineData("declines", "busy")]
    [InlineData("ignores", "no-answer")]
    [InlineData("cancelled", "canceled")]
    public async Task Create_WhenNobodyAnswers_ReportsHow(string what, string status)
    {
        var (_, call) = await stage.Post("Calls.json", new { To = stage.Tom.Number, From = Stage.Line, Url = $"{stage.Gateway.Url}/next", Timeout = "20", StatusCallback = $"{stage.Gateway.Url}/leg" });
        await stage.Tom.WaitUntilAsync(p => p.State == PhoneState.Ringing);

        switch (what)
        {
            case "declines":
                stage.Tom.HangUp();
                break;
            case "ignores":
                await stage.Pass(20);
                break;
            default:
                await stage.Post($"Calls/{call.GetProperty("sid").GetString()}.json", new { Status = "canceled" });
                break;
        }

        (await stage.Gateway.Received("/leg"))[0]["CallStatus"].ShouldBe(status);
        await stage.Tom.WaitUntilAsync(p => p.State == PhoneState.Idle);
        stage.Gateway.To("/next").ShouldBeEmpty();
    }

    [Fact]
    public async Task Create_ToANumberThatIsNobodys_Fails()
    {
        await stage.Post("Calls.json", new { To = "+441632960888", From = Stage.Line, Url = $"{stage.Gateway.Url}/next", StatusCallback = $"{stage.Gateway.Url}/leg" });

        (await stage.Gateway.Received("/leg"))[0]["CallStatus"].ShouldBe("failed");
    }

    [Fact]
    public async Task Queues_AreMadeOnceByNameAndShowTheirSize()
    {
        var (status, queue) = await stage.Post("Queues.json", new { FriendlyName = "line-1", MaxSize = "5000" });

        (status, queue.GetProperty("max_size").GetInt32(), queue.GetProperty("current_size").GetInt32(), queue.GetProperty("average_wait_time").GetInt32()).ShouldBe((201, 5000, 0, 0));
        (await stage.Post("Queues.json", new { FriendlyName = "line-1" })).Body.GetProperty("code").GetInt32().ShouldBe(22003);
        (await stage.Post("Queues.json", new { FriendlyName = "line-2", MaxSize = "5001" })).Status.ShouldBe(400);
        (await stage.Get("Queues.json")).Body.GetProperty("queues").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Conferences_WithoutAStatus_AreThoseInProgress()
    {
        stage.Gateway.Answer("/voice", "<Dial><Conference waitUrl=\"\">room</Conference></Dial>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.WaitUntilAsync(p => p.State == PhoneState.InCall);
        await Support.Poll.Until(async () => (await stage.Get("Conferences.json?Status=init")).Body.GetProperty("conferences").GetArrayLength() == 1, "one waits alone");
        (await stage.Get("Conferences.json")).Body.GetProperty("conferences").GetArrayLength().ShouldBe(0);

        stage.Tom.Ring(Stage.Line);

        await stage.Amira.HearsAsync("(beep)");
        var (_, list) = await stage.Get("Conferences.json?FriendlyName=room");
        list.GetProperty("conferences").EnumerateArray().ShouldHaveSingleItem().GetProperty("status").GetString().ShouldBe("in-progress");
    }

    [Fact]
    public async Task EveryDoor_FromAnotherMachineOrThroughAProxy_IsClosed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/desk");
        request.Headers.Add("X-Forwarded-For", "203.0.113.5");

        using var refused = await stage.Http.SendAsync(request);
        using var welcome = await stage.Http.GetAsync(new Uri("api/desk", UriKind.Relative));

        (refused.StatusCode, welcome.StatusCode).ShouldBe((HttpStatusCode.Forbidden, HttpStatusCode.OK));
    }
}
