using Helpline.Contracts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Helpline.Records.Calls;

internal sealed class CallRecordings(RecordsDatabase database, CallRecordingSounds sounds, IOptions<RecordingOptions> options, TimeProvider clock) : ICallRecordings
{
    /// <summary>Whoever wished it does it; if not, it is seen to after this.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    /// <summary>A request to record is answered within this, or never.</summary>
    private static readonly TimeSpan Unanswered = TimeSpan.FromSeconds(20);

    /// <summary>How soon a fetch is first tried again.</summary>
    private static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(45);

    public bool MayRecord(LineId line) => options.Value.Allows(line);

    public Task<AgreeOutcome> AgreeAsync(ContactId contact, AgentId with, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                var now = clock.Now();
                await db.Database.ExecuteSqlAsync(
                    $"""
                    insert into call_recording (id, contact_id, wish, wished_at, state, agreed_with, agreed_at, not_before)
                    select {Guid.CreateVersion7()}, c.id, {(int)RecordingWish.Record}, {now}, {(int)RecordingState.Asked}, {with.Value}, {now}, {now + Soon} from contact c
                    where c.id = {contact.Value}
                        and not exists (select from call_recording r where r.contact_id = c.id and r.state >= 8 and r.ended_at is null and r.call_sid is not null)
                    on conflict (contact_id) where state < 8 do nothing
                    """,
                    cancellationToken);
                await db.Database.ExecuteSqlAsync(
                    $"update call_recording set wish = 3, wished_at = {now}, not_before = {now} where contact_id = {contact.Value} and state < 8 and agreed_with <> {with.Value} and wish <> 3",
                    cancellationToken);
                var open = await db.CallRecordings.AsNoTracking().SingleOrDefaultAsync(r => r.ContactId == contact.Value && r.State < RecordingState.Stopped, cancellationToken);
                return open is { Wish: not RecordingWish.Stop } ? AgreeOutcome.Done
                    : open is not null || await db.Contacts.AnyAsync(c => c.Id == contact.Value, cancellationToken) ? AgreeOutcome.NotYet
                    : AgreeOutcome.Unknown;
            },
            cancellationToken);

    public Task<bool> WishAsync(ContactId contact, RecordingWish wish, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db => await db.Database.ExecuteSqlAsync(
                $"""
                update call_recording set wish = greatest({(int)wish}, case when wish = 3 then 3 else 0 end), wished_at = {clock.Now()}, not_before = {clock.Now() + Soon}
                where contact_id = {contact.Value} and state < 8
                """,
                cancellationToken) > 0,
            cancellationToken);

    public Task WithdrawAsync(ContactId contact, AgentId with, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                var now = clock.Now();
                await db.Database.ExecuteSqlAsync(
                    $"""
                    update call_recording set
                        wish = 3, wished_at = {now}, withdrawn_at = {now}, withdrawn_with = {with.Value}, not_before = {now}, tries = 0,
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
        await database.ReadAsync(
            async db => (await db.CallRecordings.AsNoTracking().SingleOrDefaultAsync(r => r.ContactId == contact.Value && r.State < RecordingState.Stopped, cancellationToken)) is { } row
                ? row.ToRecording(await IsHeldAsync(db, contact.Value, cancellationToken))
                : null,
            cancellationToken);

    public Task<(CallRecording Recording, bool Ask)?> TryAsync(Guid recording, string callSid, CancellationToken cancellationToken) =>
        database.StepAsync<(CallRecording, bool)?>(
            async db =>
            {
                var now = clock.Now();
                if (await LockAsync(db, recording, cancellationToken) is not { } row)
                {
                    return null;
                }

                var known = row.ToRecording(await IsHeldAsync(db, row.ContactId, cancellationToken));
                if (known.IsOver || known.RecordingSid is not null || known.Wanted != RecordingWish.Record || row.TriedAt > now - Unanswered)
                {
                    return (known, false);
                }

                (row.TriedAt, row.CallSid) = (now, callSid);
                await db.SaveChangesAsync(cancellationToken);
                return (row.ToRecording(known.IsHeld), true);
            },
            cancellationToken);

    public Task<(CallRecording Recording, bool Changed)?> AdvanceAsync(Guid recording, RecordingFact fact, CancellationToken cancellationToken) =>
        database.StepAsync<(CallRecording, bool)?>(
            async db =>
            {
                if (await LockAsync(db, recording, cancellationToken) is not { } row)
                {
                    return null;
                }

                var changed = row.Learn(fact, clock.Now());
                await db.SaveChangesAsync(cancellationToken);
                return (row.ToRecording(await IsHeldAsync(db, row.ContactId, cancellationToken)), changed);
            },
            cancellationToken);

    public Task<IReadOnlyList<DueRecording>> DueAsync(int most, CancellationToken cancellationToken) =>
        database.StepAsync<IReadOnlyList<DueRecording>>(
            async db =>
            {
                var now = clock.Now();
                var rows = await db.CallRecordings.FromSql(
                    $"""
                    select * from call_recording
                    where deleted_at is null and (state < 8 or (ended_at is null and call_sid is not null)) and not_before <= {now}
                    order by not_before limit {most}
                    for update skip locked
                    """).ToListAsync(cancellationToken);
                var due = new List<DueRecording>();
                foreach (var row in rows)
                {
                    var known = row.ToRecording(await IsHeldAsync(db, row.ContactId, cancellationToken));
                    row.NotBefore = now + (known.IsAsWanted ? CallRecordingRow.LookAgain : Soon);
                    due.Add(new(known, new(await db.Contacts.Where(c => c.Id == row.ContactId).Select(c => c.Pool).SingleAsync(cancellationToken))));
                }

                await db.SaveChangesAsync(cancellationToken);
                return due;
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
        var (rows, held) = await database.ReadAsync(
            async db => (await db.CallRecordings.AsNoTracking().Where(r => r.ContactId == contact.Value).OrderBy(r => r.AgreedAt).ThenBy(r => r.Id).ToListAsync(cancellationToken),
                await IsHeldAsync(db, contact.Value, cancellationToken)),
            cancellationToken);
        return [.. rows.Select(r => r.ToRecording(held))];
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
                    where deleted_at is null and state >= 8 and ended_at is not null and recording_sid is not null and not_before <= {now}
                    order by not_before limit {most}
                    for update skip locked
                    """).ToListAsync(cancellationToken);
                foreach (var row in rows)
                {
                    (row.NotBefore, row.Tries) = (now + lease, row.Tries + 1);
                }

                await db.SaveChangesAsync(cancellationToken);
                var of = rows.ConvertAll(r => r.ContactId);
                var pools = await db.Contacts.Where(c => of.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => new PoolId(c.Pool), cancellationToken);
                return [.. rows.Select(r => new SoundJob(r.RecordingSid!, r is { WithdrawnAt: null, FetchedAt: null, State: RecordingState.Stopped }, new(r.ContactId), pools[r.ContactId], r.CallSid, r.Tries - 1))];
            },
            cancellationToken);

    public Task StoreAsync(string recordingSid, string contentType, ReadOnlyMemory<byte> sound, CancellationToken cancellationToken) =>
        sounds.StoreAsync(recordingSid, contentType, sound, cancellationToken);

    public Task DeletedAsync(string recordingSid, CancellationToken cancellationToken) =>
        database.StepAsync(
            db => db.Database.ExecuteSqlAsync($"update call_recording set deleted_at = {clock.Now()} where recording_sid = {recordingSid} and deleted_at is null", cancellationToken),
            cancellationToken);

    public Task NotFetchedAsync(string recordingSid, string? givenUp, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                var rows = await db.CallRecordings.FromSql($"select * from call_recording where recording_sid = {recordingSid} for update").ToListAsync(cancellationToken);
                if (rows is not [{ DeletedAt: null } row])
                {
                    return;
                }

                row.NotBefore = clock.Now() + SoundPieces.Pause(FirstRest, row.Tries - 1);
                if (givenUp is not null && row is { FetchedAt: null, State: RecordingState.Stopped })
                {
                    (row.State, row.Problem, row.NotBefore, row.Tries) = (RecordingState.Failed, givenUp, clock.Now(), 0);
                }

                await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);

    private static async Task<CallRecordingRow?> LockAsync(RecordsContext db, Guid recording, CancellationToken cancellationToken) =>
        (await db.CallRecordings.FromSql($"select * from call_recording where id = {recording} for update").ToListAsync(cancellationToken)).SingleOrDefault();

    private static Task<bool> IsHeldAsync(RecordsContext db, Guid contact, CancellationToken cancellationToken) =>
        db.CallStates.AnyAsync(s => s.ContactId == contact && s.HeldSince != null, cancellationToken);
}
