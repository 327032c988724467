using System.Xml.Linq;
using Helpline.Contracts;
using Helpline.Gateway.Phone.Waiting;
using Helpline.Records;
using Helpline.Routing;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>Keys while waiting: what is offered, what is kept, and what follows from it.</summary>
public sealed class WaitChoicesTests : IAsyncLifetime
{
    private const string Mobile = "+447700900101";
    private const string Withheld = "+266696687";
    private PhoneScene scene = null!;

    public async Task InitializeAsync() => scene = await PhoneScene.WaitingAsync();

    public async Task DisposeAsync() => await scene.DisposeAsync();

    [Theory]
    [InlineData(Mobile, true, true)]
    [InlineData("+441632960001", true, false)]
    [InlineData(Withheld, false, false)]
    [InlineData("anonymous", false, false)]
    public async Task WhatIsOffered_FitsTheNumber(string from, bool callBack, bool text)
    {
        var said = Said(await WaitAsync(from));

        said.ShouldContain("Press 1");
        said.Contains("Press 2", StringComparison.Ordinal).ShouldBe(callBack);
        said.Contains("Press 3", StringComparison.Ordinal).ShouldBe(text);
    }

    [Theory]
    [InlineData(2, 5, "between 2 and 5 minutes")]
    [InlineData(0, 3, "up to 3 minutes")]
    public async Task TheWait_IsSaidAsARange_WhenItIsKnown(int low, int high, string words)
    {
        Said(await WaitAsync(Mobile)).ShouldNotContain("minutes");
        await using var later = await PhoneScene.StartAsync();
        later.Gateway.Waiting.Range = new WaitRange(low, high);
        await later.RingAsync();

        Said(await later.WaitAsync()).ShouldContain(words);
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("31", false)]
    [InlineData("65", true)]
    public async Task TheChoices_AreSaidInEveryOtherRound_AndEveryRoundIsUnder30Seconds(string waited, bool choices)
    {
        var document = await WaitAsync(Mobile, ("QueueTime", waited));

        Said(document).Contains("Press 1", StringComparison.Ordinal).ShouldBe(choices);
        var gather = document.Element("Gather")!;
        var spoken = Math.Ceiling(Said(document).Split(' ').Length / 2.5);
        (spoken + (gather.Element("Play") is { } play ? WaitingSoundTests.SecondsOf(play) : 0) + Number(gather, "timeout")).ShouldBeLessThan(30);
        (gather.Attribute("numDigits")!.Value, gather.Attribute("action")!.Value).ShouldBe(("1", "https://helpline.example.org/twilio/voice/choose#ct=2000&rt=4200&tt=4200&rc=2&rp=all"));
    }

    [Fact]
    public async Task AnyOtherKey_IsToldTheChoicesAgain()
    {
        var document = await KeyAsync("7", Mobile);

        Said(document).ShouldBe("That key does nothing here.");
        document.Element("Redirect")!.Value.ShouldStartWith("https://helpline.example.org/twilio/voice/wait?choices=1");
        (await scene.Gateway.Records.FindAsync(PhoneScene.Caller, CancellationToken.None))!.Choice.ShouldBeNull();
    }

    [Fact]
    public async Task ACallBack_OfAWithheldNumber_IsTurnedDownKindly()
    {
        Said(await KeyAsync("2", Withheld)).ShouldContain("hidden from us, which is fine");

        scene.Router.Steps.ShouldNotContain("promiseCallBack");
        scene.ContactState.ShouldBe(ContactState.Waiting);
    }

    [Theory]
    [InlineData("1", WaitChoice.Message)]
    [InlineData("2", WaitChoice.CallBack)]
    [InlineData("3", WaitChoice.Text)]
    public async Task AChoice_IsKeptWithTheCall_BeforeTheyLeaveTheQueue(string key, WaitChoice choice)
    {
        (await KeyAsync(key, Mobile)).Elements().Select(e => e.Name.LocalName).ShouldBe(["Leave"]);

        (await scene.Gateway.Records.FindAsync(PhoneScene.Caller, CancellationToken.None))!.Choice.ShouldBe(choice);
    }

