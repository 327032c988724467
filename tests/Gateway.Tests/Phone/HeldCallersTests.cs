using Helpline.Gateway.Phone;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Gateway.Twilio;
using Helpline.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

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

    /// <summary>Whoever is led back before the host listens is hung up on.</summary>
    [Fact]
    public async Task BeforeTheHostHasStarted_NobodyIsLookedFor()
    {
        await using var gateway = await GatewayHost.StartAsync();
        var (from, lifetime, time) = (gateway.Services, new Starting(), new TestClock());
        using var held = new HeldCallers(
            from.GetRequiredService<TwilioApi>(), from.GetRequiredService<VoiceUrls>(), from.GetRequiredService<IOptions<TwilioOptions>>(), lifetime, time, from.GetRequiredService<ILogger<HeldCallers>>());
        await Poll.Until(() => Looks(gateway) == 2, "the gateway's own workers have looked");
        await held.StartAsync(default);
        await lifetime.Asked;
        time.Advance(TimeSpan.FromMinutes(1));
        Looks(gateway).ShouldBe(2);

        lifetime.Start();

        await Poll.Until(() => Looks(gateway) == 3, "the queues are looked at once the host has started");
        await held.StopAsync(default);
    }

    private static int Looks(GatewayHost gateway) => gateway.Twilio.Requests.Count(r => r.Method == "GET" && r.Path == "Queues.json");

    /// <summary>A host that is still starting.</summary>
    private sealed class Starting : IHostApplicationLifetime
    {
        private readonly CancellationTokenSource started = new();
        private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Somebody waits for the start.</summary>
        public Task Asked => asked.Task.WaitAsync(TimeSpan.FromSeconds(30));

        public CancellationToken ApplicationStarted
        {
            get
            {
                asked.TrySetResult();
                return started.Token;
            }
        }

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void Start() => started.Cancel();

        public void StopApplication() => throw new NotSupportedException();
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
