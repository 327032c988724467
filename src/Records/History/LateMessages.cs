using Helpline.Contracts;
using Helpline.Records.Contacts;
using Helpline.Records.Keys;
using Helpline.Records.Messages;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Helpline.Records.History;

/// <summary>
/// The history lags a moment behind Routing: a text may still join a conversation that its agent has just ended. When the end arrives, whatever the person
/// wrote after it becomes a contact of its own, which the intake sweep brings into the queue. Nobody writes into a closed room.
/// </summary>
internal sealed class LateMessages(ContactOpening contacts, ReturningPeople returning, ILogger<LateMessages> log)
{
    public async Task MoveAsync(RecordsContext db, IReadOnlyCollection<Guid> closed, CancellationToken cancellationToken)
    {
        var late = await db.Messages
            .Where(m => m.Inbound && closed.Contains(m.ContactId) && db.Contacts.Any(c => c.Id == m.ContactId && c.State == ContactState.Closed && m.At > c.ClosedAt))
            .OrderBy(m => m.Number)
            .ToListAsync(cancellationToken);
        foreach (var messages in late.GroupBy(m => m.ContactId))
        {
            await MoveAsync(db, new ContactId(messages.Key), [.. messages], cancellationToken);
        }
    }

    private async Task MoveAsync(RecordsContext db, ContactId ended, List<MessageRow> messages, CancellationToken cancellationToken)
    {
        if (await contacts.FindAsync(db, ended, cancellationToken) is not { } from)
        {
            return;
        }

        var place = new ServicePlace(new(from.Row.Pool), new(from.Row.Line), Demand.Parse(from.Row.Demand));
        var earlier = await returning.FindAsync(db, place.Pool, from.Address, cancellationToken);
        var to = contacts.Add(db, place, from.Address);
        to.Row.Arrive(messages[0].At, earlier);
        foreach (var message in messages)
        {
            message.TextSealed = Reseal(from, to, SealedColumn.MessageText, message.Id, message.TextSealed);
            message.ContactId = to.Row.Id;
        }

        var ids = messages.ConvertAll(m => (Guid?)m.Id);
        foreach (var raw in await db.ProviderEvents.Where(e => ids.Contains(e.MessageId)).ToListAsync(cancellationToken))
        {
            raw.RawSealed = Reseal(from, to, SealedColumn.ProviderEvent, raw.Id, raw.RawSealed);
            raw.ContactId = to.Row.Id;
        }

        await db.SaveChangesAsync(cancellationToken);
        log.LateMessagesMoved(to.Row.Id, ended.Value);
    }

    private static byte[] Reseal(OpenedContact from, OpenedContact to, SealedColumn column, Guid row, byte[] content) =>
        to.Cipher.Seal(column, row, from.Cipher.Open(column, row, content));
}
