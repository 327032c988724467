using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.Gateway.Tests.Phone;

public sealed class WaitingRoomTests : IAsyncLifetime
{
    private PhoneScene scene = null!;

    public async Task InitializeAsync() => scene = await PhoneScene.WaitingAsync();

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    public async Task WhileWaiting_TheCallerHearsTheirTruePlace_NotTheNetworks()
    {
        scene.Router.Position = 2;

        var document = await scene.WaitAsync();

        document.Descendants("Say").Single().Value.ShouldBe(
            "You are number 2 in the queue. Someone will answer as soon as they can. Press 1 to leave a message. Press 2 to be called back and keep your place. If you are in danger now, hang up and dial 9 9 9.");
        WaitingSoundTests.SecondsOf(document.Descendants("Play").Single()).ShouldBeLessThanOrEqualTo(30);
        (await scene.LegAsync(PhoneScene.Caller)).ShouldBe(CallLegState.Queued);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task WhenTheirPlaceIsNotKnown_NothingUntrueIsSaid(bool routingDown, bool recordsDown)
    {
        scene.Router.Down = routingDown;
        scene.Gateway.Records.Down = recordsDown;

        var said = (await scene.WaitAsync()).Descendants("Say").Single().Value;

        said.ShouldBe("You are in the queue. Someone will answer as soon as they can. Press 1 to leave a message. If you are in danger now, hang up and dial 9 9 9.");
    }

    [Fact]
    public async Task WhenSomebodyAnswers_TheyAreToldSo()
    {
        scene.Accept();

        (await scene.WaitAsync()).Element("Say")!.Value.ShouldStartWith("We are connecting you now.");
    }

    [Theory]
    [InlineData(true, "Thank you for calling.")]
    [InlineData(false, "Sorry, something went wrong")]
    public async Task WhenItIsOver_NobodyIsLeftWaitingForNobody(bool answered, string expected)
    {
        scene.Accept();
        await (answered ? scene.Router.ConnectedAsync(new("main"), scene.Assignment, CancellationToken.None) : Task.CompletedTask);
        await scene.Router.PersonLeftAsync(new("main"), scene.Contact, CloseReason.Abandoned, CancellationToken.None);

        foreach (var document in new[] { await scene.WaitAsync(), await scene.JoinAsync(), await scene.CallerLeftAsync("in-progress") })
        {
            document.Element("Say")!.Value.ShouldStartWith(expected);
            document.Element("Hangup").ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task TheQueue_IsNotedOnce_AndAgainWhenItChanges()
    {
        var before = scene.Gateway.Records.Notes;

        await scene.WaitAsync();
        await scene.WaitAsync();
        scene.Gateway.Records.Notes.ShouldBe(before);

        await scene.WaitAsync("QU2");
        (await scene.Gateway.Records.FindAsync(PhoneScene.Caller, CancellationToken.None))!.QueueSid.ShouldBe("QU2");
    }

    [Fact]
    public async Task ACallerWhoHangsUp_HasLeft()
    {
        await scene.QueueLeftAsync("hangup");

        scene.ContactState.ShouldBe(ContactState.Closed);
        scene.Router.Contact(scene.Contact).CloseReason.ShouldBe(CloseReason.Abandoned);
        (await scene.LegAsync(PhoneScene.Caller)).ShouldBe(CallLegState.Ended);
    }

    [Fact]
    public async Task AHangUp_ThatRoutingCannotBeToldOf_IsAskedForAgain()
    {
        scene.Router.Down = true;
        (await scene.Gateway.StatusAsync("/twilio/voice/queue-left", [.. PhoneScene.Voice(PhoneScene.Caller, "+441632960001", "completed"), ("QueueResult", "hangup")]))
            .ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        scene.Router.Down = false;

        await scene.QueueLeftAsync("hangup");

        scene.ContactState.ShouldBe(ContactState.Closed);
    }

    [Theory]
    [InlineData("redirected")]
    [InlineData("redirected-from-bridged")]
    [InlineData("bridged")]
    [InlineData("bridging-in-process")]
    public async Task OurOwnOrders_SettleNothing(string result)
    {
        (await scene.QueueLeftAsync(result)).HasElements.ShouldBeFalse();

        scene.ContactState.ShouldBe(ContactState.Waiting);
        scene.Router.Steps.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("queue-full")]
    [InlineData("error")]
    [InlineData("system-error")]
    [InlineData("something-new")]
    public async Task WhenTheNetworksQueueFails_TheCallerIsKept(string result)
    {
        var document = await scene.QueueLeftAsync(result);

        document.Elements().Select(e => e.Name.LocalName).ShouldBe(["Say", "Play", "Enqueue"]);
        scene.ContactState.ShouldBe(ContactState.Waiting);
    }

    [Fact]
    public async Task TheCallerWhoIsCalledIn_JoinsTheirConference_WhichEndsWithThem()
    {
        scene.Accept();

        var conference = (await scene.JoinAsync()).Element("Dial")!.Element("Conference")!;

        conference.Value.ShouldBe($"contact-{scene.Contact}");
        conference.Attribute("participantLabel")!.Value.ShouldBe("caller");
        conference.Attribute("endConferenceOnExit")!.Value.ShouldBe("true");
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task TheCallerWhoIsCalledIn_WhileWeCannotAsk_Joins(bool routingDown, bool recordsDown)
    {
        scene.Accept();
        scene.Router.Down = routingDown;
        scene.Gateway.Records.Down = recordsDown;

        (await scene.JoinAsync()).Element("Dial")!.Element("Conference")!.Value.ShouldBe($"contact-{scene.Contact}");
    }

    [Fact]
    public async Task TheCallerWhoIsCalledIn_WhenTheAgentIsGoneMeanwhile_WaitsOn_NotInSilence() =>
        (await scene.JoinAsync()).Elements().Select(e => e.Name.LocalName).ShouldBe(["Say", "Enqueue"]);

    [Fact]
    public async Task AJoinWithoutAContact_Is400() =>
        (await scene.Gateway.StatusAsync("/twilio/voice/join?contact=1", PhoneScene.Voice(PhoneScene.Caller, "+441632960001", "in-progress"))).ShouldBe(System.Net.HttpStatusCode.BadRequest);

    [Fact]
    public async Task Requeue_SaysWhatHappened_AndPutsThemBack()
    {
        var document = await scene.Gateway.DocumentAsync("/twilio/voice/requeue", PhoneScene.Voice(PhoneScene.Caller, "+441632960001", "in-progress"));

        document.Element("Say")!.Value.ShouldBe("We lost the connection to the person helping you. Please stay on the line; someone is coming.");
        document.Element("Enqueue").ShouldNotBeNull();
    }
}
