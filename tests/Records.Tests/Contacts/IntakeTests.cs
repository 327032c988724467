using Helpline.Contracts;

namespace Helpline.Records.Tests.Contacts;

public sealed class IntakeTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private const string Number = "+447700900123";

    [Fact]
    public async Task Record_ACall_StartsAContactThatWaitsForItsLineAndLanguage()
    {
        var result = await TakeAsync(Call("+441632960001"));

        result.IsNewContact.ShouldBeTrue();
        result.IsRepeat.ShouldBeFalse();
        result.Message.ShouldBeNull();
        result.Demand.ShouldBe(Line.DemandFor(Channel.Phone));
        result.Pool.ShouldBe(Pool);
        result.ArrivedAt.ShouldBe(Node.Clock.GetUtcNow());
        (await ReadAsync(result.Contact)).State.ShouldBe(ContactState.Waiting);
    }

    [Fact]
    public async Task Record_TheSameEventAgain_ChangesNothingAndAnswersAsTheFirstTime()
    {
        var text = Text(Number, "hello");
        var first = await TakeAsync(text);
        Node.Clock.Advance(TimeSpan.FromMinutes(3));

        var again = await TakeAsync(text);

        again.ShouldBe(first with { IsRepeat = true });
        (await ReadAsync(first.Contact)).Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Record_TheSameEventEightTimesAtOnce_StoresItOnce()
    {
        var call = Call(Number);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => TakeAsync(call))));

        results.Count(r => !r.IsRepeat).ShouldBe(1);
        results.Select(r => r.Contact).Distinct().Count().ShouldBe(1);
        (await Node.ScalarAsync<long>("select count(*) from contact")).ShouldBe(1);
    }

    [Fact]
    public async Task Record_ASecondText_JoinsTheOpenConversation()
    {
        var first = await TakeAsync(Text(Number, "one"));
        var second = await TakeAsync(Text(Number, "two"));

        second.Contact.ShouldBe(first.Contact);
        second.IsNewContact.ShouldBeFalse();
        (await ReadAsync(first.Contact)).Messages.Select(m => m.Text).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task Record_32FirstTextsOfOnePersonAtOnce_MakeOneContactWithAllOfThem()
    {
        await using var other = await Node.AnotherAsync();
        var intakes = new[] { Node.Get<IIntake>(), other.Get<IIntake>() };

        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(i =>
            Task.Run(() => intakes[i % 2].RecordAsync(Text(Number, $"text {i}"), default))));

        results.Count(r => r.IsNewContact).ShouldBe(1);
        var contact = results.Select(r => r.Contact).Distinct().ShouldHaveSingleItem();
        (await ReadAsync(contact)).Messages.Select(m => m.Text).ShouldBe(Enumerable.Range(0, 32).Select(i => $"text {i}"), ignoreOrder: true);

        // They queue for the conversation; the unique index behind the lock is for what nobody thought of.
        Node.Logs.All.Concat(other.Logs.All).ShouldNotContain(l => l.Contains("duplicate key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Record_FirstTextsOfManyPeopleAtOnce_KeepsThemApart()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            Task.Run(() => TakeAsync(Text($"+4477009001{i:00}", "hello")))));

        results.ShouldAllBe(r => r.IsNewContact);
        results.Select(r => r.Contact).Distinct().Count().ShouldBe(16);
    }

    [Fact]
    public async Task Record_TextsWithoutANumber_NeverJoin()
    {
        var first = await TakeAsync(Text("", "one"));
        var second = await TakeAsync(Text("", "two"));

        second.Contact.ShouldNotBe(first.Contact);
        (await ReadAsync(second.Contact)).AddressWithheld.ShouldBeTrue();
    }

    [Fact]
    public async Task Record_ATextOnAnotherLineOrChannel_IsAnotherContact()
    {
        var first = await TakeAsync(Text(Number, "one"));
        var elsewhere = await TakeAsync(Text(Number, "two") with { Line = Line with { Id = new("leics") } });
        var call = await TakeAsync(Call(Number));

        new[] { first.Contact, elsewhere.Contact, call.Contact }.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task Record_TwoCallsOfOneNumber_AreTwoContacts()
    {
        var first = await TakeAsync(Call(Number));
        (await TakeAsync(Call(Number))).Contact.ShouldNotBe(first.Contact);
    }

    [Fact]
    public async Task Record_ATextAfterTheConversationClosed_StartsANewOne()
    {
        var first = await TakeAsync(Text(Number, "one"));
        await AppendAsync(Event(RoutingEventKind.Closed, first, ContactState.Closed, CloseReason.Expired));

        var second = await TakeAsync(Text(Number, "two"));

        second.IsNewContact.ShouldBeTrue();
        second.Contact.ShouldNotBe(first.Contact);
        (await ReadAsync(second.Contact)).EarlierContacts.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("👍🏽 ‏שלום \0 ok")]
    public async Task Record_AnyTextAPhoneCanSend_ComesBackAsItWas(string words)
    {
        var result = await TakeAsync(Text(Number, words));

        (await ReadAsync(result.Contact)).Messages.ShouldHaveSingleItem().Text.ShouldBe(words);
    }

    [Fact]
    public async Task Record_ATextOf64Kilobytes_IsTaken_AndAByteMoreIsNot()
    {
        (await TakeAsync(Text(Number, new string('a', 65_536)))).IsNewContact.ShouldBeTrue();

        await Should.ThrowAsync<ArgumentException>(() => TakeAsync(Text(Number, new string('a', 65_537))));
        (await Node.ScalarAsync<long>("select count(*) from message")).ShouldBe(1);
    }
}
