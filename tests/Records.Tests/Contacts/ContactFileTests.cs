using Helpline.Contracts;
using Helpline.Records.Contacts;
using Helpline.Records.Keys;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Tests.Contacts;

public sealed class ContactFileTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private const string Number = "+447700900123";

    private IContactFile File => Node.Get<IContactFile>();

    [Fact]
    public async Task Read_ShowsTheThreadWithAMaskedNumber_AndWritesDownWhoLooked()
    {
        var contact = (await TakeAsync(Text(Number, "please help"))).Contact;

        var view = await ReadAsync(contact);

        view.MaskedAddress.ShouldBe(CallerAddress.Of(Number).ToString());
        view.MaskedAddress.ShouldNotContain("900");
        view.Messages.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            m => m.Text.ShouldBe("please help"), m => m.Inbound.ShouldBeTrue(), m => m.Author.ShouldBeNull(), m => m.Delivery.ShouldBeNull());
        (await Node.ColumnAsync("select agent_id || ' ' || contact_id || ' ' || purpose || ' ' || what from access_audit"))
            .ShouldBe([$"{Agent.Value} {contact.Value} in-hand thread"]);
    }

    [Fact]
    public async Task Read_WhenTheAuditCannotBeWritten_ShowsNothing()
    {
        var contact = (await TakeAsync(Text(Number, "please help"))).Contact;
        await Node.ExecuteAsync("alter table access_audit add constraint full_disk check (false)");

        await Should.ThrowAsync<DbUpdateException>(() => ReadAsync(contact));
    }

    [Fact]
    public async Task Read_AContactThatIsNotThere_IsNullAndLeavesNoTrace()
    {
        (await File.ReadAsync(ContactId.New(), Reader, default)).ShouldBeNull();
        (await Node.ScalarAsync<long>("select count(*) from access_audit")).ShouldBe(0);
    }

    [Fact]
    public async Task Reveal_GivesTheNumber_AndKeepsTheReasonSealed()
    {
        var contact = (await TakeAsync(Text(Number, "please help"))).Contact;

        (await File.RevealAddressAsync(contact, Reader, "asked to ring back", default)).ShouldBe(Number);

        await using var db = await Node.Get<IDbContextFactory<RecordsContext>>().CreateDbContextAsync();
        var row = await db.AccessAudit.SingleAsync();
        row.What.ShouldBe("address");
        var opened = (await Node.Get<ContactOpening>().FindAsync(db, contact, default))!;
        opened.Cipher.Open(SealedColumn.AccessReason, row.Id, row.ReasonSealed!).ShouldBe("asked to ring back");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task Reveal_WithoutAReason_IsRefusedAndNotWrittenDown(string reason)
    {
        var contact = (await TakeAsync(Text(Number, "please help"))).Contact;

        await Should.ThrowAsync<ArgumentException>(() => File.RevealAddressAsync(contact, Reader, reason, default));
        (await Node.ScalarAsync<long>("select count(*) from access_audit")).ShouldBe(0);
    }

    [Fact]
    public async Task Reveal_AWithheldNumber_SaysWithheld()
    {
        var contact = (await TakeAsync(Call(""))).Contact;

        (await File.RevealAddressAsync(contact, Reader, "ring back", default)).ShouldBe("withheld");
        (await File.AddressForDeliveryAsync(contact, default)).ShouldBe(CallerAddress.Withheld, new WithheldToo());
    }

    [Fact]
    public async Task AddressForDelivery_IsTheNumber_AndNullForAnUnknownContact()
    {
        var contact = (await TakeAsync(Call(Number))).Contact;

        (await File.AddressForDeliveryAsync(contact, default)).ShouldBe(CallerAddress.Of(Number));
        (await File.AddressForDeliveryAsync(ContactId.New(), default)).ShouldBeNull();
    }

    [Fact]
    public async Task EarlierContacts_CountsClosedOnesOfTheSameNumberOnTheSameLine_WhateverTheChannel()
    {
        var text = await TakeAsync(Text(Number, "hello"));
        var stranger = await TakeAsync(Text("+447700900999", "hello"));
        await AppendAsync(
            Event(RoutingEventKind.Closed, text, ContactState.Closed, CloseReason.Expired),
            Event(RoutingEventKind.Closed, stranger, ContactState.Closed, CloseReason.Expired));
        await TakeAsync(Text(Number, "still open"));

        var call = await TakeAsync(Call(Number));

        (await ReadAsync(call.Contact)).EarlierContacts.ShouldBe(1);
    }

    [Fact]
    public async Task Recent_ListsWhatIsInHandOrClosed_NewestFirst_WithWhoHadIt()
    {
        var closed = await TakeAsync(Call(Number));
        Node.Clock.Advance(TimeSpan.FromMinutes(1));
        var inHand = await TakeAsync(Call("+447700900124"));
        Node.Clock.Advance(TimeSpan.FromMinutes(1));
        await TakeAsync(Call("+447700900125"));
        await AppendAsync(
            Event(RoutingEventKind.Closed, closed, ContactState.Closed, CloseReason.Abandoned, Assignment(closed, AssignmentState.Declined)),
            Event(RoutingEventKind.Accepted, inHand, ContactState.InHand, assignment: Assignment(inHand, AssignmentState.Connecting)));

        var recent = await File.RecentAsync(Pool, 10, default);

        recent.Select(r => r.Id).ShouldBe([inHand.Contact, closed.Contact]);
        recent.Select(r => r.LastAgent).ShouldBe([Agent, null]);
        recent[1].CloseReason.ShouldBe(CloseReason.Abandoned);
        (await File.RecentAsync(Pool, 1, default)).ShouldHaveSingleItem().Id.ShouldBe(inHand.Contact);
        (await File.RecentAsync(new("elsewhere"), 10, default)).ShouldBeEmpty();
    }

    /// <summary>Two withheld numbers are never the same person, so they are not equal either; here it is meant that both are withheld.</summary>
    private sealed class WithheldToo : IEqualityComparer<CallerAddress?>
    {
        public bool Equals(CallerAddress? x, CallerAddress? y) => x is { IsWithheld: true } && y is { IsWithheld: true };

        public int GetHashCode(CallerAddress? obj) => 0;
    }
}
