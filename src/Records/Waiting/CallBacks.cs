using Helpline.Contracts;
using Helpline.Records.Contacts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Waiting;

internal sealed class CallBacks(RecordsDatabase database, ContactOpening contacts, TaskContacts tasks, TimeProvider clock) : ICallBacks
{
    public Task<OpenedTask?> PromiseAsync(ContactId contact, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                if (await TaskContacts.FindAsync(db, contact.Value, ContactTask.CallBack, cancellationToken) is { } known)
                {
                    return TaskContacts.ToTask(known);
                }

                if (await contacts.FindAsync(db, contact, cancellationToken) is not { Address.IsWithheld: false } from)
                {
                    return null;
                }

                var task = await tasks.AddAsync(db, from, ContactTask.CallBack, keepsPlace: true, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                return TaskContacts.ToTask(task.Row);
            },
            cancellationToken);

    public Task WithdrawAsync(ContactId task, CancellationToken cancellationToken) =>
        database.StepAsync(
            db => db.Database.ExecuteSqlAsync(
                $"""
                update contact set state = 3, close_reason = {(int)CloseReason.Redirected}, closed_at = {clock.Now()}, task_of = null
                where id = {task.Value} and state = 1 and event_number = 0 and task is not null
                """,
                cancellationToken),
            cancellationToken);

    public Task<WantTryOutcome> WantAsync(ContactId task, AssignmentId assignment, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                var held = await db.Database.SqlQuery<Guid>(
                    $"""select id as "Value" from contact where id = {task.Value} and task = {(int)ContactTask.CallBack} for no key update""").ToListAsync(cancellationToken);
                if (held.Count == 0)
                {
                    return WantTryOutcome.Unknown;
                }

                var (contact, of, now) = (task.Value, assignment.Value, clock.Now());
                var tries = (await db.CallBackTries.AsNoTracking().Where(t => t.ContactId == contact).ToListAsync(cancellationToken)).ConvertAll(t => t.ToTry());
                if (CallBackLimits.Of(tries, assignment, now) is not WantTryOutcome.Wanted and var no)
                {
                    return no;
                }

                db.CallBackTries.Add(new CallBackTryRow
                {
                    Id = Guid.CreateVersion7(), ContactId = contact, AssignmentId = of, Number = tries.Count(t => t.Assignment == assignment) + 1, State = CallBackTryState.Wanted, AskedAt = now, ChangedAt = now,
                });
                await db.SaveChangesAsync(cancellationToken);
                return WantTryOutcome.Wanted;
            },
            cancellationToken);

    public Task<CallBackTry?> ClaimAsync(ContactId task, AssignmentId assignment, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                var rows = await db.CallBackTries.FromSql(
                    $"select * from call_back_try where contact_id = {task.Value} and assignment_id = {assignment.Value} and state = {(int)CallBackTryState.Wanted} for update")
                    .ToListAsync(cancellationToken);
                if (rows.Count == 0)
                {
                    return null;
                }

                (rows[0].State, rows[0].ChangedAt) = (CallBackTryState.Ringing, clock.Now());
                await db.SaveChangesAsync(cancellationToken);
                return rows[0].ToTry();
            },
            cancellationToken);

    public Task<bool> SettleAsync(Guid attempt, CallBackTryState state, string? callSid, string? problem, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                // A doubt may turn out either way; an answer or an end stays.
                var changed = await db.Database.ExecuteSqlAsync(
                    $"""
                    update call_back_try set state = {(int)state}, call_sid = coalesce({callSid}, call_sid), problem = {problem}, changed_at = {clock.Now()}
                    where id = {attempt} and (state in (2, 8) or (state = 1 and {(int)state} <> 1))
                      and (state <> {(int)state} or call_sid is distinct from coalesce({callSid}, call_sid))
                    """,
                    cancellationToken);
                return changed > 0;
            },
            cancellationToken);

    public async Task<CallBackTry?> OfCallAsync(string callSid, CancellationToken cancellationToken) =>
        (await database.ReadAsync(db => db.CallBackTries.AsNoTracking().SingleOrDefaultAsync(t => t.CallSid == callSid, cancellationToken), cancellationToken))?.ToTry();

    public Task<DateTimeOffset?> PromisedAtAsync(ContactId task, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Contacts.Where(c => c.Id == task.Value && c.Task == ContactTask.CallBack).Select(c => (DateTimeOffset?)c.ArrivedAt).SingleOrDefaultAsync(cancellationToken),
            cancellationToken);

    public async Task<IReadOnlyList<CallBackTry>> TriesAsync(ContactId task, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            db => db.CallBackTries.AsNoTracking().Where(t => t.ContactId == task.Value).OrderBy(t => t.AskedAt).ThenBy(t => t.Id).ToListAsync(cancellationToken), cancellationToken);
        return [.. rows.Select(r => r.ToTry())];
    }
}
