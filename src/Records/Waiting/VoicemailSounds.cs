using Helpline.Contracts;
using Helpline.Records.Contacts;
using Helpline.Records.Keys;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Waiting;

/// <summary>The sound of messages, in sealed pieces.</summary>
internal sealed class VoicemailSounds(RecordsDatabase database, ContactOpening contacts, AccessAudit audit, TimeProvider clock)
{
    public Task StoreAsync(string recordingSid, string contentType, ReadOnlyMemory<byte> sound, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                var rows = await db.Voicemails.FromSql($"select * from voicemail where recording_sid = {recordingSid} for update").ToListAsync(cancellationToken);
                if (rows is not [{ ContactId: { } contact, FetchedAt: null } row] || await contacts.FindAsync(db, new(contact), cancellationToken) is not { } opened)
                {
                    return;
                }

                foreach (var (number, piece) in SoundPieces.Of(sound))
                {
                    var chunk = new VoicemailChunkRow { Id = Guid.CreateVersion7(), RecordingSid = recordingSid, Number = number };
                    chunk.SoundSealed = opened.Cipher.SealBytes(SealedColumn.VoicemailSound, chunk.Id, piece.Span);
                    db.VoicemailChunks.Add(chunk);
                }

                (row.ContentType, row.FetchedAt, row.NotBefore, row.Tries) = (contentType, clock.Now(), clock.Now(), 0);
                await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);

    public Task<RecordedSound?> ListenAsync(ContactId task, Reader reader, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                var row = await db.Voicemails.AsNoTracking().SingleOrDefaultAsync(v => v.ContactId == task.Value && v.FetchedAt != null, cancellationToken);
                if (row is null || await contacts.FindAsync(db, task, cancellationToken) is not { } opened)
                {
                    return null;
                }

                await audit.NoteAsync(db, opened, reader, AccessAudit.Voicemail, reason: null, cancellationToken);
                var chunks = await db.VoicemailChunks.AsNoTracking().Where(c => c.RecordingSid == row.RecordingSid).OrderBy(c => c.Number).ToListAsync(cancellationToken);
                return new RecordedSound(row.ContentType!, SoundPieces.Join(chunks.Select(c => opened.Cipher.OpenBytes(SealedColumn.VoicemailSound, c.Id, c.SoundSealed))));
            },
            cancellationToken);
}
