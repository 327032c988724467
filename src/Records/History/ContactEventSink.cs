using Helpline.Contracts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Helpline.Records.History;

internal sealed class ContactEventSink(RecordsDatabase database, LateMessages lateMessages, ILogger<ContactEventSink> log) : IContactEventSink
{
    public Task<EventPosition> CheckpointAsync(PoolId pool, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db => await db.EventCheckpoints.AsNoTracking().SingleOrDefaultAsync(c => c.Pool == pool.Value, cancellationToken) is { } row
                ? new EventPosition(row.Epoch, row.Number)
                : EventPosition.Start,
            cancellationToken);

    public Task AppendAsync(PoolId pool, IReadOnlyList<RoutingEvent> events, CancellationToken cancellationToken)
    {
        if (events.Any(e => e.Pool != pool))
        {
            throw new ArgumentException($"These events are not all of pool '{pool}'.", nameof(events));
        }

        return events.Count == 0 ? Task.CompletedTask : database.StepAsync(db => AppendAsync(db, pool, events, cancellationToken), cancellationToken);
    }

    private async Task AppendAsync(RecordsContext db, PoolId pool, IReadOnlyList<RoutingEvent> events, CancellationToken cancellationToken)
    {
        var checkpoint = await LockCheckpointAsync(db, pool, cancellationToken);

        // An epoch that has been left speaks of a Redis that is gone.
        var ordered = events.Where(e => e.Position.Epoch >= checkpoint.Epoch).OrderBy(e => e.Position).ToList();
        if (ordered.Count == 0)
        {
            return;
        }

        var transaction = (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        await HistoryWriting.WriteAsync(transaction.Connection!, transaction, ordered, cancellationToken);
        await ReportUnknownAsync(db, ordered, cancellationToken);
        var closed = ordered.Where(e => e.Contact is { State: ContactState.Closed }).Select(e => e.Contact!.Id.Value).Distinct().ToList();
        if (closed.Count > 0)
        {
            await lateMessages.MoveAsync(db, closed, cancellationToken);
        }

        var last = ordered[^1].Position;
        await db.Database.ExecuteSqlAsync(
            $"update event_checkpoint set epoch = {last.Epoch}, number = {last.Number} where pool = {pool.Value} and (epoch, number) < ({last.Epoch}, {last.Number})",
            cancellationToken);
    }

    /// <summary>One writer per pool at a time, so that two pumps at a change of hands write one after the other.</summary>
    private static async Task<EventPosition> LockCheckpointAsync(RecordsContext db, PoolId pool, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"insert into event_checkpoint (pool, epoch, number) values ({pool.Value}, 0, 0) on conflict do nothing", cancellationToken);
        var rows = await db.EventCheckpoints
            .FromSql($"select * from event_checkpoint where pool = {pool.Value} for update").AsNoTracking().ToListAsync(cancellationToken);
        return new EventPosition(rows[0].Epoch, rows[0].Number);
    }

    private async Task ReportUnknownAsync(RecordsContext db, List<RoutingEvent> events, CancellationToken cancellationToken)
    {
        var named = events.Where(e => e.Contact is not null).DistinctBy(e => e.Contact!.Id).ToList();
        var ids = named.ConvertAll(e => e.Contact!.Id.Value);
        var known = await db.Contacts.Where(c => ids.Contains(c.Id)).Select(c => c.Id).ToHashSetAsync(cancellationToken);
        foreach (var e in named.Where(e => !known.Contains(e.Contact!.Id.Value)))
        {
            log.UnknownContact(e.Pool.Value, e.Position.ToString(), e.Contact!.Id.Value);
        }
    }
}
