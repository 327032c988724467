using Helpline.Contracts;
using Helpline.Records.Contacts;
using Helpline.Records.Keys;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Waiting;

/// <summary>What agents write down of a message.</summary>
internal sealed class VoicemailTranscripts(RecordsDatabase database, ContactOpening contacts, AccessAudit audit, TimeProvider clock)
{
    public const int MostCharacters = 20_000;

    public Task<Transcript?> ReadAsync(ContactId task, Reader reader, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                var row = await db.Voicemails.AsNoTracking().SingleOrDefaultAsync(v => v.ContactId == task.Value, cancellationToken);
                if (row is null || await contacts.FindAsync(db, task, cancellationToken) is not { } opened)
                {
                    return null;
                }

                await audit.NoteAsync(db, opened, reader, AccessAudit.Transcript, reason: null, cancellationToken);
                return new Transcript(TextOf(row, opened), row.TranscriptRevision);
            },
            cancellationToken);

    public Task<SaveTranscriptReply> SaveAsync(ContactId task, AgentId agent, string text, int revision, CancellationToken cancellationToken)
    {
        if (text.Length > MostCharacters)
        {
            throw new ArgumentException($"A transcript has at most {MostCharacters} characters.", nameof(text));
        }

        return database.StepAsync(
            async db =>
            {
                var rows = await db.Voicemails.FromSql($"select * from voicemail where contact_id = {task.Value} for update").ToListAsync(cancellationToken);
                if (rows is not [var row] || await contacts.FindAsync(db, task, cancellationToken) is not { } opened)
                {
                    return new SaveTranscriptReply(SaveTranscriptResult.Unknown, 0);
                }

                // The same save again, because its answer was lost on the way.
                var isRepeat = row.TranscriptRevision == revision + 1 && row.TranscriptBy == agent.Value && string.Equals(TextOf(row, opened), text, StringComparison.Ordinal);
                if (row.TranscriptRevision != revision)
                {
                    return new SaveTranscriptReply(isRepeat ? SaveTranscriptResult.Saved : SaveTranscriptResult.Stale, row.TranscriptRevision);
                }

                row.TranscriptSealed = opened.Cipher.Seal(SealedColumn.VoicemailTranscript, task.Value, text);
                (row.TranscriptBy, row.TranscriptAt, row.TranscriptRevision) = (agent.Value, clock.Now(), revision + 1);
                await db.SaveChangesAsync(cancellationToken);
                return new SaveTranscriptReply(SaveTranscriptResult.Saved, row.TranscriptRevision);
            },
            cancellationToken);
    }

    private static string TextOf(VoicemailRow row, OpenedContact opened) =>
        row.TranscriptSealed is { } sealedText ? opened.Cipher.Open(SealedColumn.VoicemailTranscript, opened.Row.Id, sealedText) : "";
}
