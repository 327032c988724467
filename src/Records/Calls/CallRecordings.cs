using Helpline.Contracts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Helpline.Records.Calls;

internal sealed class CallRecordings(RecordsDatabase database, CallRecordingSounds sounds, IOptions<RecordingOptions> options, TimeProvider clock) : ICallRecordings
{
    public bool MayRecord(LineId line) => options.Value.Allows(line);

    public Task<bool> AgreeAsync(ContactId contact, AgentId with, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                var now = clock.Now();
                await db.Database.ExecuteSqlAsync(
                    $"""
                    insert into call_recording (id, contact_id, wish, state, agreed_with, agreed_at, not_before)
                    select {Guid.CreateVersion7()}, id, {(int)RecordingWish.Record}, {(int)RecordingState.Asked}, {with.Value}, {now}, {now} from contact where id = {contact.Value}
                    on conflict (contact_id) where state < 8 do nothing
                    """,
                    cancellationToken);
                return await db.CallRecordings.AnyAsync(r => r.ContactId == contact.Value && r.State < RecordingState.Stopped, cancellationToken);
            },
            cancellationToken);

    public Task<bool> WishAsync(ContactId contact, RecordingWish wish, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db => await db.Database.ExecuteSqlAsync(
                $"update call_recording set wish = greatest({(int)wish}, case when wish = 3 then 3 else 0 end) where contact_id = {contact.Value} and state < 8", cancellationToken) > 0,
            cancellationToken);

    public Task WithdrawAsync(ContactId contact, AgentId with, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                var now = clock.Now();
                await db.Database.ExecuteSqlAsync(
                    $"""
                    update call_recording set
                        wish = 3, withdrawn_at = {now}, withdrawn_with = {with.Value}, not_before = {now}, tries = 0,
                        state = case when state < 8 and tried_at is null then 8 else state end
                    where contact_id = {contact.Value} and withdrawn_at is null
                    """,
                    cancellationToken);
                await db.Database.ExecuteSqlAsync(
                    $"delete from call_recording_chunk where recording_id in (select id from call_recording where contact_id = {contact.Value})", cancellationToken);
                return true;
            },
            cancellationToken);

    public async Task<CallRecording?> OpenAsync(ContactId contact, CancellationToken cancellationToken) =>
        (await database.ReadAsync(
            db => db.CallRecordings.AsNoTracking().SingleOrDefaultAsync(r => r.ContactId == contact.Value && r.State < RecordingState.Stopped, cancellationToken), cancellationToken))
        ?.ToRecording();

    public Task<bool> TryAsync(Guid recording, string callSid, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db => await db.Database.ExecuteSqlAsync(
                $"update call_recording set tried_at = {clock.Now()}, call_sid = {callSid} where id = {recording} and tried_at is null and state < 8", cancellationToken) > 0,
            cancellationToken);

    public Task<(CallRecording Recording, bool Changed)?> AdvanceAsync(Guid recording, RecordingFact fact, CancellationToken cancellationToken) =>
        database.StepAsync<(CallRecording, bool)?>(
            async db =>
            {
                var (now, state, ends) = (clock.Now(), (int)fact.State, fact.State >= RecordingState.Stopped);
                var changed = await db.Database.ExecuteSqlAsync(
                    $"""
                    update call_recording set
                        state = case when state < 8 then {state} else state end,
                        recording_sid = coalesce(recording_sid, {fact.RecordingSid}),
                        seconds = coalesce({fact.Seconds}, seconds),
                        problem = coalesce(problem, {fact.Problem}),
                        ended_at = case when {ends} then coalesce(ended_at, {now}) else ended_at end,
                        not_before = case when {ends} then {now} else not_before end,
                        tries = case when {ends} then 0 else tries end
                    where id = {recording} and ((state < 8 and state <> {state}) or (recording_sid is null and {fact.RecordingSid}::text is not null) or (seconds is null and {fact.Seconds}::integer is not null))
                    """,
                    cancellationToken) > 0;
                var row = await db.CallRecordings.AsNoTracking().SingleOrDefaultAsync(r => r.Id == recording, cancellationToken);
                return row is null ? null : (row.ToRecording(), changed);
            },
            cancellationToken);

    public async Task<CallRecording?> FindAsync(string recordingSid, string callSid, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            db => db.CallRecordings.AsNoTracking().Where(r => r.RecordingSid == recordingSid || (r.RecordingSid == null && r.CallSid == callSid)).ToListAsync(cancellationToken), cancellationToken);
        return (rows.Find(r => r.RecordingSid is not null) ?? rows.MaxBy(r => r.AgreedAt))?.ToRecording();
    }

    public async Task<IReadOnlyList<CallRecording>> OfContactAsync(ContactId contact, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            db => db.CallRecordings.AsNoTracking().Where(r => r.ContactId == contact.Value).OrderBy(r => r.AgreedAt).ThenBy(r => r.Id).ToListAsync(cancellationToken), cancellationToken);
        return [.. rows.Select(r => r.ToRecording())];
    }

    public Task<RecordedSound?> ListenAsync(ContactId contact, Guid recording, Reader reader, CancellationToken cancellationToken) =>
        sounds.ListenAsync(contact, recording, reader, cancellationToken);

    public Task<IReadOnlyList<SoundJob>> ClaimAsync(int most, TimeSpan lease, CancellationToken cancellationToken) =>
        database.StepAsync<IReadOnlyList<SoundJob>>(
            async db =>
            {
                var now = clock.Now();
                var rows = await db.CallRecordings.FromSql(
                    $"""
                    select * from call_recording
                    where deleted_at is null and state >= 8 and recording_sid is not null and not_before <= {now}
                    order by not_before limit {most}
                    for update skip locked
                    """).ToListAsync(cancellationToken);
                foreach (var row in rows)
                {
                    row.NotBefore = now + SoundPieces.Pause(lease, row.Tries);
                    row.Tries++;
                }

                await db.SaveChangesAsync(cancellationToken);
                var of = rows.ConvertAll(r => r.ContactId);
                var pools = await db.Contacts.Where(c => of.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => new PoolId(c.Pool), cancellationToken);
                return [.. rows.Select(r => new SoundJob(r.RecordingSid!, r is { WithdrawnAt: null, FetchedAt: null, State: RecordingState.Stopped }, new(r.ContactId), pools[r.ContactId]))];
            },
            cancellationToken);

    public Task StoreAsync(string recordingSid, string contentType, ReadOnlyMemory<byte> sound, CancellationToken cancellationToken) =>
        sounds.StoreAsync(recordingSid, contentType, sound, cancellationToken);

    public Task DeletedAsync(string recordingSid, CancellationToken cancellationToken) =>
        database.StepAsync(
            db => db.Database.ExecuteSqlAsync($"update call_recording set deleted_at = {clock.Now()} where recording_sid = {recordingSid} and deleted_at is null", cancellationToken),
            cancellationToken);
}
