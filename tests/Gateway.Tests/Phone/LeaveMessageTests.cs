using System.Net;
using System.Xml.Linq;
using Helpline.Contracts;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Records;
using Helpline.Support;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>Messages: recorded, kept, fetched by our own address, and deleted at the network.</summary>
public sealed class LeaveMessageTests : IAsyncLifetime
{
    private const string Recording = "RE0123456789abcdef0123456789abcdef";
    private PhoneScene scene = null!;

    public async Task InitializeAsync()
    {
        scene = await PhoneScene.WaitingAsync();
        await PostAsync("/twilio/voice/choose", ("Digits", "1"));
    }

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    public async Task TheTone_ComesAfterTheWords_AndTheRecordingMayLastThreeMinutes()
    {
        var document = await scene.QueueLeftAsync("leave");

        document.Elements().Select(e => e.Name.LocalName).ShouldBe(["Say", "Record", "Redirect"]);
        var record = document.Element("Record")!;
        (record.Attribute("maxLength")!.Value, record.Attribute("finishOnKey")!.Value).ShouldBe(("180", "*"));
        record.Attribute("recordingStatusCallback")!.Value.ShouldBe("https://helpline.example.org/twilio/voice/recording#rc=5&rp=all");
        scene.ContactState.ShouldBe(ContactState.Waiting, "whoever says nothing has lost nothing");
    }

    [Fact]
    public async Task AMessage_IsKept_AndWaitsAsATaskOfOurs()
    {
        Said(await RecordedAsync("12")).ShouldContain("To keep it, press 1");
        Said(await PostAsync("/twilio/voice/message-choice", ("Digits", "1"))).ShouldContain("someone will listen to it");

        scene.Router.Contact(scene.Contact).CloseReason.ShouldBe(CloseReason.LeftMessage);
        scene.Router.Enqueued[^1].Task.ShouldBe(ContactTask.Message);
        await scene.CallStatusAsync(PhoneScene.Caller, "completed");
        scene.Router.Contact(scene.Contact).CloseReason.ShouldBe(CloseReason.LeftMessage);
    }

    [Fact]
    public async Task AMessageListenedTo_IsNotQueuedAgain_ByLateNews()
    {
        await RecordedAsync("12");
        await PostAsync("/twilio/voice/message-choice", ("Digits", "1"));
        var queued = scene.Router.Enqueued.Count;
        scene.Gateway.Waiting.ListenedTo = true;

        await scene.CallStatusAsync(PhoneScene.Caller, "completed");

        scene.Router.Enqueued.Count.ShouldBe(queued);
    }

    [Fact]
    public async Task RecordedAgain_TheFirstIsDiscarded()
    {
        await RecordedAsync("12");

        (await PostAsync("/twilio/voice/message-choice", ("Digits", "2"))).Element("Record").ShouldNotBeNull();

        scene.Gateway.Waiting.Discarded.ShouldBe([Recording]);
        scene.ContactState.ShouldBe(ContactState.Waiting);
    }

    [Theory]
    [InlineData("2", CloseReason.LeftMessage)]
    [InlineData("1", CloseReason.Abandoned)]
    public async Task AHangUp_InTheMiddle_KeepsTwoSecondsOrMore(string seconds, CloseReason reason)
    {
        await PostAsync("/twilio/voice/recorded", ("RecordingSid", Recording), ("RecordingDuration", seconds), ("Digits", "hangup"));
        await scene.CallStatusAsync(PhoneScene.Caller, "completed");

        scene.Router.Contact(scene.Contact).CloseReason.ShouldBe(reason);
    }

    [Fact]
    public async Task AHangUp_WhoseRecordingIsToldOfLater_IsLookedForAtTheNetwork()
    {
        scene.Twilio.Answer = r => r.Path == $"Calls/{PhoneScene.Caller}/Recordings.json"
            ? FakeTwilio.Json(200, new { recordings = new[] { new { sid = Recording, duration = "7" } } }) : null;

        await scene.CallStatusAsync(PhoneScene.Caller, "completed");

        scene.Router.Contact(scene.Contact).CloseReason.ShouldBe(CloseReason.LeftMessage);
        scene.Gateway.Waiting.Recorded.ShouldBe([new RecordedMessage(Recording, PhoneScene.Caller, scene.Contact, 7)]);
        scene.Router.Enqueued[^1].Task.ShouldBe(ContactTask.Message);
    }

