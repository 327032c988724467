using Helpline.Contracts;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Records;
using Helpline.Support;
using static Helpline.Gateway.Tests.Phone.RecordedCall;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>Whatever is lost, refused or late: nothing is recorded that is not to be, and the call itself never waits for a recording.</summary>
public sealed class RecordingTroubleTests
{
    private readonly TestClock clock = new();

    /// <summary>The agent is gone, another node found nothing to stop, and only then the answer comes: it did begin.</summary>
    [Fact]
    public async Task ItBegins_AfterItWasOver_ItIsStoppedAtOnce_AndNeverFetched()
    {
        await using var scene = await AgreedAsync();
        scene.Twilio.Answer = r =>
        {
            if (IsStart(r))
            {
                var id = Only(scene).Id;
                scene.Gateway.Recordings.WishAsync(scene.Contact, RecordingWish.Stop, default).GetAwaiter().GetResult();
                scene.Gateway.Recordings.AdvanceAsync(id, new(RecordingState.Stopped), default).GetAwaiter().GetResult();
            }

            return Answer(r);
        };

        await scene.OrderAsync(new(MediaOrderKind.Record));

        Told(scene).ShouldBe(["stopped"]);
        (Only(scene).State, Only(scene).MayRunOn).ShouldBe((RecordingState.Failed, false));
    }

    [Fact]
    public async Task TheNoticeThatItBegan_AfterItWasOver_StopsIt()
    {
        await using var scene = await AgreedAsync();
        scene.Twilio.Answer = r => IsStart(r) ? FakeTwilio.Break() : Answer(r);
        await scene.OrderAsync(new(MediaOrderKind.Record));
        await scene.HandleAsync(RoutingEventKind.Transferred);
        (Only(scene).State, Only(scene).MayRunOn).ShouldBe((RecordingState.Stopped, true));

        await ToldAsync(scene, "in-progress", "-1");

        Told(scene).ShouldBe(["stopped"]);
        (Only(scene).State, Only(scene).MayRunOn).ShouldBe((RecordingState.Failed, false));
    }

    /// <summary>Neither answer nor notice came: it is looked for until it must have shown.</summary>
    [Fact]
    public async Task ItBegan_AndNobodySaysSo_TheRoundFindsAndStopsIt()
    {
        await using var scene = await AgreedAsync(clock);
        scene.Twilio.Answer = r => IsStart(r) ? FakeTwilio.Break() : Answer(r);
        await scene.OrderAsync(new(MediaOrderKind.Record));
        await scene.HandleAsync(RoutingEventKind.Transferred);

        scene.Twilio.Answer = r => r is { Method: "GET", Path: Start } ? List("in-progress") : Answer(r);
        await RoundsUntilAsync(() => !Only(scene).MayRunOn);

        (Told(scene).First(), Only(scene).State).ShouldBe(("stopped", RecordingState.Failed));
    }

    [Fact]
    public async Task TakenBack_BeforeTheNetworkIsAsked_NothingIsAsked()
    {
        await using var scene = await AgreedAsync();
        scene.Gateway.Recordings.BeforeTry = () => scene.Gateway.Recordings.WithdrawAsync(scene.Contact, scene.Agent, default);

        await scene.OrderAsync(new(MediaOrderKind.Record));

        scene.Twilio.Requests.ShouldNotContain(r => IsStart(r));
    }

    [Fact]
    public async Task PausedBeforeItIsKnownToHaveBegun_ItIsNotBegunOnceMore()
    {
        await using var scene = await AgreedAsync(clock);
        scene.Twilio.Answer = r => IsStart(r) ? FakeTwilio.Break() : Answer(r);
        await scene.OrderAsync(new(MediaOrderKind.Record));
        await scene.Gateway.Recordings.WishAsync(scene.Contact, RecordingWish.Pause, default);
        clock.Advance(TimeSpan.FromSeconds(31));

        scene.Twilio.Answer = Answer;
        await scene.OrderAsync(new(MediaOrderKind.Record));

        scene.Twilio.Requests.Count(IsStart).ShouldBe(1);
        Only(scene).State.ShouldBe(RecordingState.Paused, "nothing runs, and it may be recorded on");
    }

