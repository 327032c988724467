using System.Text;
using Helpline.Contracts;
using Helpline.Records.Keys;
using Helpline.Records.Messages;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Contacts;

internal sealed class Intake(RecordsDatabase database, ContactOpening contacts, AddressIndex index, ReturningPeople returning, DatabaseClock clock) : IIntake
{
    public const int MaxTextBytes = 64 * 1024;
    private const int MaxKeyLength = 400;

    public async Task<IntakeResult> RecordAsync(IncomingContact incoming, CancellationToken cancellationToken)
    {
        Check(incoming);
        return await database.ReadAsync(db => FindRepeatAsync(db, incoming, cancellationToken), cancellationToken)
            ?? await database.StepAsync(db => StoreAsync(db, incoming, cancellationToken), cancellationToken)
            ?? await database.ReadAsync(db => FindRepeatAsync(db, incoming, cancellationToken), cancellationToken)
            ?? throw new InvalidOperationException("An event was neither new nor stored before.");
    }

    /// <summary>Null when another request stored this very event meanwhile.</summary>
    private async Task<IntakeResult?> StoreAsync(RecordsContext db, IncomingContact incoming, CancellationToken cancellationToken)
    {
        var threaded = ChannelTraits.Of(incoming.Channel).Threaded;
        var open = threaded && !incoming.From.IsWithheld ? await OpenConversationAsync(db, incoming, cancellationToken) : null;
        var place = new ServicePlace(incoming.Line.Pool, incoming.Line.Id, incoming.Line.DemandFor(incoming.Channel));
        var earlier = open is null ? await returning.FindAsync(db, incoming.Line.Pool, incoming.From, cancellationToken) : null;
        var contact = open ?? contacts.Add(db, place, incoming.From);
        var message = threaded ? NewMessage(contact, incoming.Text ?? "") : null;
        if (await StoreEventAsync(db, incoming, contact, open is null, message?.Id, cancellationToken) is not { } now)
        {
            return null;
        }

        if (open is null)
        {
            contact.Row.Arrive(now, earlier);
            contact.Row.AccessService = AccessMarks.WordOf(incoming.Access);
        }

        if (message is not null)
        {
            message.At = now;
            db.Messages.Add(message);
        }

        await db.SaveChangesAsync(cancellationToken);
        return Result(contact.Row, isNew: open is null, isRepeat: false, message?.Id);
    }

    /// <summary>When it came in, by PostgreSQL's clock; null when this very event is stored already.</summary>
    private async Task<DateTimeOffset?> StoreEventAsync(
        RecordsContext db, IncomingContact incoming, OpenedContact contact, bool isNew, Guid? message, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        var stored = await db.Database.SqlQuery<DateTimeOffset>(
            $"""
            insert into provider_event (id, provider_key, contact_id, message_id, started_contact, raw_sealed, received_at)
            values ({id}, {incoming.ProviderKey}, {contact.Row.Id}, {message}, {isNew}, {contact.Cipher.Seal(SealedColumn.ProviderEvent, id, incoming.Raw)},
                coalesce({clock.Given}::timestamptz, clock_timestamp()))
            on conflict (provider_key) do nothing
            returning received_at as "Value"
            """).ToListAsync(cancellationToken);
        return stored.Count == 0 ? null : stored[0].ToUniversalTime();
    }

    /// <summary>Texts of one person arrive at once: the lock lets the first open the conversation and the others find it; the row lock keeps it from closing meanwhile.</summary>
    private async Task<OpenedContact?> OpenConversationAsync(RecordsContext db, IncomingContact incoming, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({index.LockOf(incoming.From, incoming.Line.Id, incoming.Channel)})", cancellationToken);
        var open = await db.Contacts
            .FromSql(
                $"""
                select * from contact
                where address_hash = any({index.AllOf(incoming.From)}) and line = {incoming.Line.Id.Value} and channel = {(int)incoming.Channel}
                  and threaded and state <> 3
                order by arrived_at
                for no key update
                """)
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        return open.Count == 0 ? null : await contacts.FindAsync(db, new ContactId(open[0].Id), cancellationToken);
    }

    private static MessageRow NewMessage(OpenedContact contact, string text)
    {
        var id = MessageId.New().Value;
        return new MessageRow { Id = id, ContactId = contact.Row.Id, Inbound = true, TextSealed = contact.Cipher.Seal(SealedColumn.MessageText, id, text) };
    }

    private static async Task<IntakeResult?> FindRepeatAsync(RecordsContext db, IncomingContact incoming, CancellationToken cancellationToken)
    {
        var known = await db.ProviderEvents.AsNoTracking()
            .Where(e => e.ProviderKey == incoming.ProviderKey)
            .Join(db.Contacts, e => e.ContactId, c => c.Id, (e, Contact) => new { e.StartedContact, e.MessageId, Contact })
            .SingleOrDefaultAsync(cancellationToken);
        return known is null ? null : Result(known.Contact, known.StartedContact, isRepeat: true, known.MessageId);
    }

    private static IntakeResult Result(ContactRow contact, bool isNew, bool isRepeat, Guid? message) => new(
        new(contact.Id), new(contact.Pool), new(contact.Line), Demand.Parse(contact.Demand), contact.Priority, contact.ArrivedAt,
        isNew, isRepeat, message is { } id ? new MessageId(id) : null,
        contact.WaitingSince, contact.KnownTo is { } agent ? new AgentId(agent) : null, contact.Resumes is { } resumes ? new ContactId(resumes) : null);

    private static void Check(IncomingContact incoming)
    {
        if (string.IsNullOrWhiteSpace(incoming.ProviderKey) || incoming.ProviderKey.Length > MaxKeyLength)
        {
            throw new ArgumentException($"A provider key of 1 to {MaxKeyLength} characters is needed to know a repeat.", nameof(incoming));
        }

        if (incoming.Text is { } text && Encoding.UTF8.GetByteCount(text) > MaxTextBytes)
        {
            throw new ArgumentException($"The text is longer than {MaxTextBytes} bytes.", nameof(incoming));
        }
    }
}
