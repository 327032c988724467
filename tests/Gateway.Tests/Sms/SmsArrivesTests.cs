using System.Net;
using Helpline.Contracts;
using Helpline.Gateway.Tests.Doubles;

namespace Helpline.Gateway.Tests.Sms;

public sealed class SmsArrivesTests : IAsyncLifetime
{
    private const string Url = "/twilio/sms/incoming";
    private GatewayHost gateway = null!;

    public async Task InitializeAsync() => gateway = await GatewayHost.StartAsync();

    public async Task DisposeAsync() => await gateway.DisposeAsync();

    [Fact]
    public async Task AText_BecomesAContact_AndIsAnsweredWithSilence()
    {
        var document = await gateway.DocumentAsync(Url, Text("Help 🕯 \"<&>\" ẃ"));

        document.HasElements.ShouldBeFalse();
        var incoming = gateway.Records.Incoming.ShouldHaveSingleItem();
        incoming.ProviderKey.ShouldBe("twilio:message:SM1");
        incoming.Channel.ShouldBe(Channel.Sms);
        incoming.Line.ShouldBe(FakeLines.Northants);
        incoming.From.Reveal.ShouldBe("+447700900123");
        incoming.Text.ShouldBe("Help 🕯 \"<&>\" ẃ");
        incoming.Raw.ShouldContain("MessageSid=SM1");
        gateway.Router.Enqueued.Count.ShouldBe(1);
        gateway.Router.Announced.ShouldHaveSingleItem().News.ShouldBe(ContactNews.MessageReceived);
    }

    [Fact]
    public async Task TheSameText_Twice_IsOneContact()
    {
        await gateway.DocumentAsync(Url, Text("Help"));
        await gateway.DocumentAsync(Url, Text("Help"));

        gateway.Records.Incoming.Count.ShouldBe(1);
        gateway.Router.Enqueued.DistinctBy(q => q.Id).Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("", "0", "[The text was empty.]")]
    [InlineData("", "1", "[1 picture or file was sent with this. It cannot be opened here yet.]")]
    [InlineData("Look", "2", "Look\n[2 pictures or files were sent with this. They cannot be opened here yet.]")]
    [InlineData("Look", "many", "Look")]
    public async Task Pictures_AreMentioned(string body, string media, string expected)
    {
        await gateway.DocumentAsync(Url, [.. Text(body), ("NumMedia", media)]);

        gateway.Records.Incoming.ShouldHaveSingleItem().Text.ShouldBe(expected);
    }

    [Fact]
    public async Task AWithheldSender_StaysNobody()
    {
        await gateway.DocumentAsync(Url, ("MessageSid", "SM1"), ("From", "+266696687"), ("To", FakeLines.SmsNumber), ("Body", "Help"));

        gateway.Records.Incoming.ShouldHaveSingleItem().From.IsWithheld.ShouldBeTrue();
    }

    [Fact]
    public async Task WhenRecordsAreAway_TwilioIsAskedToTryAgain()
    {
        gateway.Records.Down = true;

        (await gateway.StatusAsync(Url, Text("Help"))).ShouldBe(HttpStatusCode.ServiceUnavailable);
        gateway.Router.Enqueued.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhenTheQueueIsAway_TheTextIsTaken()
    {
        gateway.Router.Down = true;

        (await gateway.StatusAsync(Url, Text("Help"))).ShouldBe(HttpStatusCode.OK);
        gateway.Records.Incoming.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("+447700900999")]
    [InlineData(FakeLines.PhoneNumber)]
    [InlineData("whatsapp:" + FakeLines.SmsNumber)]
    public async Task ANumberThatIsNoLineForTexts_Is404(string to)
    {
        (await gateway.StatusAsync(Url, ("MessageSid", "SM1"), ("From", "+447700900123"), ("To", to), ("Body", "Help"))).ShouldBe(HttpStatusCode.NotFound);
        gateway.Records.Incoming.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("MessageSid")]
    [InlineData("From")]
    [InlineData("To")]
    public async Task WithoutWhatMakesItAText_Is400(string missing)
    {
        (await gateway.StatusAsync(Url, [.. Text("Help").Where(f => f.Name != missing)])).ShouldBe(HttpStatusCode.BadRequest);
        gateway.Records.Incoming.ShouldBeEmpty();
    }

    private static (string Name, string Value)[] Text(string body) =>
        [("MessageSid", "SM1"), ("From", "+447700900123"), ("To", FakeLines.SmsNumber), ("Body", body)];
}
