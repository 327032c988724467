using System.Text;
using Helpline.Contracts;
using Helpline.Records.Keys;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.OwnPhones;

internal sealed class OwnPhoneFile(RecordsDatabase database, KeyRing ring, TimeProvider clock) : IOwnPhones
{
    private static readonly SealedColumn Number = new("own_phone", "number");

    public async Task<OwnPhone> ReadAsync(AgentId agent, CancellationToken cancellationToken) =>
        ToView(await database.ReadAsync(db => db.OwnPhones.AsNoTracking().SingleOrDefaultAsync(p => p.AgentId == agent.Value, cancellationToken), cancellationToken));

    public Task<OwnPhone?> ChooseAsync(AgentId agent, bool rings, string? number, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                var master = ring.CurrentMaster;
                var sealedNumber = number is null ? null : Box.Seal(master.Secret, Number.Place(agent.Value), Encoding.UTF8.GetBytes(number));
                var changed = await db.Database.ExecuteSqlAsync(
                    $"""
                    insert into own_phone as p (agent_id, rings, number_sealed, master_version, changed_at)
                    select id, {rings}, {sealedNumber}, {(number is null ? null : master.Version)}, {clock.Now()} from account
                    where id = {agent.Value} and ({number is not null} or not {rings} or exists (select 1 from own_phone k where k.agent_id = {agent.Value} and k.number_sealed is not null))
                    on conflict (agent_id) do update set
                        rings = excluded.rings,
                        number_sealed = coalesce(excluded.number_sealed, p.number_sealed),
                        master_version = coalesce(excluded.master_version, p.master_version),
                        changed_at = excluded.changed_at
                    """,
                    cancellationToken);
                return changed == 0 ? null : ToView(await db.OwnPhones.AsNoTracking().SingleAsync(p => p.AgentId == agent.Value, cancellationToken));
            },
            cancellationToken);

    public Task ForgetAsync(AgentId agent, CancellationToken cancellationToken) =>
        database.StepAsync(db => db.Database.ExecuteSqlAsync($"delete from own_phone where agent_id = {agent.Value}", cancellationToken), cancellationToken);

    public Task<bool> AskAsync(AssignmentId assignment, AgentId agent, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                await db.Database.ExecuteSqlAsync(
                    $"""
                    insert into own_phone_ring (assignment_id, agent_id, state, asked_at)
                    select {assignment.Value}, agent_id, {(int)OwnPhoneState.Asked}, {clock.Now()} from own_phone where agent_id = {agent.Value} and rings
                    on conflict (assignment_id) do nothing
                    """,
                    cancellationToken);
                return await db.OwnPhoneRings.AnyAsync(r => r.AssignmentId == assignment.Value && r.AgentId == agent.Value, cancellationToken);
            },
            cancellationToken);

    public async Task<OwnPhoneRing?> FindRingAsync(AssignmentId assignment, CancellationToken cancellationToken) =>
        (await database.ReadAsync(db => FindAsync(db, assignment, cancellationToken), cancellationToken))?.ToRing();

    public async Task<string?> NumberToRingAsync(AgentId agent, CancellationToken cancellationToken) =>
        NumberOf(await database.ReadAsync(db => db.OwnPhones.AsNoTracking().SingleOrDefaultAsync(p => p.AgentId == agent.Value, cancellationToken), cancellationToken));

    public Task<bool> TryAsync(AssignmentId assignment, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db => await db.Database.ExecuteSqlAsync($"update own_phone_ring set tried_at = {clock.Now()} where assignment_id = {assignment.Value} and tried_at is null", cancellationToken) > 0,
            cancellationToken);

    public Task<(OwnPhoneRing Ring, bool Changed)?> AdvanceAsync(AssignmentId assignment, OwnPhoneState state, string? callSid, string? problem, CancellationToken cancellationToken) =>
        database.StepAsync<(OwnPhoneRing, bool)?>(
            async db =>
            {
                // An end is an end; only its reason may still be learned.
                var changed = await db.Database.ExecuteSqlAsync(
                    $"""
                    update own_phone_ring set state = {(int)state}, call_sid = coalesce(call_sid, {callSid}), problem = coalesce(problem, {problem})
                    where assignment_id = {assignment.Value} and ({callSid}::text is null or call_sid is null or call_sid = {callSid})
                        and (state < {(int)state} or (state = {(int)state} and ((call_sid is null and {callSid}::text is not null) or (state = 9 and problem is null and {problem}::text is not null))))
                    """,
                    cancellationToken) > 0;
                var row = await FindAsync(db, assignment, cancellationToken);
                var isAnothers = callSid is not null && row?.CallSid is { } call && !string.Equals(call, callSid, StringComparison.Ordinal);
                return row is null || isAnothers ? null : (row.ToRing(), changed);
            },
            cancellationToken);

    public Task SetMutedAsync(AssignmentId assignment, bool muted, CancellationToken cancellationToken) =>
        database.StepAsync(db => db.Database.ExecuteSqlAsync($"update own_phone_ring set muted = {muted} where assignment_id = {assignment.Value}", cancellationToken), cancellationToken);

    private static Task<OwnPhoneRingRow?> FindAsync(RecordsContext db, AssignmentId assignment, CancellationToken cancellationToken) =>
        db.OwnPhoneRings.AsNoTracking().SingleOrDefaultAsync(r => r.AssignmentId == assignment.Value, cancellationToken);

    private OwnPhone ToView(OwnPhoneRow? row) => new(row?.Rings ?? false, NumberOf(row) is { } number ? CallerAddress.Of(number).ToString() : null);

    private string? NumberOf(OwnPhoneRow? row) => row is { NumberSealed: { } sealedNumber, MasterVersion: { } version }
        ? Encoding.UTF8.GetString(Box.Open(ring.Master(version).Secret, Number.Place(row.AgentId), sealedNumber))
        : null;
}
