using System.Security.Cryptography;
using Helpline.Contracts;
using Helpline.Records.Contacts;
using Helpline.Records.Keys;
using Helpline.Records.Messages;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Waiting;

internal sealed class TextInstead(RecordsDatabase database, ContactOpening contacts, AddressIndex index, TaskContacts tasks, IServiceLines lines, TimeProvider clock) : ITextInstead
{
    public Task<OpenedText?> OpenAsync(ContactId call, string firstText, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                if (await contacts.FindAsync(db, call, cancellationToken) is not { Address.IsWithheld: false, Row.Threaded: false } from
                    || lines.Find(new(from.Row.Line)) is not { } line
                    || line.Addresses.All(a => a.Channel != Channel.Sms))
                {
                    return null;
                }

                await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({index.LockOf(from.Address, line.Id, Channel.Sms)})", cancellationToken);
                var message = MessageOf(call);
                var sent = await db.Messages.AsNoTracking().SingleOrDefaultAsync(m => m.Id == message, cancellationToken);
                var text = sent is not null
                    ? await contacts.FindAsync(db, new(sent.ContactId), cancellationToken)
                    : await WriteAsync(db, from, line, message, firstText, cancellationToken);
                return text is null ? null : View(text.Row);
            },
            cancellationToken);

    private async Task<OpenedContact> WriteAsync(RecordsContext db, OpenedContact from, ServiceLine line, Guid message, string words, CancellationToken cancellationToken)
    {
        var now = await tasks.NowAsync(db, cancellationToken);
        var text = await OpenConversationAsync(db, from, line, cancellationToken);
        if (text is null)
        {
            text = contacts.Add(db, new(line.Pool, line.Id, line.DemandFor(Channel.Sms)), from.Address);
            text.Row.Arrive(now, earlier: null);
            (text.Row.WaitingSince, text.Row.Priority, text.Row.KnownTo) = (from.Row.WaitingSince, from.Row.Priority, from.Row.KnownTo);
        }

        db.Messages.Add(new MessageRow
        {
            Id = message, ContactId = text.Row.Id, Inbound = false, AuthorId = Authors.Helpline.Value, At = now,
            TextSealed = text.Cipher.Seal(SealedColumn.MessageText, message, words),
        });
        db.Outbox.Add(new OutboxRow { MessageId = message, ContactId = text.Row.Id, State = DeliveryState.Queued, NotBefore = clock.Now(), ChangedAt = clock.Now() });
        await db.SaveChangesAsync(cancellationToken);
        return text;
    }

    /// <summary>Under the lock that intake opens conversations under; the row lock keeps it from closing meanwhile.</summary>
    private async Task<OpenedContact?> OpenConversationAsync(RecordsContext db, OpenedContact from, ServiceLine line, CancellationToken cancellationToken)
    {
        var open = await db.Contacts
            .FromSql(
                $"""
                select * from contact
                where address_hash = any({index.AllOf(from.Address)}) and line = {line.Id.Value} and channel = {(int)Channel.Sms} and threaded and state <> 3
                order by arrived_at
                for no key update
                """)
            .AsNoTracking().ToListAsync(cancellationToken);
        return open.Count == 0 ? null : await contacts.FindAsync(db, new ContactId(open[0].Id), cancellationToken);
    }

    /// <summary>One first text for each call, however often it is asked for.</summary>
    private static Guid MessageOf(ContactId call) => new(SHA256.HashData([.. "text instead of a call"u8, .. call.Value.ToByteArray()]).AsSpan(0, 16));

    private static OpenedText View(ContactRow row) => new(
        new(row.Id), new(row.Pool), new(row.Line), Demand.Parse(row.Demand), row.Priority, row.WaitingSince, row.KnownTo is { } agent ? new AgentId(agent) : null);
}
