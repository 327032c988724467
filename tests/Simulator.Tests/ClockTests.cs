using System.Net.Http.Json;
using System.Text.Json;
using Helpline.Support;

namespace Helpline.Simulator.Tests;

/// <summary>The network's own time may run faster or slower than the clock beneath it, here the test's.</summary>
public sealed class ClockTests : IAsyncLifetime
{
    private readonly Stage stage = new();

    public Task InitializeAsync() => stage.InitializeAsync();

    public Task DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task WhatIsHeard_TakesAsMuchLess_AndItsDatesAreTheNetworks()
    {
        (stage.Options.SpeechRate, stage.Network.ClockSpeed) = (2, 10);
        stage.Gateway.Answer("/voice", "<Say>one two three four</Say><Pause length=\"3\"/><Say>five</Say>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("one");

        await stage.Pass(0.2);
        await stage.Pass(0.3);

        await stage.Amira.HearsAsync("five");
        (stage.Amira.Transcript[1].At - stage.Amira.Transcript[0].At).ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task ChangedInTheMiddle_WhatLastsGoesOnAtTheNewPace()
    {
        stage.Gateway.Answer("/voice", "<Say>Wait</Say><Pause length=\"4\"/><Say>Now</Say>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("Wait");
        await stage.Pass(3);

        stage.Network.ClockSpeed = 0.1;
        await stage.Pass(9.9);
        stage.Amira.Transcript.Count.ShouldBe(1);
        await stage.Pass(0.1);

        await stage.Amira.HearsAsync("Now");
    }

    [Fact]
    public async Task ACallsLength_AndTheNoticesDate_AreTheNetworks()
    {
        var began = stage.Clock.GetUtcNow();
        stage.Network.ClockSpeed = 20;
        stage.Gateway.Answer("/voice", "<Say>Hello</Say><Pause length=\"60\"/>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("Hello");

        await stage.Pass(3);

        var ended = (await stage.Gateway.Received("/status"))[0];
        (ended["CallDuration"], ended["Duration"]).ShouldBe(("60", "1"));
        ended["Timestamp"].ShouldBe((began + TimeSpan.FromSeconds(60)).ToString("ddd, dd MMM yyyy HH:mm:ss +0000", System.Globalization.CultureInfo.InvariantCulture));
        var call = (await stage.Get($"Calls/{ended["CallSid"]}.json")).Body;
        (call.GetProperty("duration").GetString(), call.GetProperty("end_time").GetString()).ShouldBe(("60", ended["Timestamp"]));
    }

    [Fact]
    public async Task KeysRingingAndTheLongestCall_GoByTheNetworksTime()
    {
        (stage.Network.ClockSpeed, stage.Options.LongestCall) = (10, TimeSpan.FromSeconds(100));
        stage.Gateway.Answer("/voice", "<Gather timeout=\"7\"><Say>Number</Say></Gather><Say>Nothing came</Say><Dial timeout=\"20\">+447700900202</Dial><Say>Nobody</Say><Pause length=\"600\"/>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("Number");

        await stage.Pass(0.7);
        await stage.Amira.HearsAsync("Nothing came");
        await stage.Tom.WaitUntilAsync(p => p.State == Phones.PhoneState.Ringing);
        await stage.Pass(2, timers: 3);
        await stage.Amira.HearsAsync("Nobody");
        await stage.Pass(7.3);

        await stage.Amira.WaitUntilAsync(p => p.Ending == "The call reached the longest a call may last");
    }

    [Fact]
    public async Task Texts_GoByTheNetworksTime()
    {
        stage.Network.ClockSpeed = 10;
        (stage.Options.MessageSendTime, stage.Options.MessageDeliveryTime) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5));
        await stage.Post("Messages.json", new { To = stage.Tom.Number, From = Stage.Line, Body = "Hello" });

        await stage.Pass(0.3, timers: 1);
        await stage.Pass(0.4, timers: 1);
        stage.Tom.Texts.ShouldBeEmpty();
        await stage.Pass(0.1, timers: 1);

        await stage.Tom.WaitUntilAsync(p => p.Texts.Count == 1);
    }

    [Fact]
    public async Task HowLongAWebhookMayTake_StaysReal()
    {
        stage.Network.ClockSpeed = 100;
        stage.Number.VoiceFallbackUrl = $"{stage.Gateway.Url}/fallback";
        stage.Gateway.Answer("/fallback", "<Say>We are here all the same</Say>");
        stage.Network.Troubles.Delay = TimeSpan.FromSeconds(16);
        stage.Amira.Ring(Stage.Line);

        await stage.Pass(14.9);
        stage.Gateway.To("/fallback").ShouldBeEmpty();
        await stage.Pass(0.1);

        await stage.Amira.HearsAsync("all the same");
    }

    [Fact]
    public async Task ABrowsersTimeToListen_StaysReal()
    {
        stage.Network.ClockSpeed = 100;
        stage.Gateway.Answer("/client", "<Say>Connecting</Say><Dial><Conference waitUrl=\"\" beep=\"false\">room</Conference></Dial>");
        using var answer = await stage.Http.PostAsJsonAsync("client/calls", new { identity = "agent_42" });
        var call = stage.Network.Clients.Find((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("sid").GetString()!)!;
        await call.HearsAsync("Connecting");

        stage.Clock.Advance(stage.Options.ClientAttachTime - TimeSpan.FromTicks(1));
        call.Status.ShouldBe("in-progress"); // over from the moment somebody hangs up
        stage.Clock.Advance(TimeSpan.FromTicks(1));

        await call.WaitUntilAsync(c => c.Ending is not null);
    }

    [Fact]
    public void TheClock_GoesOnFromWhereItStood_WhateverItsSpeed()
    {
        var real = new TestClock();
        var clock = new NetworkClock(real);
        var (date, stamp) = (clock.GetUtcNow(), clock.GetTimestamp());
        date.ShouldBe(real.GetUtcNow());

        foreach (var (speed, seconds) in new[] { (1d, 10d), (100, 0.5), (0.1, 20), (1, 3) })
        {
            clock.Speed = speed;
            real.Advance(TimeSpan.FromSeconds(seconds));
        }

        (clock.GetUtcNow() - date).ShouldBe(TimeSpan.FromSeconds(65));
        clock.GetElapsedTime(stamp).ShouldBe(TimeSpan.FromSeconds(65));
    }

    [Fact]
    public void ATimerThatRepeats_KeepsItsPeriod_AcrossAChange_AndStopsWhenToldSo()
    {
        var real = new TestClock();
        var clock = new NetworkClock(real, speed: 10);
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));

        real.Advance(TimeSpan.FromSeconds(3));
        fired.ShouldBe(3);
        clock.Speed = 1;
        real.Advance(TimeSpan.FromSeconds(9));
        fired.ShouldBe(3);
        real.Advance(TimeSpan.FromSeconds(11));
        fired.ShouldBe(5);
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        clock.Speed = 100;
        real.Advance(TimeSpan.FromSeconds(20));

        fired.ShouldBe(5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.09)]
    [InlineData(100.1)]
    [InlineData(double.NaN)]
    public void ASpeedOutsideItsRange_IsRefused_AndChangesNothing(double speed)
    {
        stage.Network.ClockSpeed = 2;

        Should.Throw<ArgumentOutOfRangeException>(() => stage.Network.ClockSpeed = speed).Message.ShouldContain("0.1 to 100");
        stage.Network.ClockSpeed.ShouldBe(2);
        new SimulatorOptions { ClockSpeed = speed }.Mistakes().ShouldContain(m => m.StartsWith("ClockSpeed", StringComparison.Ordinal));
    }
}
