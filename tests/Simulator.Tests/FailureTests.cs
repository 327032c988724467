using Helpline.Simulator.Phones;
using Microsoft.AspNetCore.Http;

namespace Helpline.Simulator.Tests;

public sealed class FailureTests : IAsyncLifetime
{
    private const string Apology = "an application error has occurred";
    private readonly Stage stage = new();

    public Task InitializeAsync() => stage.InitializeAsync();

    public Task DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task Ring_WhenTheGatewayFailsAndThereIsNoFallback_ApologisesAndEnds()
    {
        stage.Gateway.Answer("/voice", _ => Task.FromResult(Results.StatusCode(500)));

        stage.Amira.Ring(Stage.Line);

        await stage.Amira.HearsAsync(Apology);
        await stage.Amira.WaitUntilAsync(p => p.State == PhoneState.Idle);
        stage.Network.Warnings.ShouldHaveSingleItem().Code.ShouldBe(11200);
        stage.Gateway.To("/voice").Count.ShouldBe(1); // A 500 is not retried unless the address asks for it.
    }

    [Fact]
    public async Task Ring_WhenTheGatewayFails_AsksTheFallbackAndSaysWhatWasWrong()
    {
        stage.Number.VoiceFallbackUrl = $"{stage.Gateway.Url}/fallback";
        stage.Gateway.Answer("/voice", _ => Task.FromResult(Results.StatusCode(503))).Answer("/fallback", "<Say>We are here all the same</Say>");

        stage.Amira.Ring(Stage.Line);

        await stage.Amira.HearsAsync("all the same");
        var asked = stage.Gateway.To("/fallback")[0];
        (asked["ErrorCode"], asked["ErrorUrl"], asked["CallSid"]).ShouldBe(("11200", $"{stage.Gateway.Url}/voice", stage.Amira.CallSid!));
    }

    [Fact]
    public async Task Ring_WhenTheFallbackFailsToo_Apologises()
    {
        stage.Number.VoiceFallbackUrl = $"{stage.Gateway.Url}/fallback";
        stage.Gateway.Answer("/voice", "<Nonsense/>").Answer("/fallback", _ => Task.FromResult(Results.StatusCode(500)));

        stage.Amira.Ring(Stage.Line);

        await stage.Amira.HearsAsync(Apology);
        stage.Network.Warnings.Select(w => w.Code).ShouldBe([12200, 11200]);
    }

    [Fact]
    public async Task Ring_WhenTheGatewayDoesNotAnswerWithin15Seconds_AsksTheFallback()
    {
        var never = new TaskCompletionSource<IResult>();
        stage.Number.VoiceFallbackUrl = $"{stage.Gateway.Url}/fallback";
        stage.Gateway.Answer("/voice", _ => never.Task).Answer("/fallback", "<Say>Sorry for the wait</Say>");
        stage.Amira.Ring(Stage.Line);
        await stage.Gateway.Received("/voice");

        stage.Clock.Advance(TimeSpan.FromSeconds(14.9));
        stage.Gateway.To("/fallback").ShouldBeEmpty();
        stage.Clock.Advance(TimeSpan.FromSeconds(0.2));

        await stage.Amira.HearsAsync("Sorry for the wait");
        never.SetResult(Results.NoContent());
    }

    [Theory]
    [InlineData("text/html; charset=utf-8", null)]
    [InlineData("application/json", 12300)]
    public async Task Ring_AnAnswerOfAnotherContentType_IsTakenAsTwilioTakesIt(string contentType, int? code)
    {
        stage.Gateway.Answer("/voice", _ => Task.FromResult(Results.Text("<Response><Say>Hello</Say></Response>", contentType)));

        stage.Amira.Ring(Stage.Line);

        await stage.Amira.HearsAsync(code is null ? "Hello" : Apology);
        stage.Network.Warnings.Select(w => (int?)w.Code).ShouldBe(code is null ? [] : [code]);
    }

    [Fact]
    public async Task Fragment_ThatAsksForRetries_IsHonouredAndNeitherSentNorSigned()
    {
        var times = 0;
        stage.Number.VoiceUrl += "?x=1#rc=2&rp=all";
        stage.Gateway.Answer("/voice", _ => Task.FromResult(++times < 3 ? Results.StatusCode(500) : PretendGateway.Twiml("<Response><Say>Third time</Say></Response>")));

        stage.Amira.Ring(Stage.Line);

        await stage.Amira.HearsAsync("Third time");
        var asked = stage.Gateway.To("/voice");
        asked.Count.ShouldBe(3);
        asked.ShouldAllBe(a => a.Signed && a.Query == "?x=1" && a.IdempotencyToken == asked[0].IdempotencyToken);
        stage.Network.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("#rc=9")]
    [InlineData("#rp=sometimes")]
    [InlineData("#retries=2")]
    public async Task Fragment_ThatTwilioDoesNotKnow_IsAWarning(string fragment)
    {
        stage.Number.VoiceUrl += fragment;
        stage.Gateway.Answer("/voice", "<Say>Hello</Say>");

        stage.Amira.Ring(Stage.Line);

        await stage.Amira.HearsAsync("Hello");
        stage.Network.Warnings.ShouldHaveSingleItem().Code.ShouldBe(11100);
    }

    [Fact]
    public async Task Ring_WhenNobodyListensAtTheAddress_IsAConnectionFailure()
    {
        stage.Number.VoiceUrl = $"http://127.0.0.1:{Support.ServerProcess.FreePort()}/voice";

        stage.Amira.Ring(Stage.Line);

        await stage.Amira.HearsAsync(Apology);
        stage.Network.Warnings.ShouldHaveSingleItem().Code.ShouldBe(11205);
    }

    [Fact]
    public async Task HangUp_WhileTheGatewayStillThinks_LetsTheRequestFinish()
    {
        var thinking = new TaskCompletionSource<IResult>();
        stage.Gateway.Answer("/voice", _ => thinking.Task);
        stage.Amira.Ring(Stage.Line);
        await stage.Gateway.Received("/voice");

        stage.Amira.HangUp();
        await stage.Amira.WaitUntilAsync(p => p.State == PhoneState.Idle);
        thinking.SetResult(PretendGateway.Twiml("<Response><Say>Too late</Say></Response>"));

        (await stage.Gateway.Received("/status"))[0]["CallStatus"].ShouldBe("no-answer");
        stage.Amira.Transcript.ShouldBeEmpty();
    }
}
