namespace Helpline.Simulator.Tests;

/// <summary>Recording a call over REST, as Twilio's "Recordings resource" has it.</summary>
public sealed class LiveRecordingTests : IAsyncLifetime
{
    private readonly Stage stage = new();

    public Task InitializeAsync() => stage.InitializeAsync();

    public Task DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task ACall_IsRecorded_Paused_AndStopped_AndItsLengthLeavesThePauseOut()
    {
        var call = await RingAsync();
        var (created, recording) = await stage.Post($"Calls/{call}/Recordings.json", Told("in-progress completed"));
        var sid = recording.GetProperty("sid").GetString();
        (created, recording.GetProperty("status").GetString(), recording.GetProperty("source").GetString()).ShouldBe((201, "in-progress", "StartCallRecordingAPI"));
        (await stage.Gateway.Received("/recorded"))[0]["RecordingStatus"].ShouldBe("in-progress");
        (await stage.Get($"Recordings/{sid}.mp3")).Status.ShouldBe(404);

        stage.Clock.Advance(TimeSpan.FromSeconds(10));
        (await ChangeAsync(call, sid, "paused")).ShouldBe(200);
        stage.Clock.Advance(TimeSpan.FromSeconds(30));
        (await ChangeAsync(call, sid, "in-progress")).ShouldBe(200);
        stage.Clock.Advance(TimeSpan.FromSeconds(5));
        (await ChangeAsync(call, sid, "stopped")).ShouldBe(200);

        (await ChangeAsync(call, sid, "in-progress")).ShouldBe(400);
        var done = (await stage.Gateway.Received("/recorded", 2))[1];
        (done["RecordingStatus"], done["RecordingDuration"], done["RecordingSid"], done["CallSid"]).ShouldBe(("completed", "15", sid, call));
        (await stage.Get($"Recordings/{sid}.json")).Body.GetProperty("duration").GetString().ShouldBe("15");
    }

    [Fact]
    public async Task WhenTheCallEnds_TheRecordingEnds()
    {
        var call = await RingAsync();
        await stage.Post($"Calls/{call}/Recordings.json", Told("completed"));
        stage.Clock.Advance(TimeSpan.FromSeconds(7));

        stage.Amira.HangUp();

        (await stage.Gateway.Received("/recorded"))[0]["RecordingDuration"].ShouldBe("7");
        (await stage.Post($"Calls/{call}/Recordings.json", Told("completed"))).Status.ShouldBe(400);
    }

    [Fact]
    public async Task WhatIsNotKnown_IsRefused()
    {
        var call = await RingAsync();

        (await stage.Post("Calls/CA00000000000000000000000000000000/Recordings.json", Told("completed"))).Status.ShouldBe(404);
        (await ChangeAsync(call, "RE00000000000000000000000000000000", "paused")).ShouldBe(404);
        var (_, recording) = await stage.Post($"Calls/{call}/Recordings.json", Told("completed"));
        (await ChangeAsync(call, recording.GetProperty("sid").GetString(), "louder")).ShouldBe(400);
    }

    private async Task<string> RingAsync()
    {
        stage.Gateway.Answer("/voice", "<Say>Hello</Say><Enqueue>line</Enqueue>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("hold music");
        return stage.Amira.CallSid!;
    }

    private object Told(string events) => new { RecordingStatusCallback = $"{stage.Gateway.Url}/recorded", RecordingStatusCallbackEvent = events, RecordingChannels = "mono" };

    private async Task<int> ChangeAsync(string call, string? sid, string status) => (await stage.Post($"Calls/{call}/Recordings/{sid}.json", new { Status = status })).Status;
}
