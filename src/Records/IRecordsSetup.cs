using Helpline.Contracts;

namespace Helpline.Records;

/// <summary>What the host does before it serves: bring the schema forward, seed an empty database, tell demo and real apart.</summary>
public interface IRecordsSetup
{
    /// <summary>Applies the numbered SQL files that are missing, under an advisory lock; safe on every node at once.</summary>
    Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>True when the database was marked <c>demo</c> at its first start; null while it is empty and unmarked.</summary>
    Task<bool?> IsDemoAsync(CancellationToken cancellationToken);

    /// <summary>Marks an unmarked database. Never changes a mark.</summary>
    Task MarkAsync(bool demo, CancellationToken cancellationToken);

    /// <summary>Adds the lines to a database that has none. All or nothing.</summary>
    Task SeedLinesAsync(IReadOnlyList<ServiceLine> lines, CancellationToken cancellationToken);

    /// <summary>Creates the account or, if it exists, gives it the password, roles, skills, capacity and back-up groups named. For demo start-up and for the operator's first account.</summary>
    Task UpsertAccountAsync(NewAccount account, CancellationToken cancellationToken);

    /// <summary>True when at least one account exists.</summary>
    Task<bool> HasAccountsAsync(CancellationToken cancellationToken);
}

/// <param name="Backups">The back-up groups they stand by in; none: they are asked at once.</param>
/// <summary>An account as it shall be.</summary>
public sealed record NewAccount(
    string UserName,
    string DisplayName,
    string Password,
    PoolId Pool,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Skills,
    IReadOnlyDictionary<Channel, int> Capacity,
    IReadOnlyList<string>? Backups = null);
