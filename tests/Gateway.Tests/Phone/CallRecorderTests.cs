using System.Net;
using Helpline.Contracts;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Gateway.Twilio;
using Helpline.Records;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>A call is recorded once when the person agreed, paused and stopped at the network, and never outlives the talk with the agent who asked.</summary>
public sealed class CallRecorderTests
{
    private const string Recording = "RE0123456789abcdef0123456789abcdef";
    private const string Start = $"Calls/{PhoneScene.Caller}/Recordings.json";
    private const string Change = $"Calls/{PhoneScene.Caller}/Recordings/{Recording}.json";

    [Fact]
    public async Task WhenTheyAgree_TheirOwnLegIsRecorded_Once()
    {
        await using var scene = await AgreedAsync();

        await scene.OrderAsync(new(MediaOrderKind.Record));
        await scene.OrderAsync(new(MediaOrderKind.Record));

        var start = scene.Twilio.Requests.Where(IsStart).ShouldHaveSingleItem();
        start.Fields["RecordingStatusCallback"].ShouldBe("https://helpline.example.org/twilio/voice/call-recording#rc=5&rp=all");
        (start.Fields["RecordingChannels"], start.Fields["RecordingStatusCallbackEvent"]).ShouldBe(("mono", "in-progress completed absent"));
        Only(scene).ShouldSatisfyAllConditions(r => r.State.ShouldBe(RecordingState.Recording), r => r.RecordingSid.ShouldBe(Recording));
        scene.Router.Announced.ShouldContain((scene.Contact, ContactNews.CallChanged));
    }

    [Fact]
    public async Task WithoutAWordFromThem_NothingIsRecorded()
    {
        await using var scene = await PhoneScene.TalkingAsync();

        await scene.OrderAsync(new(MediaOrderKind.Record));

        scene.Twilio.Requests.ShouldNotContain(r => r.Path.Contains("Recordings", StringComparison.Ordinal) && r.Method == "POST");
    }

    [Fact]
    public async Task Paused_Resumed_AndStopped_AsTheAgentWishes()
    {
        await using var scene = await RecordingAsync();
        foreach (var wish in new[] { RecordingWish.Pause, RecordingWish.Record, RecordingWish.Stop })
        {
            await scene.Gateway.Recordings.WishAsync(scene.Contact, wish, default);
            await scene.OrderAsync(new(MediaOrderKind.Record));
            await scene.OrderAsync(new(MediaOrderKind.Record));
        }

        scene.Twilio.Requests.Where(r => r.Method == "POST" && r.Path == Change).Select(r => r.Fields["Status"]).ShouldBe(["paused", "in-progress", "stopped"]);
        scene.Twilio.Requests.First(r => r.Path == Change).Fields["PauseBehavior"].ShouldBe("skip");
        Only(scene).State.ShouldBe(RecordingState.Stopped);
    }

    [Fact]
    public async Task WhetherItBegan_IsNotKnown_ItIsLookedForBeforeItIsAskedAgain()
    {
        await using var scene = await AgreedAsync();
        scene.Twilio.Answer = r => IsStart(r) ? FakeTwilio.Break() : null;
        await Should.ThrowAsync<TwilioUnavailableException>(() => scene.OrderAsync(new(MediaOrderKind.Record)));

        scene.Twilio.Answer = r => r is { Method: "GET", Path: Start }
            ? FakeTwilio.Json(200, new { recordings = new object[] { new { sid = "REmessage", status = "completed", source = "RecordVerb" }, new { sid = Recording, status = "in-progress", source = "StartCallRecordingAPI" } } })
            : null;
        await scene.OrderAsync(new(MediaOrderKind.Record));

        scene.Twilio.Requests.Count(IsStart).ShouldBe(1);
        (Only(scene).State, Only(scene).RecordingSid).ShouldBe((RecordingState.Recording, Recording));
    }

