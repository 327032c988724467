using Helpline.Contracts;
using Helpline.Records.Contacts;
using Helpline.Records.Keys;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Helpline.Records.SafeContact;

/// <param name="Rows">The last version of every contact of the same address, this one's among them.</param>
/// <param name="TheyWrote">The person has written in this thread, or asked for it by a key while they waited on the phone.</param>
/// <param name="WrittenWhileOpen">The message of the attempt stands in this thread, so it was written while the conversation was open.</param>
/// <summary>Everything that deciding needs, as it stood at one moment.</summary>
internal sealed record SafeFacts(OpenedContact Contact, DateTimeOffset Now, IReadOnlyList<SafeContactRow> Rows, bool TheyWrote, bool WrittenWhileOpen)
{
    public SafeContactRow? Own => Rows.FirstOrDefault(row => row.ContactId == Contact.Row.Id);
}

/// <summary>Finds the rules of an address and puts an attempt before them.</summary>
internal sealed class SafeContactReading(ContactOpening contacts, AddressIndex index, DatabaseClock clock, IOptions<SafeContactOptions> options)
{
    /// <summary>Null when there is no such contact.</summary>
    public async Task<SafeFacts?> LoadAsync(RecordsContext db, ContactId contact, MessageId? message, CancellationToken cancellationToken)
    {
        if (await contacts.FindAsync(db, contact, cancellationToken) is not { } opened)
        {
            return null;
        }

        var hashes = opened.Address.IsWithheld ? [] : index.AllOf(opened.Address);
        var rows = await db.SafeContacts
            .FromSql(
                $"""
                select distinct on (contact_id) * from safe_contact
                where contact_id = {contact.Value} or address_hash = any({hashes})
                order by contact_id, version desc
                """)
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var theyWrote = await db.Messages.AnyAsync(m => m.ContactId == contact.Value && (m.Inbound || m.AuthorId == Authors.Helpline.Value), cancellationToken);
        var written = message is { } id && await db.Messages.AnyAsync(m => m.Id == id.Value && m.ContactId == contact.Value && !m.Inbound, cancellationToken);
        return new SafeFacts(opened, await NowAsync(db, cancellationToken), rows, theyWrote, written);
    }

    public async Task<DateTimeOffset> NowAsync(RecordsContext db, CancellationToken cancellationToken)
    {
        var now = await db.Database.SqlQuery<DateTimeOffset>($"""select coalesce({clock.Given}::timestamptz, clock_timestamp()) as "Value" """).ToListAsync(cancellationToken);
        return now[0].ToUniversalTime();
    }

    public SafeAnswer Answer(SafeFacts facts, OutboundKind kind) => Answer(facts, kind, AnswersThem(facts, kind));

    /// <param name="answersThem">The person asked for it.</param>
    /// <summary>Whether something may go now.</summary>
    public SafeAnswer Answer(SafeFacts facts, OutboundKind kind, bool answersThem) => SafeRules.Decide(
        Rules(facts), new SafeAttempt(kind, !facts.Contact.Address.IsWithheld, answersThem), Local(facts.Now), options.Value.UnaskedRule);

    /// <summary>What counts now, in half a sentence; null while nothing does.</summary>
    public string? Summary(SafeFacts facts)
    {
        var standing = SafeRules.Standing(Rules(facts), Local(facts.Now).Wall);
        return standing.Count == 0 ? null : SafeWords.Summary(standing);
    }

    public bool HasLapsed(SafeFacts facts, SafeContactRow row) => row.Until is { } until && DateOnly.FromDateTime(Local(facts.Now).Wall) > until;

    private static IReadOnlyList<SafeRuleSet> Rules(SafeFacts facts) => [.. facts.Rows.Select(row => SafeContactForms.Rules(row, facts.Contact.Row.Id))];

    private static bool AnswersThem(SafeFacts facts, OutboundKind kind)
    {
        var row = facts.Contact.Row;
        var open = row.State != ContactState.Closed;
        var conversation = facts.TheyWrote && (open || facts.WrittenWhileOpen);
        return kind switch
        {
            OutboundKind.Text => row.Channel == Channel.Sms && conversation,
            OutboundKind.Email => row.Channel == Channel.Email && conversation,
            OutboundKind.Call => row.Task == ContactTask.CallBack && row.BegunBy is null && open, // one that an agent begins, nobody asked for
            OutboundKind.Voicemail or OutboundKind.VideoLink => false,
        };
    }

    private LocalTime Local(DateTimeOffset at) => new(at, options.Value.Zone);
}
