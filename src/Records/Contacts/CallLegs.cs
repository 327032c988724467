using Helpline.Contracts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Contacts;

internal sealed class CallLegs(RecordsDatabase database, TimeProvider clock) : ICallLegs
{
    public Task NoteAsync(CallLeg leg, CancellationToken cancellationToken) =>
        database.StepAsync(
            db => db.Database.ExecuteSqlAsync(
                $"""
                insert into call_leg (call_sid, contact_id, pool, role, state, queue_sid, assignment_id, agent_id, choice, noted_at)
                values ({leg.CallSid}, {leg.Contact?.Value}, {leg.Pool?.Value}, {(int)leg.Role}, {(int)leg.State}, {leg.QueueSid}, {leg.Assignment?.Value}, {leg.Agent?.Value}, {(int?)leg.Choice}, {clock.Now()})
                on conflict (call_sid) do update set
                    contact_id = coalesce(call_leg.contact_id, excluded.contact_id),
                    pool = coalesce(call_leg.pool, excluded.pool),
                    role = coalesce(call_leg.role, excluded.role),
                    state = greatest(call_leg.state, excluded.state),
                    queue_sid = coalesce(excluded.queue_sid, call_leg.queue_sid),
                    assignment_id = coalesce(call_leg.assignment_id, excluded.assignment_id),
                    agent_id = coalesce(call_leg.agent_id, excluded.agent_id),
                    choice = coalesce(excluded.choice, call_leg.choice)
                """,
                cancellationToken),
            cancellationToken);

    public Task<CallLeg?> AdvanceAsync(string callSid, CallLegState state, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                await AdvanceAsync(db, callSid, state, cancellationToken);
                return await FindAsync(db, callSid, cancellationToken);
            },
            cancellationToken);

    public Task<CallLeg?> FindAsync(string callSid, CancellationToken cancellationToken) =>
        database.ReadAsync(db => FindAsync(db, callSid, cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<CallLeg>> OfContactAsync(ContactId contact, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            db => db.CallLegs.AsNoTracking().Where(l => l.ContactId == contact.Value)
                .OrderByDescending(l => l.NotedAt).ThenByDescending(l => l.CallSid).ToListAsync(cancellationToken),
            cancellationToken);
        return [.. rows.Select(r => r.ToLeg()).OfType<CallLeg>()];
    }

    public async Task<IReadOnlyList<CallLeg>> LiveCallersAsync(TimeSpan olderThan, int most, CancellationToken cancellationToken)
    {
        var before = clock.Now() - olderThan;
        var rows = await database.ReadAsync(
            db => db.CallLegs.AsNoTracking().Where(l => l.Role == CallLegRole.Caller && l.State < CallLegState.Ended && l.NotedAt < before)
                .OrderBy(l => l.NotedAt).Take(most).ToListAsync(cancellationToken),
            cancellationToken);
        return [.. rows.Select(r => r.ToLeg()).OfType<CallLeg>()];
    }

    private async Task AdvanceAsync(RecordsContext db, string callSid, CallLegState state, CancellationToken cancellationToken)
    {
        if (state == CallLegState.Ended)
        {
            // Also for a call not heard of yet: its beginning may be on its way, and must find it ended.
            await db.Database.ExecuteSqlAsync(
                $"insert into call_leg (call_sid, state, noted_at) values ({callSid}, {(int)state}, {clock.Now()}) on conflict (call_sid) do nothing", cancellationToken);
        }

        await db.Database.ExecuteSqlAsync($"update call_leg set state = {(int)state} where call_sid = {callSid} and state < {(int)state}", cancellationToken);
    }

    private static async Task<CallLeg?> FindAsync(RecordsContext db, string callSid, CancellationToken cancellationToken) =>
        (await db.CallLegs.AsNoTracking().SingleOrDefaultAsync(l => l.CallSid == callSid, cancellationToken))?.ToLeg();
}
