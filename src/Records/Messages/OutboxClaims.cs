using Helpline.Records.Contacts;
using Helpline.Records.Keys;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Messages;

/// <summary>Hands out what is due, each row to one claimer, the messages of one conversation in order.</summary>
internal sealed class OutboxClaims(RecordsDatabase database, ContactKeys keys, TimeProvider clock)
{
    private const string InDoubt = "We do not know yet whether this was sent, and are finding out. Wait a few minutes before you write it again.";

    public Task<IReadOnlyList<OutboxItem>> ClaimAsync(int most, TimeSpan lease, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                var claimed = await TakeAsync(db, most, lease, cancellationToken);
                return await ReadAsync(db, claimed, cancellationToken);
            },
            cancellationToken);

    /// <summary>
    /// Queued and due: to be sent, unless an earlier message of the same contact has still to leave. Sending or Unknown with a lapsed claim: may have left,
    /// so it comes back as Unknown. States: 1 Queued, 2 Sending, 3 Unknown.
    /// </summary>
    private async Task<List<Guid>> TakeAsync(RecordsContext db, int most, TimeSpan lease, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        return await db.Database
            .SqlQuery<Guid>(
                $"""
                update outbox set
                    state = case when state = 1 then 2 else 3 end,
                    problem = case when state = 1 then null else {InDoubt} end,
                    attempts = attempts + case when state = 1 then 1 else 0 end,
                    first_tried_at = coalesce(first_tried_at, {now}),
                    locked_until = {(now + lease).Stored()},
                    changed_at = {now}
                where message_id in (
                    select o.message_id from outbox o
                    where o.settled_at is null
                      and ((o.state = 1 and o.not_before <= {now}
                            and not exists (select 1 from outbox e where e.contact_id = o.contact_id and e.number < o.number and e.state in (1, 2)))
                        or (o.state in (2, 3) and o.locked_until <= {now}))
                    order by o.number
                    limit {most}
                    for update skip locked)
                returning message_id
                """)
            .ToListAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<OutboxItem>> ReadAsync(RecordsContext db, List<Guid> claimed, CancellationToken cancellationToken)
    {
        var rows = await (
            from o in db.Outbox
            join m in db.Messages on o.MessageId equals m.Id
            join c in db.Contacts on o.ContactId equals c.Id
            join k in db.ContactKeys on c.Id equals k.ContactId
            where claimed.Contains(o.MessageId)
            orderby o.Number
            select new { Outbox = o, Message = m, Contact = c, Key = k }).AsNoTracking().ToListAsync(cancellationToken);
        return [.. rows.Select(r => Item(r.Outbox, r.Message, new OpenedContact(r.Contact, keys.Open(r.Key))))];
    }

    private static OutboxItem Item(OutboxRow row, MessageRow message, OpenedContact contact) => new(
        new(row.MessageId), new(row.ContactId), new(contact.Row.Pool), new(contact.Row.Line), contact.Row.Channel, contact.Address,
        contact.Cipher.Open(SealedColumn.MessageText, message.Id, message.TextSealed), row.Attempts, row.State, row.FirstTriedAt!.Value);
}
