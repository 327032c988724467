using System.Net;
using Helpline.Contracts;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Records;
using static Helpline.Gateway.Tests.Phone.RecordedCall;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>Nobody is recorded who was not asked, nor the person while they believe that nobody listens.</summary>
public sealed class RecordingPausesTests
{
    [Fact]
    public async Task OnHold_NothingIsRecorded_AndAfterItGoesOn_IfItWasTheHoldThatPausedIt()
    {
        await using var scene = await RecordingAsync();

        await HoldAsync(scene, "participant-hold", 7);
        Only(scene).State.ShouldBe(RecordingState.Paused);
        await HoldAsync(scene, "participant-unhold", 8);
        Only(scene).State.ShouldBe(RecordingState.Recording);

        await scene.Gateway.Recordings.WishAsync(scene.Contact, RecordingWish.Pause, default);
        await scene.OrderAsync(new(MediaOrderKind.Record));
        await HoldAsync(scene, "participant-hold", 9);
        await HoldAsync(scene, "participant-unhold", 10);
        Only(scene).State.ShouldBe(RecordingState.Paused);
    }

    [Fact]
    public async Task WhoComesIn_WhileItRecordsAgain_PausesIt()
    {
        await using var scene = await RecordingAsync();
        var party = await AskedAsync(scene);
        await scene.OrderAsync(new(MediaOrderKind.AddParty, party));
        await scene.Gateway.Recordings.WishAsync(scene.Contact, RecordingWish.Record, default);
        await scene.OrderAsync(new(MediaOrderKind.Record));
        Only(scene).State.ShouldBe(RecordingState.Recording);

        await scene.ConferenceAsync("participant-join", "CAparty", $"party-{party}");
        Only(scene).State.ShouldBe(RecordingState.Paused);
        scene.Gateway.Calls.Party(party).State.ShouldBe(CallPartyState.Joined);

        await scene.Gateway.Recordings.WishAsync(scene.Contact, RecordingWish.Record, default);
        await scene.ConferenceAsync("participant-join", "CAparty", $"party-{party}");
        Only(scene).Wish.ShouldBe(RecordingWish.Record, "they were asked since; the notice is an old one");
    }

    [Fact]
    public async Task NobodyIsRung_WhileItCannotBePaused()
    {
        await using var scene = await RecordingAsync();
        scene.Twilio.Answer = r => r.Path == Change ? FakeTwilio.Json(503, new { }) : null;
        var party = await AskedAsync(scene);

        await scene.OrderAsync(new(MediaOrderKind.AddParty, party));

        scene.Twilio.To("/Participants.json").ShouldBeEmpty();
        scene.Gateway.Calls.Party(party).Problem.ShouldBe("The recording could not be paused, and they have not been asked about it. Stop it, or try again.");
    }

    private static Task<HttpStatusCode> HoldAsync(PhoneScene scene, string @event, int number) =>
        scene.ConferenceAsync(@event, PhoneScene.Caller, "caller", ("Hold", @event == "participant-hold" ? "true" : "false"), ("SequenceNumber", $"{number}"));

    private static async Task<CallPartyId> AskedAsync(PhoneScene scene)
    {
        var id = CallPartyId.New();
        await scene.Gateway.Calls.AskAsync(new("main"), scene.Contact, id, CallPartyRole.Interpreter, new PartyAbout("+441632960555", "Ewa", "pl", null), scene.Agent, default);
        return id;
    }
}
