using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>An abusive call ends with one calm sentence, advice for danger in it, and is not cut short.</summary>
public sealed class FarewellTests
{
    [Fact]
    public async Task TheCallerIsLedToTheLastSentence_TheRestIsParted_AndTheAgentsShareEnds()
    {
        await using var scene = await PhoneScene.TalkingAsync();

        await scene.OrderAsync(new(MediaOrderKind.Farewell));

        scene.OrdersFor(PhoneScene.Caller).ShouldContain(o => o.StartsWith($"Calls/{PhoneScene.Caller}.json Url=https://helpline.example.org/twilio/voice/farewell#", StringComparison.Ordinal));
        scene.OrdersFor(PhoneScene.Caller).ShouldContain(o => o.Contains("EndConferenceOnExit=false", StringComparison.Ordinal));
        scene.AssignmentState.ShouldBe(AssignmentState.WrapUp);
        scene.IsEnded(PhoneScene.Caller).ShouldBeFalse();
        (await scene.LegAsync(PhoneScene.Caller)).ShouldBe(CallLegState.Ended);
    }

    [Fact]
    public async Task OrderedTwice_ItIsSaidOnce()
    {
        await using var scene = await PhoneScene.TalkingAsync();

        await scene.OrderAsync(new(MediaOrderKind.Farewell));
        await scene.OrderAsync(new(MediaOrderKind.Farewell));

        scene.OrdersFor(PhoneScene.Caller).Count(order => order.Contains("/farewell", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task TheSentence_SaysWhatToDoInDanger_AndHangsUp()
    {
        await using var scene = await PhoneScene.TalkingAsync();

        var document = await scene.Gateway.DocumentAsync("/twilio/voice/farewell", PhoneScene.Voice(PhoneScene.Caller, "+441632960001", "in-progress"));

        document.Elements().Select(e => e.Name.LocalName).ShouldBe(["Say", "Hangup"]);
        document.Element("Say")!.Value.ShouldContain("dial 9 9 9");
        document.Element("Say")!.Value.ShouldContain("You can ring us again");
    }
}
