using System.Net;
using Helpline.Contracts;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Records;

namespace Helpline.Gateway.Tests.Phone;

public sealed class CallerArrivesTests : IAsyncLifetime
{
    private const string Url = "/twilio/voice/incoming";
    private PhoneScene scene = null!;

    public async Task InitializeAsync() => scene = await PhoneScene.StartAsync();

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Fact]
    public async Task ACall_BecomesAContact_IsGreeted_AndWaits()
    {
        var document = await scene.RingAsync();

        document.Elements().Select(e => e.Name.LocalName).ShouldBe(["Say", "Enqueue"]);
        document.Element("Say")!.Value.ShouldBe(FakeLines.Northants.Greeting);
        document.Element("Say")!.Attribute("language")!.Value.ShouldBe("en-GB");
        var enqueue = document.Element("Enqueue")!;
        enqueue.Value.ShouldBe("helpline");
        enqueue.Attribute("waitUrl")!.Value.ShouldStartWith("https://helpline.example.org/twilio/voice/wait");
        enqueue.Attribute("action")!.Value.ShouldStartWith("https://helpline.example.org/twilio/voice/queue-left");

        var incoming = scene.Gateway.Records.Incoming.ShouldHaveSingleItem();
        incoming.ProviderKey.ShouldBe("twilio:call:CAcaller");
        incoming.From.Reveal.ShouldBe("+441632960001");
        incoming.Text.ShouldBeNull();
        (await scene.LegAsync(PhoneScene.Caller)).ShouldBe(CallLegState.Started);
        scene.Router.Announced.ShouldBeEmpty();
    }

    [Fact]
    public async Task ACallThroughRelayUk_IsKnownByItsNumber_AndThePersonByTheirOwn()
    {
        await scene.RingAsync(from: "+18001" + "01632960001");

        var incoming = scene.Gateway.Records.Incoming.ShouldHaveSingleItem();
        incoming.From.Reveal.ShouldBe("+441632960001");
        incoming.Access.ShouldBe(AccessService.RelayUk);
    }

    [Fact]
    public async Task ACall_IsGreetedInTheLanguageOfItsLine()
    {
        var document = await scene.Gateway.DocumentAsync(Url, ("CallSid", "CA1"), ("From", "+441632960001"), ("To", FakeLines.OtherPhoneNumber));

        document.Element("Say")!.Attribute("language")!.Value.ShouldBe("cy-GB");
    }

    [Fact]
    public async Task TheSameWebhook_Twice_IsOneContact()
    {
        await scene.RingAsync();
        await scene.RingAsync();

        scene.Gateway.Records.Incoming.Count.ShouldBe(1);
        scene.Router.Enqueued.DistinctBy(q => q.Id).Count().ShouldBe(1);
    }

    [Fact]
    public async Task TwoWithheldCallers_AreTwoContacts_WithoutAnAddress()
    {
        await scene.Gateway.DocumentAsync(Url, ("CallSid", "CA1"), ("From", "+266696687"), ("To", FakeLines.PhoneNumber));
        await scene.Gateway.DocumentAsync(Url, ("CallSid", "CA2"), ("From", "anonymous"), ("To", FakeLines.PhoneNumber));

        scene.Gateway.Records.Incoming.ShouldAllBe(i => i.From.IsWithheld);
        scene.Router.Enqueued.DistinctBy(q => q.Id).Count().ShouldBe(2);
    }

    [Fact]
    public async Task WhenRecordsAreAway_TheCallerIsGreetedHeldAndTriedAgain_NeverDropped()
    {
        scene.Gateway.Records.Down = true;

        var first = await scene.RingAsync();
        first.Elements().Select(e => e.Name.LocalName).ShouldBe(["Say", "Say", "Pause", "Redirect"]);
        var again = new Uri(first.Element("Redirect")!.Value).PathAndQuery;
        var second = await scene.RingAsync(again);
        second.Elements().Select(e => e.Name.LocalName).ShouldBe(["Say", "Pause", "Redirect"], "the greeting is not repeated");

        scene.Gateway.Records.Down = false;
        var third = await scene.RingAsync(again);
        third.Elements().Select(e => e.Name.LocalName).ShouldBe(["Enqueue"]);
        scene.Gateway.Records.Incoming.Count.ShouldBe(1);
    }

    [Fact]
    public async Task WhenTheQueueIsAway_TheCallerIsTakenIn()
    {
        scene.Router.Down = true;

        var document = await scene.RingAsync();

        document.Element("Enqueue").ShouldNotBeNull();
        scene.Gateway.Records.Incoming.Count.ShouldBe(1);
    }

    [Fact]
    public async Task WhoHungUpBeforeWeHadStoredTheCall_IsNotOfferedToAnybody()
    {
        (await scene.CallStatusAsync(PhoneScene.Caller, "completed")).ShouldBe(HttpStatusCode.NoContent);

        await scene.RingAsync();

        scene.ContactState.ShouldBe(ContactState.Closed);
        scene.Router.Contact(scene.Contact).CloseReason.ShouldBe(CloseReason.Abandoned);
    }

    [Theory]
    [InlineData("+448081570999")]
    [InlineData(FakeLines.SmsNumber)]
    public async Task ANumberThatIsNoLineForCalls_Is404(string to)
    {
        (await scene.Gateway.StatusAsync(Url, ("CallSid", "CA1"), ("From", "+441632960001"), ("To", to))).ShouldBe(HttpStatusCode.NotFound);
        scene.Gateway.Records.Incoming.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("CallSid")]
    [InlineData("To")]
    public async Task WithoutWhatMakesItACall_Is400(string missing)
    {
        (string Name, string Value)[] fields = [("CallSid", "CA1"), ("From", "+441632960001"), ("To", FakeLines.PhoneNumber)];

        (await scene.Gateway.StatusAsync(Url, [.. fields.Where(f => f.Name != missing)])).ShouldBe(HttpStatusCode.BadRequest);
        scene.Gateway.Records.Incoming.ShouldBeEmpty();
    }
}
