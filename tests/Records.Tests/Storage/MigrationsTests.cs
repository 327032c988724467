using Helpline.Contracts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Helpline.Records.Tests.Storage;

public sealed class MigrationsTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    [Fact]
    public void Numbers_RunFromOneWithoutAGap() =>
        Migration.All.Select(m => m.Version).ShouldBe(Enumerable.Range(1, Migration.All.Count));

    [Fact]
    public async Task Migrate_Again_AppliesNothing()
    {
        var before = await Node.ColumnAsync("select m::text from schema_migration m order by version");
        before.Count.ShouldBe(Migration.All.Count);

        await Node.Setup.MigrateAsync(default);

        (await Node.ColumnAsync("select m::text from schema_migration m order by version")).ShouldBe(before);
    }

    [Fact]
    public async Task Migrate_ByFourNodesAtOnce_AppliesEachFileOnce()
    {
        var database = await Postgres.Server.CreateDatabaseAsync();
        var nodes = Enumerable.Range(0, 4).Select(_ => Node.Unstarted(database, Node.Keys)).ToList();

        await Task.WhenAll(nodes.Select(n => Task.Run(() => n.Setup.MigrateAsync(default))));

        nodes.SelectMany(n => n.Logs.All).Count(l => l.StartsWith("2001 Helpline.", StringComparison.Ordinal)).ShouldBe(Migration.All.Count);
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task Migrate_AFileThatFails_LeavesNothingOfItself_AndTheNextStartGoesOn()
    {
        var database = await Postgres.Server.CreateDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(database);
        var migrator = new Migrator(source, Node.Clock, NullLogger<Migrator>.Instance);
        var good = new Migration(1, "0001_good", "create table a (id integer)");
        var bad = new Migration(2, "0002_bad", "create table b (id integer); create table a (id integer)");

        await Should.ThrowAsync<PostgresException>(() => migrator.MigrateAsync([good, bad], () => Task.CompletedTask, default));
        await migrator.MigrateAsync([good, bad with { Sql = "create table b (id integer)" }], () => Task.CompletedTask, default);

        await using var node = Node.Unstarted(database, Node.Keys);
        (await node.ColumnAsync("select name from schema_migration order by version")).ShouldBe(["0001_good", "0002_bad"]);
    }

    [Fact]
    public async Task Migrate_AFileThatWasChangedAfterwards_RefusesToStart()
    {
        await Node.ExecuteAsync("update schema_migration set checksum = 'other' where version in (2, 3)");

        var refusal = await Should.ThrowAsync<RecordsSetupException>(() => Node.Setup.MigrateAsync(default));

        refusal.Message.ShouldContain(Migration.All[1].Name);
        refusal.Message.ShouldContain(Migration.All[2].Name);
    }

    [Fact]
    public async Task Migrate_ADatabaseOfANewerVersion_GoesOnAndSaysSo()
    {
        await Node.ExecuteAsync("insert into schema_migration values (9999, '9999_later', 'x', now())");
        await Node.Setup.MigrateAsync(default);
        Node.Logs.All.ShouldContain(l => l.StartsWith("2002 Helpline.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EveryColumnTheModelNames_IsInTheSchema_WithItsTypeAndNullability()
    {
        var schema = (await ColumnsAsync()).ToHashSet(StringComparer.Ordinal);

        ModelColumns().Where(c => !schema.Contains(c)).ShouldBeEmpty();
    }

    [Fact]
    public async Task EveryColumnOfTheSchema_IsInTheModel_OrADoorKeptOpen()
    {
        var doors = new[] { "contact.person_id uuid null", "contact.case_id uuid null" };

        (await ColumnsAsync()).Where(c => !c.StartsWith("schema_migration.", StringComparison.Ordinal))
            .Except(ModelColumns(), StringComparer.Ordinal)
            .ShouldBe(doors, ignoreOrder: true);
    }

    [Fact]
    public async Task TheVersionBefore_StillWritesWhatItKnowsOf()
    {
        await Node.ExecuteAsync(
            """
            insert into service_line (id, pool, name, area, language, greeting) values ('old', 'midlands', 'Old', '', 'en', 'Hello.');
            insert into account (id, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count, display_name, pool)
                values ('019a0000-0000-7000-8000-00000000000a', false, false, false, true, 0, 'Old', 'midlands');
            insert into agent_profile (account_id, skills, capacity) values ('019a0000-0000-7000-8000-00000000000a', '{lang:en}', '{"phone":1}');
            insert into contact (id, pool, line, channel, threaded, demand, priority, state, arrived_at, waiting_since)
                values ('019a0000-0000-7000-8000-00000000000b', 'midlands', 'old', 1, false, 'phone|lang:en', 0, 1, now(), now())
            """);

        await Node.Get<IServiceLines>().RefreshAsync(default);
        Node.Get<IServiceLines>().All.ShouldHaveSingleItem().Queue.ShouldBe(QueuePolicy.Default);
        (await Node.Get<IAgentDirectory>().OfPoolAsync(Pool, default)).ShouldHaveSingleItem().Backups.ShouldBe([]);
        await foreach (var open in Node.Get<IOpenContacts>().ReadAsync(Pool, default))
        {
            (open.Contact.Stage, open.Contact.KnownTo, open.Contact.Task).ShouldBe((0, null, null));
        }
    }

    [Fact]
    public async Task EveryTable_CanBeQueriedThroughTheModel()
    {
        await using var db = await Node.Get<IDbContextFactory<RecordsContext>>().CreateDbContextAsync();
        var query = typeof(MigrationsTests).GetMethod(nameof(FirstAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!;
        foreach (var entity in db.Model.GetEntityTypes().Where(e => !e.IsOwned()))
        {
            await (Task)query.MakeGenericMethod(entity.ClrType).Invoke(null, [db])!;
        }
    }

    private static Task<List<T>> FirstAsync<T>(RecordsContext db) where T : class => db.Set<T>().AsNoTracking().Take(1).ToListAsync();

    private async Task<IReadOnlyList<string>> ColumnsAsync() => await Node.ColumnAsync(
        """
        select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else ' null' end
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        """);

    private List<string> ModelColumns()
    {
        using var db = Node.Get<IDbContextFactory<RecordsContext>>().CreateDbContext();
        var columns = db.Model.GetRelationalModel().Tables.SelectMany(t => t.Columns, (t, c) =>
            $"{t.Name}.{c.Name} {c.StoreType}{(c.IsNullable ? " null" : " not null")}").ToList();
        columns.Count.ShouldBeGreaterThan(100);
        return columns;
    }
}
