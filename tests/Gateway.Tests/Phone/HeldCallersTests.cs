using Helpline.Gateway.Phone;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Support;

namespace Helpline.Gateway.Tests.Phone;

public sealed class HeldCallersTests
{
    [Fact]
    public async Task CallersHeldByTheFallback_AreLedBackToTheFirstWebhook()
    {
        var clock = new TestClock();
        await using var gateway = await GatewayHost.StartAsync(time: clock);
        await Poll.Until(() => gateway.Twilio.Requests.Count(r => r.Method == "GET" && r.Path == "Queues.json") == 2, "the queues are looked at, by this and by PhoneQueue");
        gateway.Twilio.InQueue["CA1"] = true;
        gateway.Twilio.Answer = Held("CA1", "CA2");
        clock.Advance(TimeSpan.FromSeconds(5));

        await Poll.Until(() => Led(gateway).Any(r => r.Path.EndsWith("CA2.json", StringComparison.Ordinal)), "both are led back");

        Led(gateway).Select(r => r.Fields["Url"]).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem()
            .ShouldStartWith($"{GatewayHost.PublicUrl}/twilio/voice/incoming?held=1#");
    }

    private static IEnumerable<TwilioRequest> Led(GatewayHost gateway) =>
        gateway.Twilio.Requests.Where(r => r.Method == "POST" && r.Path.StartsWith("Queues/QU9/Members/", StringComparison.Ordinal));

    /// <summary>The second has hung up meanwhile: the network does not know them any more.</summary>
    private static Func<TwilioRequest, Microsoft.AspNetCore.Http.IResult?> Held(params string[] calls) => request => (request.Method, request.Path) switch
    {
        ("GET", "Queues.json") => FakeTwilio.Json(200, new { queues = new[] { new { sid = "QU9", friendly_name = HeldCallers.Queue } } }),
        ("GET", "Queues/QU9/Members.json") => FakeTwilio.Json(200, new { queue_members = calls.Select(c => new { call_sid = c }) }),
        _ => null,
    };
}
