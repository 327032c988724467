using Helpline.Contracts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Messages;

internal sealed class Outbox(RecordsDatabase database, OutboxQueue queue, OutboxClaims claims, TimeProvider clock) : IOutbox
{
    /// <summary>A message the provider has not settled after this long stays as it is: asking on would crowd out newer ones.</summary>
    private static readonly TimeSpan AskFor = TimeSpan.FromDays(3);

    /// <summary>A status that found no message in this long was not ours.</summary>
    private static readonly TimeSpan KeepEarly = TimeSpan.FromDays(7);

    public Task<QueueReplyOutcome> QueueAsync(Reply reply, CancellationToken cancellationToken) => queue.QueueAsync(reply, cancellationToken);

    public Task<IReadOnlyList<OutboxItem>> ClaimAsync(int most, TimeSpan lease, CancellationToken cancellationToken) => claims.ClaimAsync(most, lease, cancellationToken);

    public Task<bool> AcceptedAsync(MessageId id, string providerId, DeliveryState state, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                await LockProviderIdAsync(db, providerId, cancellationToken);
                if (await db.Outbox.AnyAsync(o => o.ProviderId == providerId && o.MessageId != id.Value, cancellationToken)
                    || await FindForUpdateAsync(db, id, cancellationToken) is not { } row)
                {
                    return false;
                }

                var now = clock.Now();
                row.ProviderId ??= providerId;
                row.AcceptedAt ??= now;
                row.LockedUntil = null;
                row.SettledAt ??= now;
                Advance(row, state, problem: null, now);
                if (await db.EarlyStatuses.SingleOrDefaultAsync(s => s.ProviderId == providerId, cancellationToken) is { } early)
                {
                    Advance(row, early.State, early.Problem, now);
                    db.EarlyStatuses.Remove(early);
                }

                await db.SaveChangesAsync(cancellationToken);
                return true;
            },
            cancellationToken);

    public Task RetryAsync(MessageId id, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.StepAsync(
            db => db.Database.ExecuteSqlAsync(
                $"""
                update outbox set state = {(int)DeliveryState.Queued}, not_before = {at.Stored()}, locked_until = null, changed_at = {clock.Now()}
                where message_id = {id.Value} and settled_at is null and state in (2, 3)
                """,
                cancellationToken),
            cancellationToken);

    public Task SettleAsync(MessageId id, DeliveryState state, string problem, CancellationToken cancellationToken) =>
        SettleAsync(id, state, problem, refused: false, cancellationToken);

    public Task RefuseAsync(MessageId id, string sentence, CancellationToken cancellationToken) =>
        SettleAsync(id, DeliveryState.Failed, sentence, refused: true, cancellationToken);

    private Task SettleAsync(MessageId id, DeliveryState state, string problem, bool refused, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                var row = await FindForUpdateAsync(db, id, cancellationToken) ?? throw new InvalidOperationException($"Message {id} is not in the outbox.");
                var now = clock.Now();
                if (row.SettledAt is null)
                {
                    row.SettledAt = now;
                    row.LockedUntil = null;
                    (row.State, row.Problem, row.RefusedAsUnsafe, row.ChangedAt) = (state, problem, refused, now);
                }

                await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);

    public Task<OutboxChange?> ApplyStatusAsync(string providerId, DeliveryState state, string? problem, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                await LockProviderIdAsync(db, providerId, cancellationToken);
                var rows = await db.Outbox.FromSql($"select * from outbox where provider_id = {providerId} for update").ToListAsync(cancellationToken);
                if (rows.Count == 0)
                {
                    await KeepEarlyAsync(db, providerId, state, problem, cancellationToken);
                    return null;
                }

                var row = rows[0];
                if (!Advance(row, state, problem, clock.Now()))
                {
                    return null;
                }

                await db.SaveChangesAsync(cancellationToken);
                var pool = await db.Contacts.Where(c => c.Id == row.ContactId).Select(c => c.Pool).SingleAsync(cancellationToken);
                return new OutboxChange(new(row.MessageId), new(row.ContactId), new(pool), row.State);
            },
            cancellationToken);

    public async Task<IReadOnlyList<string>> UnsettledAsync(TimeSpan olderThan, int most, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var (longAgo, tooLongAgo) = ((now - olderThan).Stored(), (now - AskFor).Stored());
        return await database.StepAsync(
            db => db.Database
                .SqlQuery<string>(
                    $"""
                    update outbox set asked_at = {now}
                    where message_id in (
                        select message_id from outbox
                        where state in (4, 5) and provider_id is not null and accepted_at < {longAgo} and accepted_at > {tooLongAgo}
                          and (asked_at is null or asked_at < {longAgo})
                        order by coalesce(asked_at, accepted_at)
                        limit {most}
                        for update skip locked)
                    returning provider_id
                    """)
                .ToListAsync(cancellationToken),
            cancellationToken);
    }

    /// <summary>The status of a message and the answer that names it may come at once, on two nodes: one after the other, neither is missed.</summary>
    private static Task<int> LockProviderIdAsync(RecordsContext db, string providerId, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({providerId}, 0))", cancellationToken);

    private static async Task<OutboxRow?> FindForUpdateAsync(RecordsContext db, MessageId id, CancellationToken cancellationToken) =>
        (await db.Outbox.FromSql($"select * from outbox where message_id = {id.Value} for update").ToListAsync(cancellationToken)).SingleOrDefault();

    private static bool Advance(OutboxRow row, DeliveryState state, string? problem, DateTimeOffset at)
    {
        if (!DeliveryLife.Advances(row.State, state))
        {
            return false;
        }

        (row.State, row.ChangedAt) = (state, at);
        row.Problem = DeliveryLife.NeedsAttention(state) ? problem : null;
        return true;
    }

    private async Task KeepEarlyAsync(RecordsContext db, string providerId, DeliveryState state, string? problem, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var known = await db.EarlyStatuses.SingleOrDefaultAsync(s => s.ProviderId == providerId, cancellationToken);
        if (known is null)
        {
            db.EarlyStatuses.Add(new EarlyStatusRow { ProviderId = providerId, State = state, Problem = problem, At = now });
        }
        else if (DeliveryLife.Advances(known.State, state))
        {
            (known.State, known.Problem) = (state, problem);
        }

        await db.SaveChangesAsync(cancellationToken);
        var old = now - KeepEarly;
        await db.EarlyStatuses.Where(s => s.At < old).ExecuteDeleteAsync(cancellationToken);
    }
}
