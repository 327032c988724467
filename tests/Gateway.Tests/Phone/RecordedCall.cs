using System.Net;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>A call whose person agreed to be recorded, and what the network says of it.</summary>
internal static class RecordedCall
{
    public const string Recording = "RE0123456789abcdef0123456789abcdef";
    public const string Start = $"Calls/{PhoneScene.Caller}/Recordings.json";
    public const string Change = $"Calls/{PhoneScene.Caller}/Recordings/{Recording}.json";

    public static async Task<PhoneScene> AgreedAsync(TimeProvider? time = null)
    {
        var scene = await PhoneScene.TalkingAsync(time);
        scene.Twilio.Answer = Answer;
        await scene.Gateway.Recordings.AgreeAsync(scene.Contact, scene.Agent, default);
        return scene;
    }

    public static async Task<PhoneScene> RecordingAsync(TimeProvider? time = null)
    {
        var scene = await AgreedAsync(time);
        await scene.OrderAsync(new(MediaOrderKind.Record));
        return scene;
    }

    public static Microsoft.AspNetCore.Http.IResult? Answer(TwilioRequest request) => IsStart(request) ? FakeTwilio.Json(201, new { sid = Recording, status = "in-progress" })
        : request.Path == Change ? FakeTwilio.Json(200, new { sid = Recording })
        : null;

    public static bool IsStart(TwilioRequest request) => request is { Method: "POST", Path: Start };

    public static CallRecording Only(PhoneScene scene) => scene.Gateway.Recordings.All.ShouldHaveSingleItem();

    public static async Task ToldAsync(PhoneScene scene, string status, string duration) =>
        (await scene.Gateway.StatusAsync(
            "/twilio/voice/call-recording", [.. PhoneScene.Voice(PhoneScene.Caller, "+441632960001", "in-progress"), ("RecordingSid", Recording), ("RecordingStatus", status), ("RecordingDuration", duration)]))
        .ShouldBe(HttpStatusCode.NoContent);

    /// <summary>What the recording was told to become, in order.</summary>
    public static IEnumerable<string> Told(PhoneScene scene) => scene.Twilio.Requests.Where(r => r.Method == "POST" && r.Path == Change).Select(r => r.Fields["Status"]);

    public static Microsoft.AspNetCore.Http.IResult List(string status, string duration = "-1") =>
        FakeTwilio.Json(200, new { recordings = new[] { new { sid = Recording, status, duration, source = "StartCallRecordingAPI" } } });
}
