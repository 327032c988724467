using System.Text;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Gateway.Twilio;
using Helpline.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Helpline.Gateway.Tests.Twilio;

/// <summary>What is asked again, what is not, and how each ending is named.</summary>
public sealed class TwilioHttpTests : IAsyncLifetime
{
    private static readonly OutgoingText Text = new(FakeLines.SmsNumber, "+447700900123", "We hear you.", "https://helpline.example.org/twilio/sms/status", 900);
    private FakeTwilio twilio = null!;

    public async Task InitializeAsync() => twilio = await FakeTwilio.StartAsync();

    public async Task DisposeAsync() => await twilio.DisposeAsync();

    [Fact]
    public async Task CreateMessage_SendsEveryField_OnceAndWithTheApiKey()
    {
        var reply = await Api().CreateMessageAsync(Text, CancellationToken.None);

        reply.Outcome.ShouldBe(TwilioOutcome.Ok);
        reply.Value!.Sid.ShouldStartWith("SM");
        var request = twilio.Requests.ShouldHaveSingleItem();
        request.Method.ShouldBe("POST");
        request.Path.ShouldBe("Messages.json");
        request.Account.ShouldBe(GatewayHost.Account);
        request.Fields.ShouldBe(new Dictionary<string, string>
        {
            ["From"] = Text.From, ["To"] = Text.To, ["Body"] = Text.Body, ["StatusCallback"] = Text.StatusCallback, ["ValidityPeriod"] = "900",
        });
        request.Authorization.ShouldBe("Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("SKbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb:api-secret")));
    }

    [Fact]
    public async Task WithoutAnApiKey_TheAccountAndItsPrimaryTokenAreShown()
    {
        var options = Options(twilio.Url);
        (options.ApiKeySid, options.ApiKeySecret) = (null, null);

        await Api(options: options).FetchCallAsync("CA1", CancellationToken.None);

        twilio.Requests[0].Authorization.ShouldBe("Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{GatewayHost.Account}:{GatewayHost.Token}")));
    }

    [Fact]
    public async Task After429_EvenASendIsTriedAgain()
    {
        twilio.Answer = _ => twilio.Requests.Count < 3 ? FakeTwilio.Json(429, new { code = 20429 }) : null;

        (await Api().CreateMessageAsync(Text, CancellationToken.None)).Outcome.ShouldBe(TwilioOutcome.Ok);
        twilio.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task With429Throughout_ItIsUnavailable()
    {
        twilio.Answer = _ => FakeTwilio.Json(429, new { code = 20429 });

        (await Api().CreateMessageAsync(Text, CancellationToken.None)).Outcome.ShouldBe(TwilioOutcome.Unavailable);
        twilio.Requests.Count.ShouldBe(5);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(0)]
    public async Task ASendThatBreaksAfterItLeft_IsUnknown_AndNeverRepeated(int status)
    {
        twilio.Answer = _ => status == 0 ? FakeTwilio.Break() : FakeTwilio.Json(status, new { code = 20500 });

        (await Api().CreateMessageAsync(Text, CancellationToken.None)).Outcome.ShouldBe(TwilioOutcome.Unknown);
        (await Api().CreateCallAsync(new(Text.From, Text.To, "https://helpline.example.org/x", "https://helpline.example.org/y"), CancellationToken.None)).Outcome.ShouldBe(TwilioOutcome.Unknown);
        twilio.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ASendThatBreaksOnAConnectionUsedBefore_IsNotRepeatedEither()
    {
        var api = Api();
        await api.FetchCallAsync("CA1", CancellationToken.None);
        twilio.Answer = _ => FakeTwilio.Break();

        (await api.CreateMessageAsync(Text, CancellationToken.None)).Outcome.ShouldBe(TwilioOutcome.Unknown);
        twilio.To("Messages.json").Count().ShouldBe(1);
    }

    [Fact]
    public async Task ASendThatIsNotAnswered_IsUnknown()
    {
        var clock = new TestClock();
        var (arrived, held) = (new TaskCompletionSource(), new TaskCompletionSource());
        twilio.Answer = _ =>
        {
            arrived.TrySetResult();
            held.Task.Wait();
            return null;
        };

        var sending = Api(clock).CreateMessageAsync(Text, CancellationToken.None);
        await arrived.Task;
        clock.Advance(TimeSpan.FromSeconds(11));

        (await sending).Outcome.ShouldBe(TwilioOutcome.Unknown);
        held.SetResult();
        twilio.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task WhenNothingListens_EvenASendIsUnavailable_ForNothingLeft()
    {
        var gone = $"http://127.0.0.1:{ServerProcess.FreePort()}";

        (await Api(options: Options(gone)).CreateMessageAsync(Text, CancellationToken.None)).Outcome.ShouldBe(TwilioOutcome.Unavailable);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(0)]
    public async Task WhatMayBeRepeated_IsRepeated(int status)
    {
        twilio.Answer = _ => twilio.Requests.Count % 2 == 1 ? (status == 0 ? FakeTwilio.Break() : FakeTwilio.Json(status, new { })) : null;
        var api = Api();

        (await api.FetchCallAsync("CA1", CancellationToken.None)).Outcome.ShouldBe(TwilioOutcome.Ok);
        (await api.EndCallAsync("CA1", CancellationToken.None)).Outcome.ShouldBe(TwilioOutcome.Ok);
        (await api.RemoveParticipantAsync("CF1", "CA1", CancellationToken.None)).Outcome.ShouldBe(TwilioOutcome.NotFound);
        twilio.Requests.Count.ShouldBe(6);
    }

    [Fact]
    public async Task ARefusal_CarriesTwiliosCode_AndIsNotRepeated()
    {
        twilio.Answer = _ => FakeTwilio.Json(400, new { code = 21610, message = "The message From/To pair violates a blacklist rule.", more_info = "https://www.twilio.com/docs/errors/21610", status = 400 });

        var reply = await Api().CreateMessageAsync(Text, CancellationToken.None);

        reply.ShouldBe(new(TwilioOutcome.Rejected, Value: null, 400, 21610));
        reply.IsRefusedForUs.ShouldBeFalse();
        twilio.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task RefusedCredentials_AreOurFault()
    {
        twilio.Answer = _ => FakeTwilio.Json(401, new { code = 20003 });

        (await Api().CreateMessageAsync(Text, CancellationToken.None)).IsRefusedForUs.ShouldBeTrue();
    }

    [Fact]
    public async Task WhatIsNotThere_IsNotFound() =>
        (await Api().DequeueAsync("QU1", "CA1", "https://helpline.example.org/x", CancellationToken.None)).Outcome.ShouldBe(TwilioOutcome.NotFound);

    [Fact]
    public async Task AnAnswerThatIsNoJson_ToASend_IsUnknown()
    {
        twilio.Answer = _ => FakeTwilio.Json(200, "a sign-in page");

        (await Api().CreateMessageAsync(Text, CancellationToken.None)).Outcome.ShouldBe(TwilioOutcome.Unknown);
    }

    [Fact]
    public async Task WhenTwilioIsDownForLong_ItIsLeftAlone_ThenTriedAgain()
    {
        var clock = new TestClock();
        twilio.Answer = _ => FakeTwilio.Json(503, new { });
        var api = Api(clock);
        for (var i = 0; i < 20; i++)
        {
            await api.CreateMessageAsync(Text, CancellationToken.None);
        }

        var asked = twilio.Requests.Count;
        (await api.CreateMessageAsync(Text, CancellationToken.None)).Outcome.ShouldBe(TwilioOutcome.Unavailable);
        twilio.Requests.Count.ShouldBe(asked);

        twilio.Answer = _ => null;
        clock.Advance(TimeSpan.FromSeconds(6));
        (await api.CreateMessageAsync(Text, CancellationToken.None)).Outcome.ShouldBe(TwilioOutcome.Ok);
    }

    private static TwilioOptions Options(string apiBaseUrl) => new()
    {
        AccountSid = GatewayHost.Account,
        AuthToken = $"{GatewayHost.Token},{GatewayHost.OldToken}",
        ApiKeySid = "SKbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        ApiKeySecret = "api-secret",
        ApiBaseUrl = apiBaseUrl,
        PublicBaseUrl = GatewayHost.PublicUrl,
    };

    private TwilioApi Api(TimeProvider? time = null, TwilioOptions? options = null) =>
        new(new TwilioHttp(Microsoft.Extensions.Options.Options.Create(options ?? Options(twilio.Url)), time ?? TimeProvider.System, NullLogger<TwilioHttp>.Instance));
}
