using Helpline.Contracts;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>Twilio promises neither order nor once. Whatever comes when, and how often: a person on the line is never given up, one who is gone never offered.</summary>
public sealed class AnyOrderTests
{
    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 12));

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task WhenTheCallerHungUp_EveryOrderEndsWithAnAnsweredCall(int seed)
    {
        await using var scene = await PhoneScene.TalkingAsync();
        scene.Twilio.End(PhoneScene.Caller);
        scene.Twilio.End(PhoneScene.AgentCall);

        await InAnyOrderAsync(
            seed,
            () => scene.AgentJoinsAsync(),
            () => scene.CallerJoinsAsync(),
            () => scene.CallerLeavesAsync(("ReasonParticipantLeft", "participant_hung_up"), ("ParticipantCallStatus", "completed")),
            () => scene.AgentLeavesAsync(reason: "moderator_ended_conference"),
            () => scene.ConferenceAsync("conference-end", null, null),
            () => scene.CallStatusAsync(PhoneScene.Caller, "completed"),
            () => scene.CallStatusAsync(PhoneScene.AgentCall, "completed"));

        scene.AssignmentState.ShouldBe(AssignmentState.WrapUp);
        scene.Router.Contact(scene.Contact).CloseReason.ShouldBe(CloseReason.Answered);
        scene.IsSentBack.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task WhenTheAgentBroke_EveryOrderLeavesTheCallerWaiting(int seed)
    {
        await using var scene = await PhoneScene.TalkingAsync();
        scene.Twilio.End(PhoneScene.AgentCall);

        await InAnyOrderAsync(
            seed,
            () => scene.AgentJoinsAsync(),
            () => scene.CallerJoinsAsync(),
            () => scene.AgentLeavesAsync(),
            () => scene.CallStatusAsync(PhoneScene.AgentCall, "completed"),
            () => scene.ConferenceAsync("conference-end", null, null),
            () => scene.CallerLeavesAsync(("ReasonParticipantLeft", "participant_updated_via_api")),
            () => scene.HandleAsync(RoutingEventKind.AgentLost));

        scene.ContactState.ShouldBe(ContactState.Waiting);
        scene.Router.Steps.ShouldNotContain("personLeft");
        scene.IsSentBack.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task WhenTheCallerHungUpWhileConnecting_EveryOrderEndsAbandoned(int seed)
    {
        await using var scene = await PhoneScene.ConnectingAsync();
        scene.Twilio.End(PhoneScene.Caller);

        await InAnyOrderAsync(
            seed,
            () => scene.AgentJoinsAsync(),
            () => scene.QueueLeftAsync("hangup"),
            () => scene.CallStatusAsync(PhoneScene.Caller, "completed"),
            () => scene.AgentLeavesAsync(),
            () => scene.ConferenceAsync("conference-end", null, null),
            () => scene.CallStatusAsync(PhoneScene.AgentCall, "completed"));

        scene.ContactState.ShouldBe(ContactState.Closed);
        scene.Router.Contact(scene.Contact).CloseReason.ShouldBe(CloseReason.Abandoned);
    }

    private static async Task InAnyOrderAsync(int seed, params Func<Task>[] notices)
    {
        var random = new Random(seed);
        var order = notices.Concat(notices.Where(_ => random.Next(2) == 0)).ToArray();
        random.Shuffle(order);
        foreach (var notice in order)
        {
            await notice();
        }
    }
}
