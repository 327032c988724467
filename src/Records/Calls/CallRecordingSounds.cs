using Helpline.Contracts;
using Helpline.Records.Contacts;
using Helpline.Records.Keys;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Calls;

/// <summary>The sound of recorded calls, in sealed pieces.</summary>
internal sealed class CallRecordingSounds(RecordsDatabase database, ContactOpening contacts, AccessAudit audit, TimeProvider clock)
{
    public Task StoreAsync(string recordingSid, string contentType, ReadOnlyMemory<byte> sound, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                var rows = await db.CallRecordings.FromSql($"select * from call_recording where recording_sid = {recordingSid} for update").ToListAsync(cancellationToken);
                if (rows is not [{ WithdrawnAt: null, FetchedAt: null } row] || await contacts.FindAsync(db, new(row.ContactId), cancellationToken) is not { } opened)
                {
                    return;
                }

                foreach (var (number, piece) in SoundPieces.Of(sound))
                {
                    var chunk = new CallRecordingChunkRow { Id = Guid.CreateVersion7(), RecordingId = row.Id, Number = number };
                    chunk.SoundSealed = opened.Cipher.SealBytes(SealedColumn.CallSound, chunk.Id, piece.Span);
                    db.CallRecordingChunks.Add(chunk);
                }

                (row.ContentType, row.FetchedAt, row.NotBefore, row.Tries) = (contentType, clock.Now(), clock.Now(), 0);
                await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);

    public Task<RecordedSound?> ListenAsync(ContactId contact, Guid recording, Reader reader, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                var row = await db.CallRecordings.AsNoTracking().SingleOrDefaultAsync(
                    r => r.Id == recording && r.ContactId == contact.Value && r.FetchedAt != null && r.WithdrawnAt == null, cancellationToken);
                if (row is null || await contacts.FindAsync(db, contact, cancellationToken) is not { } opened)
                {
                    return null;
                }

                await audit.NoteAsync(db, opened, reader, AccessAudit.Recording, reason: null, cancellationToken);
                var chunks = await db.CallRecordingChunks.AsNoTracking().Where(c => c.RecordingId == row.Id).OrderBy(c => c.Number).ToListAsync(cancellationToken);
                return new RecordedSound(row.ContentType!, SoundPieces.Join(chunks.Select(c => opened.Cipher.OpenBytes(SealedColumn.CallSound, c.Id, c.SoundSealed))));
            },
            cancellationToken);
}
