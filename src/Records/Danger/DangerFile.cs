using System.Text.Json;
using Helpline.Contracts;
using Helpline.Records.Contacts;
using Helpline.Records.Keys;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Danger;

internal sealed class DangerFile(RecordsDatabase database, ContactOpening contacts, AccessAudit audit, DatabaseClock clock) : IDangers
{
    public Task<RaisedDanger?> RaiseAsync(ContactId contact, AgentId by, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                var raised = await db.Database.SqlQuery<Guid>(
                    $"""
                    insert into danger (id, contact_id, pool, raised_by, raised_at, priority_before)
                    select {Guid.CreateVersion7()}, id, pool, {by.Value}, coalesce({clock.Given}::timestamptz, clock_timestamp()), priority
                    from contact where id = {contact.Value}
                    on conflict (contact_id) where closed_at is null do nothing
                    returning id as "Value"
                    """).ToListAsync(cancellationToken);
                if (raised.Count == 1)
                {
                    return new RaisedDanger(new(raised[0]), IsNew: true);
                }

                var open = await db.Dangers.AsNoTracking().SingleOrDefaultAsync(d => d.ContactId == contact.Value && d.ClosedAt == null, cancellationToken);
                return open is null ? null : new RaisedDanger(new(open.Id), IsNew: false);
            },
            cancellationToken);

    public async Task<IReadOnlyList<DangerView>> OfContactAsync(ContactId contact, Reader reader, CancellationToken cancellationToken) =>
        await database.StepAsync(
            async db =>
            {
                List<DangerView> views = [];
                foreach (var danger in await DangerReading.OfAsync(db, contact, cancellationToken))
                {
                    if (await contacts.FindAsync(db, new(danger.ContactId), cancellationToken) is { } opened)
                    {
                        await audit.NoteAsync(db, opened, reader, AccessAudit.Danger, reason: null, cancellationToken);
                        views.Add(await ViewAsync(db, danger, opened, cancellationToken));
                    }
                }

                return views;
            },
            cancellationToken);

    public async Task<IReadOnlyList<OpenDanger>> OpenAsync(PoolId pool, CancellationToken cancellationToken) =>
        await database.ReadAsync(db => DangerReading.OpenAsync(db, pool, cancellationToken), cancellationToken);

    public Task<WriteDangerResult> WriteAsync(ContactId contact, DangerId danger, DangerNoteId id, AgentId by, DangerEntry entry, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                if (await HoldAsync(db, contact, danger, cancellationToken) is not { } row || await contacts.FindAsync(db, new(row.ContactId), cancellationToken) is not { } opened)
                {
                    return WriteDangerResult.Unknown;
                }

                if (row.ClosedAt is not null)
                {
                    return WriteDangerResult.Closed;
                }

                await AddAsync(db, opened, row, id.Value, by, entry, cancellationToken);
                return WriteDangerResult.Written;
            },
            cancellationToken);

    public Task<CloseDangerReply> CloseAsync(ContactId contact, DangerId danger, AgentId by, string line, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                if (await HoldAsync(db, contact, danger, cancellationToken) is not { } row || await contacts.FindAsync(db, new(row.ContactId), cancellationToken) is not { } opened)
                {
                    return new CloseDangerReply(WriteDangerResult.Unknown, contact, Priority.Normal);
                }

                // The same supervisor's second press is the first.
                if (row.ClosedAt is not null)
                {
                    return new CloseDangerReply(row.ClosedBy == by.Value ? WriteDangerResult.Written : WriteDangerResult.Closed, new(row.ContactId), row.PriorityBefore);
                }

                var at = await AddAsync(db, opened, row, Guid.CreateVersion7(), by, new DangerEntry(DangerStep.Closed, Text: line), cancellationToken);
                await db.Dangers.Where(d => d.Id == row.Id).ExecuteUpdateAsync(d => d.SetProperty(x => x.ClosedAt, at).SetProperty(x => x.ClosedBy, by.Value), cancellationToken);
                return new CloseDangerReply(WriteDangerResult.Written, new(row.ContactId), row.PriorityBefore);
            },
            cancellationToken);

    /// <summary>The danger, locked until the transaction ends; null when it is not one of this contact or of its number.</summary>
    private static async Task<DangerRow?> HoldAsync(RecordsContext db, ContactId contact, DangerId danger, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"select 1 from danger where id = {danger.Value} for no key update", cancellationToken);
        return (await DangerReading.OfAsync(db, contact, cancellationToken)).FirstOrDefault(d => d.Id == danger.Value);
    }

    private async Task<DateTimeOffset> AddAsync(RecordsContext db, OpenedContact opened, DangerRow danger, Guid id, AgentId by, DangerEntry entry, CancellationToken cancellationToken)
    {
        var words = new DangerWords(Given(entry.Text), Given(entry.CalledBy), Given(entry.Reference));
        var sealedWords = words.IsEmpty ? null : opened.Cipher.Seal(SealedColumn.DangerWords, id, JsonSerializer.Serialize(words));
        var at = await db.Database.SqlQuery<DateTimeOffset>(
            $"""
            insert into danger_note (id, danger_id, step, choice, words_sealed, called_at, agent_id, at)
            values ({id}, {danger.Id}, {(int)entry.Step}, {(int?)entry.Choice}, {sealedWords}, {entry.CalledAt?.Stored()}, {by.Value},
                coalesce({clock.Given}::timestamptz, clock_timestamp()))
            on conflict (id) do nothing
            returning at as "Value"
            """).ToListAsync(cancellationToken);
        return at.Count == 0 ? danger.RaisedAt : at[0].ToUniversalTime();
    }

    private static async Task<DangerView> ViewAsync(RecordsContext db, DangerRow danger, OpenedContact opened, CancellationToken cancellationToken)
    {
        var notes = await db.DangerNotes.AsNoTracking().Where(n => n.DangerId == danger.Id).OrderBy(n => n.At).ThenBy(n => n.Id).ToListAsync(cancellationToken);
        return new DangerView(
            new(danger.Id), new(danger.ContactId), new(danger.RaisedBy), danger.RaisedAt, danger.ClosedBy is { } closer ? new AgentId(closer) : null, danger.ClosedAt,
            [.. notes.Select(n => NoteOf(n, opened))]);
    }

    private static DangerNote NoteOf(DangerNoteRow note, OpenedContact opened)
    {
        var words = note.WordsSealed is { } bytes ? JsonSerializer.Deserialize<DangerWords>(opened.Cipher.Open(SealedColumn.DangerWords, note.Id, bytes)) : null;
        return new DangerNote(new(note.Id), note.Step, note.Choice, words?.Text, words?.CalledBy, note.CalledAt, words?.Reference, new(note.AgentId), note.At);
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
