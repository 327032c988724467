using Microsoft.Extensions.Logging;
using Npgsql;

namespace Helpline.Records.Storage;

/// <summary>
/// Brings the schema forward: one node at a time, one transaction per file, each file once. Files are expand-then-contract,
/// so that the version before this one still runs on the new schema.
/// </summary>
internal sealed class Migrator(NpgsqlDataSource source, TimeProvider clock, ILogger<Migrator> log)
{
    // Any number that nobody else locks.
    private const long LockNumber = 0x48656C706C696E65;

    /// <summary>Applies what is missing, then runs <paramref name="whileAlone"/> before the next node may begin.</summary>
    public async Task MigrateAsync(IReadOnlyList<Migration> migrations, Func<Task> whileAlone, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_lock({LockNumber})", cancellationToken);
        try
        {
            await ExecuteAsync(
                connection,
                "create table if not exists schema_migration (version integer primary key, name text not null, checksum text not null, applied_at timestamptz not null)",
                cancellationToken);
            await ApplyMissingAsync(connection, migrations, cancellationToken);
            await whileAlone();
        }
        finally
        {
            await ExecuteAsync(connection, $"select pg_advisory_unlock({LockNumber})", CancellationToken.None);
        }
    }

    private async Task ApplyMissingAsync(NpgsqlConnection connection, IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
    {
        var applied = await AppliedAsync(connection, cancellationToken);
        RecordsSetupException.ThrowIfAny([.. migrations
            .Where(m => applied.TryGetValue(m.Version, out var checksum) && !string.Equals(checksum, m.Checksum, StringComparison.Ordinal))
            .Select(m => $"Migration {m.Name} was changed after it was applied to this database. Run the version of Helpline that this database was made with, or a later release; released migrations never change.")]);

        foreach (var migration in migrations.Where(m => !applied.ContainsKey(m.Version)))
        {
            await ApplyAsync(connection, migration, cancellationToken);
            log.MigrationApplied(migration.Name);
        }

        if (applied.Count > 0 && applied.Keys.Max() > migrations[^1].Version)
        {
            log.SchemaIsNewer(applied.Keys.Max(), migrations[^1].Version);
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, migration.Sql, cancellationToken);
        await using var note = new NpgsqlCommand("insert into schema_migration (version, name, checksum, applied_at) values ($1, $2, $3, $4)", connection);
        note.Parameters.AddWithValue(migration.Version);
        note.Parameters.AddWithValue(migration.Name);
        note.Parameters.AddWithValue(migration.Checksum);
        note.Parameters.AddWithValue(clock.Now());
        await note.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<Dictionary<int, string>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select version, checksum from schema_migration", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var applied = new Dictionary<int, string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(reader.GetInt32(0), reader.GetString(1));
        }

        return applied;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        // A migration, or another node's, may take long; only the start-up's own cancellation ends it.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
