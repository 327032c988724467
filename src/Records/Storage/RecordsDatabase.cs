using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Helpline.Records.Storage;

/// <summary>The way of every step of Records to PostgreSQL: a context of its own, one transaction where asked, and one plain sentence when the server is away.</summary>
internal sealed class RecordsDatabase(IDbContextFactory<RecordsContext> contexts)
{
    private const int Tries = 4;

    /// <summary>Runs a read outside a transaction.</summary>
    public async Task<T> ReadAsync<T>(Func<RecordsContext, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            return await read(db);
        }
        catch (Exception e) when (e is not RecordsUnavailableException && RecordsUnavailableException.Explains(e))
        {
            throw RecordsUnavailableException.Because(e);
        }
    }

    /// <summary>
    /// Runs a step in one transaction and commits it. A step that lost a race (deadlock, an open conversation made twice, a place in the queue taken up twice, or a task made twice) was rolled back whole and is run again,
    /// so it must not keep anything from its first try.
    /// </summary>
    public async Task<T> StepAsync<T>(Func<RecordsContext, Task<T>> step, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ReadAsync(db => InTransactionAsync(db, step, cancellationToken), cancellationToken);
            }
            catch (Exception e) when (attempt < Tries && LostARace(e))
            {
                // Whoever won has committed: the next try sees it.
            }
        }
    }

    public Task StepAsync(Func<RecordsContext, Task> step, CancellationToken cancellationToken) =>
        StepAsync(
            async db =>
            {
                await step(db);
                return true;
            },
            cancellationToken);

    /// <summary>A context for a stream of rows; the caller disposes it.</summary>
    public Task<RecordsContext> OpenAsync(CancellationToken cancellationToken) => contexts.CreateDbContextAsync(cancellationToken);

    /// <summary>Reads rows one by one, outside a transaction.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(Func<RecordsContext, IAsyncEnumerable<T>> query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = await OpenAsync(cancellationToken);
        await using var rows = query(db).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(rows))
        {
            yield return rows.Current;
        }
    }

    private static async ValueTask<bool> NextAsync<T>(IAsyncEnumerator<T> rows)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (Exception e) when (RecordsUnavailableException.Explains(e))
        {
            throw RecordsUnavailableException.Because(e);
        }
    }

    private static async Task<T> InTransactionAsync<T>(RecordsContext db, Func<RecordsContext, Task<T>> step, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var result = await step(db);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private static bool LostARace(Exception? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure }
                or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: Constraints.OneOpenThread or Constraints.ResumedOnce or Constraints.TaskOnce or Constraints.BegunOnce })
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Constraints of the schema that code knows by name.</summary>
internal static class Constraints
{
    public const string OneOpenThread = "contact_one_open_thread";
    public const string ResumedOnce = "contact_resumed_once";
    public const string TaskOnce = "contact_task_once";
    public const string BegunOnce = "contact_begun_once";
}
