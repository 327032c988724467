using Helpline.Gateway.Tests.Doubles;
using Helpline.Gateway.Twilio;
using Helpline.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Helpline.Gateway.Tests.Twilio;

/// <summary>Calls we place by REST keep to what the account may place a second; nothing else waits.</summary>
public sealed class CallPaceTests
{
    private readonly TestClock clock = new();

    [Fact]
    public async Task CallsGoOneASecond_InOrder_AndWhatIsNoCallGoesAtOnce()
    {
        await using var twilio = await FakeTwilio.StartAsync();
        var api = new TwilioApi(new TwilioHttp(Microsoft.Extensions.Options.Options.Create(Options(twilio.Url)), clock, NullLogger<TwilioHttp>.Instance));
        twilio.Answer = r => r.Path == "Calls.json" ? FakeTwilio.Json(201, new { sid = "CA1", status = "queued" }) : null;

        var placed = Enumerable.Range(0, 3).Select(i => api.CreateCallAsync(new("+441632960000", $"+44163296000{i}", "https://helpline.example.org/x", "https://helpline.example.org/y"), default)).ToList();
        await placed[0];
        (await api.FetchCallAsync("CA1", default)).Outcome.ShouldBe(TwilioOutcome.Ok);
        (await api.DequeueAsync("QU1", "CA1", "https://helpline.example.org/x", default)).Outcome.ShouldBe(TwilioOutcome.NotFound);
        placed.Count(p => p.IsCompleted).ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(0.9));
        placed.Count(p => p.IsCompleted).ShouldBe(1);

        clock.Advance(TimeSpan.FromSeconds(0.1));
        await placed[1];
        clock.Advance(TimeSpan.FromSeconds(1));
        await placed[2];

        twilio.To("Calls.json").Select(r => r.Fields["To"]).ShouldBe(["+441632960000", "+441632960001", "+441632960002"]);
    }

    [Fact]
    public async Task WhoeverHasWaitedLongEnough_GoesAtOnce()
    {
        var pace = new CallPace(Microsoft.Extensions.Options.Options.Create(new TwilioOptions { CallsPerSecond = 2 }), clock);

        await pace.TurnAsync(default);
        clock.Advance(TimeSpan.FromSeconds(0.5));
        pace.TurnAsync(default).IsCompleted.ShouldBeTrue();
        pace.TurnAsync(default).IsCompleted.ShouldBeFalse();
    }

    private static TwilioOptions Options(string url) => new()
    {
        AccountSid = GatewayHost.Account,
        AuthToken = GatewayHost.Token,
        ApiBaseUrl = url,
        PublicBaseUrl = GatewayHost.PublicUrl,
    };
}
