using Helpline.Contracts;
using Helpline.Records.Contacts;
using Helpline.Records.Keys;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Messages;

/// <summary>Takes agents' replies into the thread and the outbox, both or neither.</summary>
internal sealed class OutboxQueue(RecordsDatabase database, ContactOpening contacts, DatabaseClock databaseClock, TimeProvider clock)
{
    public const int MaxTextLength = 1600;

    public Task<QueueReplyOutcome> QueueAsync(Reply reply, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(reply.Text) || reply.Text.Length > MaxTextLength)
        {
            throw new ArgumentException($"A reply has 1 to {MaxTextLength} characters.", nameof(reply));
        }

        return database.StepAsync(db => QueueAsync(db, reply, cancellationToken), cancellationToken);
    }

    private async Task<QueueReplyOutcome> QueueAsync(RecordsContext db, Reply reply, CancellationToken cancellationToken)
    {
        if (await KnownAsync(db, reply, cancellationToken) is { } known)
        {
            return known;
        }

        // Held until the reply is stored: two replies to one person are numbered one after the other, as they will leave.
        var held = await db.Database.SqlQuery<DateTimeOffset>(
            $"""
            select coalesce({databaseClock.Given}::timestamptz, clock_timestamp()) as "Value" from contact where id = {reply.Contact.Value} for no key update
            """).ToListAsync(cancellationToken);
        if (held.Count == 0 || await contacts.FindAsync(db, reply.Contact, cancellationToken) is not { } contact)
        {
            return QueueReplyOutcome.UnknownContact;
        }

        if (!contact.Row.Threaded || contact.Row.State == ContactState.Closed || contact.Address.IsWithheld)
        {
            return QueueReplyOutcome.CannotReply;
        }

        var now = clock.Now();
        var stored = await db.Database.ExecuteSqlAsync(
            $"""
            insert into message (id, contact_id, inbound, author_id, text_sealed, at)
            values ({reply.Id.Value}, {reply.Contact.Value}, false, {reply.Author.Value}, {contact.Cipher.Seal(SealedColumn.MessageText, reply.Id.Value, reply.Text)}, {held[0].ToUniversalTime()})
            on conflict (id) do nothing
            """,
            cancellationToken);
        if (stored == 0)
        {
            return (await KnownAsync(db, reply, cancellationToken))!.Value;
        }

        db.Outbox.Add(new OutboxRow { MessageId = reply.Id.Value, ContactId = reply.Contact.Value, State = DeliveryState.Queued, NotBefore = now, ChangedAt = now });
        await db.SaveChangesAsync(cancellationToken);
        return QueueReplyOutcome.Queued;
    }

    /// <summary>Null when the id is new. An id that already names another message is refused: nothing of this one would be sent.</summary>
    private static async Task<QueueReplyOutcome?> KnownAsync(RecordsContext db, Reply reply, CancellationToken cancellationToken)
    {
        var known = await db.Messages.AsNoTracking().SingleOrDefaultAsync(m => m.Id == reply.Id.Value, cancellationToken);
        return known is null ? null
            : known.ContactId == reply.Contact.Value && known.AuthorId == reply.Author.Value ? QueueReplyOutcome.AlreadyQueued
            : QueueReplyOutcome.CannotReply;
    }
}