    [Fact]
    public async Task ItDidNotBegin_AndTheyAgreedJustNow_ItIsAskedForAgain()
    {
        await using var scene = await AgreedAsync();
        scene.Twilio.Answer = r => IsStart(r) ? FakeTwilio.Json(500, new { }) : null;
        await Should.ThrowAsync<TwilioUnavailableException>(() => scene.OrderAsync(new(MediaOrderKind.Record)));

        scene.Twilio.Answer = Answer;
        await scene.OrderAsync(new(MediaOrderKind.Record));

        Only(scene).State.ShouldBe(RecordingState.Recording);
    }

    [Fact]
    public async Task ARefusal_IsSaid()
    {
        await using var scene = await AgreedAsync();
        scene.Twilio.Answer = r => IsStart(r) ? FakeTwilio.Json(400, new { code = 21220 }) : null;

        await scene.OrderAsync(new(MediaOrderKind.Record));

        (Only(scene).State, Only(scene).Problem).ShouldBe((RecordingState.Failed, "The telephone network did not record. Nothing was recorded."));
    }

    [Theory]
    [InlineData(RoutingEventKind.AgentLost)]
    [InlineData(RoutingEventKind.Transferred)]
    [InlineData(RoutingEventKind.Ended)]
    [InlineData(RoutingEventKind.PersonLeft)]
    public async Task WhenTheTalkEnds_TheRecordingEnds(RoutingEventKind kind)
    {
        await using var scene = await RecordingAsync();

        await scene.HandleAsync(kind);

        scene.Twilio.Requests.Where(r => r.Path == Change).Select(r => r.Fields["Status"]).ShouldBe(["stopped"]);
    }

    /// <summary>Notices come in any order and more than once; the first end stands, and its length is learned.</summary>
    [Fact]
    public async Task TheNetworksNotices_InTheWrongOrder_LeaveOneEnd()
    {
        await using var scene = await RecordingAsync();

        await ToldAsync(scene, "completed", "93");
        await ToldAsync(scene, "in-progress", "-1");
        await ToldAsync(scene, "completed", "93");

        (Only(scene).State, Only(scene).Seconds).ShouldBe((RecordingState.Stopped, 93));
    }

    [Fact]
    public async Task ARecordingOfACall_IsNotTakenForAMessage()
    {
        await using var scene = await PhoneScene.WaitingAsync();
        await scene.Gateway.DocumentAsync("/twilio/voice/choose", [.. PhoneScene.Voice(PhoneScene.Caller, "+441632960001", "in-progress"), ("Digits", "1")]);
        scene.Twilio.Answer = r => r is { Method: "GET", Path: Start }
            ? FakeTwilio.Json(200, new { recordings = new[] { new { sid = Recording, duration = "60", status = "completed", source = "StartCallRecordingAPI" } } })
            : null;

        await scene.CallStatusAsync(PhoneScene.Caller, "completed");

        scene.Router.Contact(scene.Contact).CloseReason.ShouldBe(CloseReason.Abandoned);
    }

    private static async Task<PhoneScene> AgreedAsync()
    {
        var scene = await PhoneScene.TalkingAsync();
        scene.Twilio.Answer = Answer;
        await scene.Gateway.Recordings.AgreeAsync(scene.Contact, scene.Agent, default);
        return scene;
    }

    private static async Task<PhoneScene> RecordingAsync()
    {
        var scene = await AgreedAsync();
        await scene.OrderAsync(new(MediaOrderKind.Record));
        return scene;
    }

    private static Microsoft.AspNetCore.Http.IResult? Answer(TwilioRequest request) => IsStart(request) ? FakeTwilio.Json(201, new { sid = Recording, status = "in-progress" })
        : request.Path == Change ? FakeTwilio.Json(200, new { sid = Recording })
        : null;

    private static bool IsStart(TwilioRequest request) => request is { Method: "POST", Path: Start };

    private static CallRecording Only(PhoneScene scene) => scene.Gateway.Recordings.All.ShouldHaveSingleItem();

    private static async Task ToldAsync(PhoneScene scene, string status, string duration) =>
        (await scene.Gateway.StatusAsync(
            "/twilio/voice/call-recording", [.. PhoneScene.Voice(PhoneScene.Caller, "+441632960001", "in-progress"), ("RecordingSid", Recording), ("RecordingStatus", status), ("RecordingDuration", duration)]))
        .ShouldBe(HttpStatusCode.NoContent);
}
