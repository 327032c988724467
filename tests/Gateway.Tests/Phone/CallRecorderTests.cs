using Helpline.Contracts;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Records;
using Helpline.Support;
using static Helpline.Gateway.Tests.Phone.RecordedCall;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>A call is recorded once when the person agreed, paused and stopped at the network, and never outlives the talk with the agent who asked.</summary>
public sealed class CallRecorderTests
{
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
        await scene.OrderAsync(new(MediaOrderKind.Record));

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
        var clock = new TestClock();
        await using var scene = await AgreedAsync(clock);
        scene.Twilio.Answer = r => IsStart(r) ? FakeTwilio.Json(500, new { }) : null;
        await scene.OrderAsync(new(MediaOrderKind.Record));

        scene.Twilio.Answer = Answer;
        await scene.OrderAsync(new(MediaOrderKind.Record));
        scene.Twilio.Requests.Count(IsStart).ShouldBe(1, "the answer may yet be on its way");
        clock.Advance(TimeSpan.FromSeconds(21));
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

    /// <summary>The person comes off hold whatever becomes of the recording.</summary>
    [Fact]
    public async Task LeftAlone_TheyComeOffHoldFirst_AndThenItStops()
    {
        await using var scene = await RecordingAsync();
        var party = CallPartyId.New();
        await scene.Gateway.Calls.AskAsync(new("main"), scene.Contact, party, CallPartyRole.Interpreter, new PartyAbout("+441632960555", "Ewa", "pl", null), scene.Agent, default);
        await scene.ConferenceAsync("participant-join", "CAparty", $"party-{party}");

        await scene.OrderAsync(new(MediaOrderKind.LeaveAlone));

        var orders = scene.OrdersFor(PhoneScene.Caller).ToList();
        var resumed = orders.FindIndex(o => o.Contains("Hold=false", StringComparison.Ordinal));
        resumed.ShouldBeInRange(0, orders.FindIndex(o => o.Contains("Status=stopped", StringComparison.Ordinal)));
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
}