    [Fact]
    public async Task TheNoticeOfARecording_AfterTheEnd_KeepsItToo()
    {
        await scene.CallStatusAsync(PhoneScene.Caller, "completed");

        (await scene.Gateway.StatusAsync(
            "/twilio/voice/recording", ("CallSid", PhoneScene.Caller), ("RecordingSid", Recording), ("RecordingStatus", "completed"), ("RecordingDuration", "9")))
            .ShouldBe(HttpStatusCode.NoContent);

        scene.Router.Enqueued[^1].Task.ShouldBe(ContactTask.Message);
    }

    [Fact]
    public async Task ASilence_LeadsBackToTheQueue_AndTheChoiceIsForgotten()
    {
        Said(await PostAsync("/twilio/voice/no-message")).ShouldContain("We did not hear a message");

        (await scene.Gateway.Records.FindAsync(PhoneScene.Caller, CancellationToken.None))!.Choice.ShouldBe(WaitChoice.Wait);
        (await scene.WaitAsync()).Element("Gather").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("RE0123456789abcdef0123456789abcde")]
    [InlineData("RE0123456789abcdef0123456789abcdef/../../Calls")]
    public async Task ARecordingWhoseNameIsNotOne_IsNotNoted(string sid)
    {
        await PostAsync("/twilio/voice/recorded", ("RecordingSid", sid), ("RecordingDuration", "12"));

        scene.Gateway.Waiting.Recorded.ShouldBeEmpty();
    }

    [Fact]
    public async Task TheSound_IsFetchedFromOurOwnAddress_AndDeletedThere_AgainUntilDone()
    {
        var clock = new TestClock();
        await using var later = await PhoneScene.WaitingAsync(clock);
        var sound = new byte[] { 82, 73, 70, 70 };
        var tries = 0;
        later.Twilio.Answer = r => (r.Method, r.Path) switch
        {
            ("GET", $"Recordings/{Recording}.wav") => Interlocked.Increment(ref tries) == 1 ? FakeTwilio.Json(503, new { }) : FakeTwilio.Sound(sound),
            ("DELETE", $"Recordings/{Recording}.json") => FakeTwilio.Json(204, new { }),
            _ => null,
        };
        later.Gateway.Waiting.Jobs.Enqueue(new SoundJob(Recording, Fetch: true));
        await AdvanceUntilAsync(clock, () => Volatile.Read(ref tries) == 1);
        later.Gateway.Waiting.Deleted.ShouldBeEmpty();

        later.Gateway.Waiting.Jobs.Enqueue(new SoundJob(Recording, Fetch: true));
        await AdvanceUntilAsync(clock, () => !later.Gateway.Waiting.Deleted.IsEmpty);

        later.Gateway.Waiting.Stored[Recording].ShouldBe(sound);
        later.Gateway.Waiting.Deleted.ShouldBe([Recording]);
    }

    private static Task AdvanceUntilAsync(TestClock clock, Func<bool> condition) => Poll.Until(
        () =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return condition();
        },
        "the worker has done it");

    private static string Said(XElement document) => string.Join(' ', document.Descendants("Say").Select(s => s.Value));

    private Task<XElement> RecordedAsync(string seconds) =>
        PostAsync("/twilio/voice/recorded", ("RecordingSid", Recording), ("RecordingDuration", seconds), ("RecordingUrl", "https://elsewhere.example.org/x"), ("Digits", "*"));

    private Task<XElement> PostAsync(string target, params (string Name, string Value)[] more) =>
        scene.Gateway.DocumentAsync(target, [.. PhoneScene.Voice(PhoneScene.Caller, "+447700900101", "in-progress"), .. more]);
}
