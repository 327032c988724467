using Helpline.Contracts;
using Helpline.Records.Accounts;
using Helpline.Records.Keys;
using Helpline.Records.Lines;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Storage;

internal sealed class RecordsSetup(RecordsDatabase database, Migrator migrator, KeyOpening keys, LineSeeding seeding, AccountWriting accounts, IServiceLines lines, TimeProvider clock)
    : IRecordsSetup
{
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await migrator.MigrateAsync(Migration.All, () => OpenKeysAsync(cancellationToken), cancellationToken);
        }
        catch (Exception e) when (e is not RecordsUnavailableException && RecordsUnavailableException.Explains(e))
        {
            throw RecordsUnavailableException.Because(e);
        }

        await lines.RefreshAsync(cancellationToken);
    }

    public Task<bool?> IsDemoAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db => (await MarkOfAsync(db, cancellationToken))?.Demo ?? (await HasDataAsync(db, cancellationToken) ? false : null),
            cancellationToken);

    public Task MarkAsync(bool demo, CancellationToken cancellationToken) =>
        database.StepAsync(
            async db =>
            {
                if (demo && await MarkOfAsync(db, cancellationToken) is null && await HasDataAsync(db, cancellationToken))
                {
                    throw new RecordsSetupException("This database holds contacts or accounts and is not marked as a demo, so it is not used for one. Name another database in ConnectionStrings:Postgres.");
                }

                await db.Database.ExecuteSqlAsync(
                    $"insert into installation (id, demo, marked_at) values ({InstallationRow.TheOne}, {demo}, {clock.Now()}) on conflict do nothing", cancellationToken);
                var mark = await MarkOfAsync(db, cancellationToken);
                if (mark!.Demo != demo)
                {
                    throw new RecordsSetupException(mark.Demo
                        ? "This database is marked as a demo and is not used for real people. Name another database in ConnectionStrings:Postgres."
                        : "This database is marked for real use and is not used for a demo. Name another database in ConnectionStrings:Postgres.");
                }
            },
            cancellationToken);

    public async Task SeedLinesAsync(IReadOnlyList<ServiceLine> newLines, CancellationToken cancellationToken)
    {
        await seeding.SeedAsync(newLines, cancellationToken);
        await lines.RefreshAsync(cancellationToken);
    }

    public Task UpsertAccountAsync(NewAccount account, CancellationToken cancellationToken) => accounts.UpsertAsync(account, cancellationToken);

    public Task<bool> HasAccountsAsync(CancellationToken cancellationToken) => database.ReadAsync(db => db.Users.AnyAsync(cancellationToken), cancellationToken);

    private async Task OpenKeysAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        await keys.OpenAsync(db, cancellationToken);
    }

    private static Task<InstallationRow?> MarkOfAsync(RecordsContext db, CancellationToken cancellationToken) =>
        db.Installations.AsNoTracking().SingleOrDefaultAsync(cancellationToken);

    private static async Task<bool> HasDataAsync(RecordsContext db, CancellationToken cancellationToken) =>
        await db.Contacts.AnyAsync(cancellationToken) || await db.Users.AnyAsync(cancellationToken);
}