    [Fact]
    public async Task ACallBack_IsPromised_InTheirPlace_AndTheyHearWhatHappens()
    {
        scene.Gateway.Waiting.Range = new WaitRange(10, 20);
        await KeyAsync("2", Mobile);

        var document = await scene.QueueLeftAsync("leave");

        Said(document).ShouldStartWith("We will call you back. You have kept your place, and you can ring us again at any time.");
        Said(document).ShouldContain("Your phone will show our number.");
        document.Elements().Last().Name.LocalName.ShouldBe("Hangup");
        scene.Router.Contact(scene.Contact).CloseReason.ShouldBe(CloseReason.CallBackPromised);
        Said(await scene.QueueLeftAsync("leave")).ShouldStartWith("We will call you back.");
    }

    [Fact]
    public async Task ACallBack_WhenAnAgentHasJustAnswered_IsNotPromised_AndTheyAreLetIn()
    {
        await KeyAsync("2", Mobile);
        scene.Accept();

        (await scene.QueueLeftAsync("leave")).Element("Dial").ShouldNotBeNull();

        scene.Router.Steps.ShouldNotContain("promiseCallBack");
    }

    [Fact]
    public async Task AChoice_ThatCouldNotBeDone_IsDoneAtTheNextRound()
    {
        await KeyAsync("2", Mobile);
        scene.Router.Down = true;
        (await scene.QueueLeftAsync("leave")).Element("Enqueue").ShouldNotBeNull();
        scene.Router.Down = false;

        (await WaitAsync(Mobile)).Elements().Select(e => e.Name.LocalName).ShouldBe(["Leave"]);
        Said(await scene.QueueLeftAsync("leave")).ShouldStartWith("We will call you back.");
    }

    [Fact]
    public async Task AText_TakesThePlaceOfTheCall()
    {
        await KeyAsync("3", Mobile);

        Said(await scene.QueueLeftAsync("leave")).ShouldStartWith("We are sending you a text message.");

        scene.Gateway.Waiting.Texts.ShouldBe([(scene.Contact, "Hello, you asked for a text instead of a call. Reply here whenever it suits you.")]);
        scene.Router.Contact(scene.Contact).CloseReason.ShouldBe(CloseReason.Redirected);
        scene.Router.Enqueued[^1].WaitingSince.ShouldBe(scene.Router.Contact(scene.Contact).WaitingSince);
        scene.Router.Announced[^1].ShouldBe((scene.Router.Enqueued[^1].Id, ContactNews.MessageQueued));
    }

    [Fact]
    public async Task AText_ThatCannotBeSent_LeavesThemWaiting_AndIsNotTriedAgain()
    {
        scene.Gateway.Waiting.HasTexts = false;
        await KeyAsync("3", Mobile);

        var document = await scene.QueueLeftAsync("leave");

        Said(document).ShouldBe("Sorry, we cannot do that at the moment. You have kept your place.");
        document.Element("Enqueue").ShouldNotBeNull();
        scene.ContactState.ShouldBe(ContactState.Waiting);
        (await WaitAsync(Mobile)).Element("Gather").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("44", "7700900101", true)]
    [InlineData("44", "7624900101", true)]
    [InlineData("44", "7600900101", false)]
    [InlineData("44", "7000900101", false)]
    [InlineData("44", "1632960001", false)]
    [InlineData("33", "612345678", false)]
    [InlineData("44", "77009001", false)]
    public void Mobiles_AreToldByTheirNumbers(string country, string number, bool mobile) => WaitOffers.IsMobile(CallerAddress.Of($"+{country}{number}")).ShouldBe(mobile);

    private static string Said(XElement document) => string.Join(' ', document.Descendants("Say").Select(s => s.Value));

    private static int Number(XElement element, string attribute) => int.Parse(element.Attribute(attribute)!.Value, System.Globalization.CultureInfo.InvariantCulture);

    private Task<XElement> WaitAsync(string from, params (string Name, string Value)[] more) =>
        scene.Gateway.DocumentAsync("/twilio/voice/wait", [.. PhoneScene.Voice(PhoneScene.Caller, from, "in-progress"), ("QueueSid", "QU1"), .. more]);

    private Task<XElement> KeyAsync(string key, string from) =>
        scene.Gateway.DocumentAsync("/twilio/voice/choose", [.. PhoneScene.Voice(PhoneScene.Caller, from, "in-progress"), ("Digits", key)]);
}