    [Theory]
    [InlineData("in-progress", RecordingState.Recording)]
    [InlineData("completed", RecordingState.Stopped)]
    [InlineData("absent", RecordingState.Failed)]
    public async Task ARefusedPause_IsAnEndOnly_WhenTheNetworkSaysSo(string status, RecordingState stands)
    {
        await using var scene = await RecordingAsync();
        scene.Twilio.Answer = r => r.Path == Change ? FakeTwilio.Json(400, new { code = 16114 }) : r is { Method: "GET", Path: Start } ? List(status) : null;

        await scene.Gateway.Recordings.WishAsync(scene.Contact, RecordingWish.Pause, default);
        await scene.OrderAsync(new(MediaOrderKind.Record));

        Only(scene).State.ShouldBe(stands);
    }

    [Fact]
    public async Task ARefusedStop_IsOrderedAgain_UntilItIsDone()
    {
        await using var scene = await RecordingAsync(clock);
        scene.Twilio.Answer = r => r.Path == Change ? FakeTwilio.Json(404, new { code = 20404 }) : r is { Method: "GET", Path: Start } ? List("in-progress") : null;
        await scene.HandleAsync(RoutingEventKind.Transferred);
        Only(scene).IsOver.ShouldBeFalse();

        scene.Twilio.Answer = Answer;
        await RoundsUntilAsync(() => Only(scene).IsOver);

        Only(scene).State.ShouldBe(RecordingState.Stopped);
    }

    [Fact]
    public async Task ANetworkThatDoesNotAnswer_KeepsNobodyFromLeaving()
    {
        await using var scene = await RecordingAsync();
        scene.Twilio.Answer = r => r.Path.Contains("Recordings", StringComparison.Ordinal) ? FakeTwilio.Json(503, new { }) : null;

        await scene.HandleAsync(RoutingEventKind.PersonLeft);

        scene.IsEnded(PhoneScene.AgentCall).ShouldBeTrue();
        Only(scene).Wish.ShouldBe(RecordingWish.Stop);
    }

    [Fact]
    public async Task TheStop_IsWished_AlsoWhenTheRestOfTheEventFails()
    {
        await using var scene = await RecordingAsync();
        scene.Twilio.Answer = r => r.Path == $"Calls/{PhoneScene.AgentCall}.json" ? FakeTwilio.Json(503, new { }) : Answer(r);

        await Should.ThrowAsync<Exception>(() => scene.HandleAsync(RoutingEventKind.PersonLeft));

        Only(scene).State.ShouldBe(RecordingState.Stopped);
    }

    [Fact]
    public async Task ItsEnd_WasNeverTold_TheRoundNotices()
    {
        await using var scene = await RecordingAsync(clock);
        scene.Twilio.Answer = r => r is { Method: "GET", Path: Start } ? List("completed", "93") : null;

        await RoundsUntilAsync(() => Only(scene).IsOver);

        (Only(scene).State, Only(scene).Seconds).ShouldBe((RecordingState.Stopped, 93));
    }

    /// <summary>The order to stop was lost with the node that had it: it must not run on into the talk with the next.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ItsAgentIsNotWithThemAnyMore_TheRoundStopsIt(bool anotherHasThem)
    {
        await using var scene = await RecordingAsync(clock);
        if (anotherHasThem)
        {
            await scene.Router.AgentLostAsync(new("main"), scene.Assignment, default);
            var (next, _) = scene.Router.Accepted(scene.Contact, AgentId.New());
            await scene.Router.ConnectedAsync(new("main"), next, default);
        }
        else
        {
            await scene.Router.EndAsync(new("main"), scene.Assignment, scene.Agent, default);
        }

        await RoundsUntilAsync(() => Only(scene).IsOver);

        Told(scene).ShouldBe(["stopped"]);
    }

    [Fact]
    public async Task WhatLastsLongerThanCanBeFetched_IsStopped()
    {
        await using var scene = await RecordingAsync(clock);
        scene.Twilio.Answer = r => r is { Method: "GET", Path: Start } ? List("in-progress") : Answer(r);
        clock.Advance(TimeSpan.FromHours(4));

        await RoundsUntilAsync(() => Only(scene).IsOver);

        Told(scene).ShouldBe(["stopped"]);
    }

    private Task RoundsUntilAsync(Func<bool> condition) => Poll.Until(
        () =>
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            return condition();
        },
        "the round has seen to it");
}
