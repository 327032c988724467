using Helpline.Gateway.Tests.Doubles;
using Helpline.Records;
using Helpline.Support;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>Recorded calls come home whole or not at all, and nothing is counted as deleted that may yet be there.</summary>
public sealed class SoundFetchingTests
{
    private const string Recording = "RE0123456789abcdef0123456789abcdef";
    private readonly TestClock clock = new();

    /// <summary>What only the holder of a key can hear is not sealed as if it were a sound, and above all not deleted there.</summary>
    [Fact]
    public async Task WhatTheNetworkEncrypted_IsNeitherFetchedNorDeleted()
    {
        await using var scene = await PhoneScene.TalkingAsync(clock);
        scene.Twilio.Answer = r => r is { Method: "GET", Path: $"Recordings/{Recording}.json" }
            ? FakeTwilio.Json(200, new { sid = Recording, status = "completed", encryption_details = new { public_key_sid = "CR1", type = "rsa-aes" } })
            : null;
        scene.Gateway.Recordings.Jobs.Enqueue(new SoundJob(Recording, Fetch: true, CallSid: PhoneScene.Caller));

        await UntilAsync(() => scene.Twilio.To($"{Recording}.json").Any());
        await NextAsync(scene);

        scene.Twilio.To($"{Recording}.mp3").ShouldBeEmpty();
        scene.Twilio.Requests.ShouldNotContain(r => r.Method == "DELETE" && r.Path == $"Recordings/{Recording}.json");
    }

    [Theory]
    [InlineData(11, false)]
    [InlineData(12, true)]
    public async Task WhatIsNotThere_IsGivenUp_AfterSomeHours(int tries, bool givenUp)
    {
        await using var scene = await PhoneScene.TalkingAsync(clock);
        scene.Gateway.Recordings.Jobs.Enqueue(new SoundJob(Recording, Fetch: true, CallSid: PhoneScene.Caller, Tries: tries));

        await UntilAsync(() => scene.Twilio.To($"{Recording}.mp3").Any());
        await NextAsync(scene);

        scene.Gateway.Recordings.GivenUp.Count.ShouldBe(givenUp ? 1 : 0);
    }

    [Fact]
    public async Task ANetworkThatIsAway_IsWaitedFor()
    {
        await using var scene = await PhoneScene.TalkingAsync(clock);
        scene.Twilio.Answer = r => r.Path == $"Recordings/{Recording}.mp3" ? FakeTwilio.Json(503, new { }) : null;
        scene.Gateway.Recordings.Jobs.Enqueue(new SoundJob(Recording, Fetch: true, CallSid: PhoneScene.Caller, Tries: 100));

        await UntilAsync(() => scene.Twilio.To($"{Recording}.mp3").Any());
        await NextAsync(scene);

        scene.Gateway.Recordings.GivenUp.ShouldBeEmpty();
    }

    /// <summary>Made a moment ago, it may not be found yet.</summary>
    [Fact]
    public async Task NotFound_IsAsGoodAsDeleted_OnlyWhenTheCallIsOver()
    {
        await using var scene = await PhoneScene.TalkingAsync(clock);
        scene.Gateway.Recordings.Jobs.Enqueue(new SoundJob(Recording, Fetch: false, CallSid: PhoneScene.Caller));
        await UntilAsync(() => scene.Twilio.Requests.Any(r => r.Method == "DELETE"));
        await NextAsync(scene);
        scene.Gateway.Recordings.Deleted.ShouldBe([Next]);

        await scene.CallStatusAsync(PhoneScene.Caller, "completed");
        scene.Gateway.Recordings.Jobs.Enqueue(new SoundJob(Recording, Fetch: false, CallSid: PhoneScene.Caller));

        await UntilAsync(() => scene.Gateway.Recordings.Deleted.Count == 2);
        scene.Gateway.Recordings.Deleted.ShouldBe([Next, Recording]);
    }

    private const string Next = "REffffffffffffffffffffffffffffffff";

    /// <summary>Another job is done, so the one before is.</summary>
    private Task NextAsync(PhoneScene scene)
    {
        scene.Gateway.Recordings.Jobs.Enqueue(new SoundJob(Next, Fetch: false));
        return UntilAsync(() => scene.Gateway.Recordings.Deleted.Contains(Next));
    }

    private Task UntilAsync(Func<bool> condition) => Poll.Until(
        () =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return condition();
        },
        "the worker has done it");
}
