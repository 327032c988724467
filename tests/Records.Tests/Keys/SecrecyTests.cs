using System.Security.Cryptography;
using System.Text;
using Helpline.Contracts;
using Helpline.Records.Contacts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Helpline.Records.Tests.Keys;

/// <summary>What a thief of the database, a reader of the logs or a careless hand in a table gets: nothing.</summary>
public sealed class SecrecyTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private const string Number = "+447700900123";
    private const string Bare = "7700900123";
    private const string Inbound = "He waits outside my door";
    private const string Outbound = "Stay on the line with us";
    private const string Notes = "Lives above the bakery";
    private const string Reason = "Must ring her sister";

    [Fact]
    public async Task TheWholeDatabaseAsText_HoldsNoNumberAndNoWordOfAnybody()
    {
        await WriteEverythingAsync();

        var all = await DumpAsync();

        all.ShouldContain("northants");
        foreach (var secret in new[] { Bare, Inbound, Outbound, Notes, Reason, "bakery" })
        {
            all.ShouldNotContain(secret, Case.Insensitive);

            // bytea prints as hex: the same words in there would be as readable.
            all.ShouldNotContain(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)));
            all.ShouldNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)));
        }
    }

    [Fact]
    public async Task TheLogs_AtEveryLevel_HoldNoNumberAndNoWordOfAnybody()
    {
        await WriteEverythingAsync();
        await Node.ExecuteAsync("alter table provider_event add constraint broken check (false) not valid");
        await Should.ThrowAsync<PostgresException>(() => TakeAsync(Text(Number, Inbound)));

        var logs = string.Join('\n', Node.Logs.All);

        logs.ShouldContain("insert into provider_event", Case.Insensitive);
        foreach (var secret in new[] { Bare, Inbound, Outbound, Notes, Reason })
        {
            logs.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task AnErrorOfTheDatabase_DoesNotCarryTheRow_EvenIfTheConnectionStringAsksForIt()
    {
        await using var node = Node.Unstarted(Node.Database + ";Include Error Detail=true", Node.Keys);
        await node.Setup.MigrateAsync(default);
        await node.ExecuteAsync("alter table contact add constraint broken check (false)");

        var error = await Should.ThrowAsync<DbUpdateException>(() => node.Get<IIntake>().RecordAsync(Call(Number), default));

        error.InnerException.ShouldBeOfType<PostgresException>().Detail.ShouldNotBeNull().ShouldContain("redacted", Case.Insensitive);
    }

    [Theory]
    [InlineData("update message m set text_sealed = o.text_sealed from message o where o.id <> m.id", "message rows swapped")]
    [InlineData("update contact c set address_sealed = o.address_sealed from contact o where o.id <> c.id", "contact rows swapped")]
    [InlineData("update message set text_sealed = (select raw_sealed from provider_event e where e.message_id = message.id)", "columns swapped")]
    [InlineData("update contact_key k set wrapped = o.wrapped from contact_key o where o.contact_id <> k.contact_id", "keys swapped")]
    [InlineData("update message set text_sealed = set_byte(text_sealed, 20, get_byte(text_sealed, 20) # 1)", "one bit changed")]
    public async Task AValueMovedOrChanged_DoesNotOpen(string tampering, string what)
    {
        var contact = (await TakeAsync(Text(Number, Inbound))).Contact;
        await TakeAsync(Text("+447700900124", Outbound));
        await Node.ExecuteAsync(tampering);

        await Should.ThrowAsync<CryptographicException>(() => ReadAsync(contact), what);
    }

    [Fact]
    public async Task AMessageMovedWithinItsConversation_DoesNotOpen()
    {
        var contact = (await TakeAsync(Text(Number, "yes"))).Contact;
        await TakeAsync(Text(Number, "no"));
        await Node.ExecuteAsync("update message m set text_sealed = o.text_sealed from message o where o.id <> m.id");

        await Should.ThrowAsync<CryptographicException>(() => ReadAsync(contact));
    }

    [Fact]
    public async Task DestroyingTheKeyOfAContact_LeavesNothingToReadOrSend_AndOthersUntouched()
    {
        var gone = (await TakeAsync(Text(Number, Inbound))).Contact;
        var kept = (await TakeAsync(Text("+447700900124", Inbound))).Contact;
        await Node.Get<IOutbox>().QueueAsync(new Reply(MessageId.New(), gone, Agent, Outbound), default);

        await Node.ExecuteAsync($"delete from contact_key where contact_id = '{gone.Value}'");

        var file = Node.Get<IContactFile>();
        (await file.ReadAsync(gone, Reader, default)).ShouldBeNull();
        (await file.RevealAddressAsync(gone, Reader, Reason, default)).ShouldBeNull();
        (await file.AddressForDeliveryAsync(gone, default)).ShouldBeNull();
        (await Node.Get<IOutbox>().ClaimAsync(10, TimeSpan.FromSeconds(30), default)).ShouldBeEmpty();
        (await ReadAsync(kept)).Messages.ShouldHaveSingleItem().Text.ShouldBe(Inbound);
    }

    [Fact]
    public async Task TheSameWordsTwice_LookDifferent()
    {
        await TakeAsync(Text(Number, Inbound));
        await TakeAsync(Text(Number, Inbound));

        (await Node.ColumnAsync("select distinct encode(text_sealed, 'hex') from message")).Count.ShouldBe(2);
    }

    private async Task WriteEverythingAsync()
    {
        var contact = await TakeAsync(Text(Number, Inbound));
        await TakeAsync(Call(Number));
        await Node.Get<IOutbox>().QueueAsync(new Reply(MessageId.New(), contact.Contact, Agent, Outbound), default);
        await Node.Get<IOutbox>().ClaimAsync(10, TimeSpan.FromSeconds(30), default);
        var assignment = Assignment(contact, AssignmentState.Active);
        await AppendAsync(Event(RoutingEventKind.Connected, contact, ContactState.InHand, assignment: assignment));
        await Node.Get<IOutcomes>().SaveAsync(assignment, Agent, OutcomeForm.Empty with { Notes = Notes }, 0, default);
        await Node.Get<IContactFile>().RevealAddressAsync(contact.Contact, Reader, Reason, default);
        await Node.Get<ISafeContact>().SaveAsync(contact.Contact, Reader, new(Never: true, [], Voicemail: false, WithholdNumber: true, [], Until: null, Notes, Inbound, Outbound), 0, default);
        await Node.Get<ISafeOverrides>().AskAsync(new OutboundAttempt(contact.Contact, OutboundKind.Call), Reader, Reason, default);
        await ReadAsync(contact.Contact);
        await using var db = await Node.Get<IDbContextFactory<RecordsContext>>().CreateDbContextAsync();
        (await Node.Get<ContactOpening>().FindAsync(db, contact.Contact, default))!.Address.Reveal.ShouldBe(Number);
    }

    private async Task<string> DumpAsync()
    {
        var tables = await Node.ColumnAsync("select table_name from information_schema.tables where table_schema = 'public'");
        tables.Count.ShouldBeGreaterThan(20);
        var text = new StringBuilder();
        foreach (var table in tables)
        {
            text.AppendJoin('\n', await Node.ColumnAsync($"select t::text from \"{table}\" t")).AppendLine();
        }

        return text.ToString();
    }
}
