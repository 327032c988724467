using Helpline.Contracts;
using Helpline.Records.Contacts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Waiting;

internal sealed class Voicemails(RecordsDatabase database, ContactOpening contacts, TaskContacts tasks, VoicemailSounds sounds, VoicemailTranscripts transcripts, TimeProvider clock)
    : IVoicemails
{
    /// <summary>Shorter ones are a click and a breath.</summary>
    public const int FewestSeconds = 2;

    public Task<bool> NoteAsync(RecordedMessage message, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db => await db.Database.ExecuteSqlAsync(
                $"""
                insert into voicemail (recording_sid, call_sid, from_contact_id, seconds, left_at, not_before)
                select {message.RecordingSid}, {message.CallSid}, id, {message.Seconds}, {clock.Now()}, {clock.Now()} from contact where id = {message.Contact.Value}
                on conflict (recording_sid) do nothing
                """,
                cancellationToken) > 0,
            cancellationToken);

    public Task DiscardAsync(string callSid, CancellationToken cancellationToken) =>
        database.StepAsync(
            db => db.Database.ExecuteSqlAsync(
                $"update voicemail set discarded = true, not_before = {clock.Now()} where call_sid = {callSid} and contact_id is null and not discarded", cancellationToken),
            cancellationToken);

    public Task<OpenedTask?> KeepAsync(string callSid, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                var recorded = await db.Voicemails.FromSql($"select * from voicemail where call_sid = {callSid} and not discarded order by left_at for update").ToListAsync(cancellationToken);
                foreach (var row in recorded.Where(r => r.ContactId is null && r.Seconds < FewestSeconds))
                {
                    row.Discarded = true;
                }

                var task = await KeepAsync(db, [.. recorded.Where(r => !r.Discarded)], cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                return task;
            },
            cancellationToken);

    public Task<IReadOnlyList<SoundJob>> ClaimAsync(int most, TimeSpan lease, CancellationToken cancellationToken) =>
        database.StepAsync<IReadOnlyList<SoundJob>>(
            async db =>
            {
                var now = clock.Now();
                var rows = await db.Voicemails.FromSql(
                    $"""
                    select * from voicemail
                    where deleted_at is null and not_before <= {now} and (discarded or contact_id is not null)
                    order by not_before limit {most}
                    for update skip locked
                    """).ToListAsync(cancellationToken);
                foreach (var row in rows)
                {
                    row.NotBefore = now + SoundPieces.Pause(lease, row.Tries);
                    row.Tries++;
                }

                await db.SaveChangesAsync(cancellationToken);
                var kept = rows.ConvertAll(r => r.ContactId);
                var pools = await db.Contacts.Where(c => kept.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => new PoolId(c.Pool), cancellationToken);
                return [.. rows.Select(r => r.ContactId is { } task && pools.TryGetValue(task, out var pool)
                    ? new SoundJob(r.RecordingSid, r is { Discarded: false, FetchedAt: null }, new ContactId(task), pool)
                    : new SoundJob(r.RecordingSid, Fetch: false))];
            },
            cancellationToken);

    public async Task<IReadOnlyList<string>> ForgottenAsync(TimeSpan olderThan, CancellationToken cancellationToken)
    {
        var before = clock.Now() - olderThan;
        return await database.ReadAsync(
            db => db.Voicemails.AsNoTracking().Where(v => v.ContactId == null && !v.Discarded && v.LeftAt < before).Select(v => v.CallSid).Distinct().OrderBy(c => c).Take(50).ToListAsync(cancellationToken),
            cancellationToken);
    }

    public Task StoreAsync(string recordingSid, string contentType, ReadOnlyMemory<byte> sound, CancellationToken cancellationToken) =>
        sounds.StoreAsync(recordingSid, contentType, sound, cancellationToken);

    public Task DeletedAsync(string recordingSid, CancellationToken cancellationToken) =>
        database.StepAsync(
            db => db.Database.ExecuteSqlAsync($"update voicemail set deleted_at = {clock.Now()} where recording_sid = {recordingSid} and deleted_at is null", cancellationToken),
            cancellationToken);

    public async Task<VoicemailFacts?> FactsAsync(ContactId task, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            db => db.Voicemails.AsNoTracking().Where(v => v.ContactId == task.Value)
                .Select(v => new VoicemailFacts(v.LeftAt, v.Seconds, v.FetchedAt != null)).SingleOrDefaultAsync(cancellationToken),
            cancellationToken);

    public Task<RecordedSound?> ListenAsync(ContactId task, Reader reader, CancellationToken cancellationToken) => sounds.ListenAsync(task, reader, cancellationToken);

    public Task<Transcript?> ReadTranscriptAsync(ContactId task, Reader reader, CancellationToken cancellationToken) => transcripts.ReadAsync(task, reader, cancellationToken);

    public Task<SaveTranscriptReply> SaveTranscriptAsync(ContactId task, AgentId agent, string text, int revision, CancellationToken cancellationToken) =>
        transcripts.SaveAsync(task, agent, text, revision, cancellationToken);

    private async Task<OpenedTask?> KeepAsync(RecordsContext db, List<VoicemailRow> recorded, CancellationToken cancellationToken)
    {
        if (recorded.Find(r => r.ContactId is not null) is { } kept)
        {
            // Told late of what they recorded over: it is not kept, and not come back to.
            foreach (var other in recorded.Where(r => r.ContactId is null))
            {
                (other.Discarded, other.NotBefore) = (true, clock.Now());
            }

            return TaskContacts.ToTask(await db.Contacts.AsNoTracking().SingleAsync(c => c.Id == kept.ContactId, cancellationToken));
        }

        if (recorded.Count == 0 || await contacts.FindAsync(db, new(recorded[^1].FromContactId), cancellationToken) is not { } from)
        {
            return null;
        }

        // Only the last one counts: an earlier one that was not discarded in time is what they recorded again.
        var task = await tasks.AddAsync(db, from, ContactTask.Message, keepsPlace: false, cancellationToken);
        (recorded[^1].ContactId, recorded[^1].NotBefore) = (task.Row.Id, clock.Now());
        recorded.SkipLast(1).ToList().ForEach(r => r.Discarded = true);
        return TaskContacts.ToTask(task.Row);
    }
}
