using Helpline.Contracts;

namespace Helpline.Records.Tests.Waiting;

public sealed class TextInsteadTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private ITextInstead Texts => Node.Get<ITextInstead>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Node.Setup.SeedLinesAsync([Line, Line with { Id = new("silent"), Addresses = [] }], default);
    }

    [Fact]
    public async Task Open_BeginsAConversation_InThePlaceOfTheCall_WithOneFirstText()
    {
        var call = await TakeAsync(Call("+447700900101"));
        Node.Clock.Advance(TimeSpan.FromMinutes(3));

        var text = (await Texts.OpenAsync(call.Contact, "Hello.", default))!;

        (await Texts.OpenAsync(call.Contact, "Hello.", default)).ShouldBe(text);
        (text.WaitingSince, text.Demand.Channel).ShouldBe((call.WaitingSince, Channel.Sms));
        var view = await ReadAsync(text.Contact);
        var message = view.Messages.ShouldHaveSingleItem();
        (message.Text, message.Inbound, message.Author, message.Delivery).ShouldBe(("Hello.", false, Authors.Helpline, DeliveryState.Queued));
        var item = (await Node.Get<IOutbox>().ClaimAsync(10, TimeSpan.FromMinutes(1), default)).ShouldHaveSingleItem();
        (item.To.Reveal, item.Text).ShouldBe(("+447700900101", "Hello."));
    }

    [Fact]
    public async Task Open_WhileAConversationIsOpen_JoinsIt()
    {
        var written = await TakeAsync(Text("+447700900101", "hello?"));
        var call = await TakeAsync(Call("+447700900101"));

        (await Texts.OpenAsync(call.Contact, "Hello.", default))!.Contact.ShouldBe(written.Contact);

        (await ReadAsync(written.Contact)).Messages.Count.ShouldBe(2);
    }

    [Fact]
    public async Task TheReply_JoinsTheConversation()
    {
        var call = await TakeAsync(Call("+447700900101"));
        var text = (await Texts.OpenAsync(call.Contact, "Hello.", default))!;

        (await TakeAsync(Text("+447700900101", "yes"))).Contact.ShouldBe(text.Contact);
    }

    [Fact]
    public async Task Open_ForAWithheldNumber_OrALineWithoutTexts_IsRefused()
    {
        var withheld = await TakeAsync(Call(""));
        var silent = await TakeAsync(Call("+447700900101") with { Line = Line with { Id = new("silent"), Addresses = [] } });

        (await Texts.OpenAsync(withheld.Contact, "Hello.", default)).ShouldBeNull();
        (await Texts.OpenAsync(silent.Contact, "Hello.", default)).ShouldBeNull();
        (await Texts.OpenAsync(ContactId.New(), "Hello.", default)).ShouldBeNull();
        (await Node.ScalarAsync<long>("select count(*) from message")).ShouldBe(0);
    }
}
