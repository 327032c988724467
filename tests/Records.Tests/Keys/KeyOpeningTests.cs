using System.Runtime.Versioning;
using System.Security.Cryptography;
using Helpline.Contracts;

namespace Helpline.Records.Tests.Keys;

[UnsupportedOSPlatform("windows")]
public sealed class KeyOpeningTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private const string Number = "+447700900123";

    [Fact]
    public async Task FirstStart_MakesBothKeys_ReadableByTheirOwnerOnly_AndTheNextStartUsesThem()
    {
        Directory.GetFiles(Node.Keys).Select(Path.GetFileName).ShouldBe(["index-1.key", "master-1.key"], ignoreOrder: true);
        foreach (var path in Directory.GetFiles(Node.Keys))
        {
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Convert.FromBase64String(await File.ReadAllTextAsync(path)).Length.ShouldBe(32);
        }

        var contact = (await TakeAsync(Text(Number, "one"))).Contact;
        await using var again = await Node.AnotherAsync();
        (await again.Get<IContactFile>().ReadAsync(contact, Reader, default))!.Messages.ShouldHaveSingleItem().Text.ShouldBe("one");
    }

    [Fact]
    public async Task FirstStart_OfManyNodesAtOnce_MakesOneSetOfKeys()
    {
        var database = await Postgres.Server.CreateDatabaseAsync();
        var keys = Directory.CreateTempSubdirectory("hl-keys-").FullName;
        var nodes = Enumerable.Range(0, 4).Select(_ => Node.Unstarted(database, keys)).ToList();

        await Task.WhenAll(nodes.Select(n => Task.Run(() => n.Setup.MigrateAsync(default))));

        var contact = (await nodes[0].Get<IIntake>().RecordAsync(Text(Number, "one"), default)).Contact;
        foreach (var node in nodes)
        {
            (await node.Get<IContactFile>().AddressForDeliveryAsync(contact, default)).ShouldBe(CallerAddress.Of(Number));
            await node.DisposeAsync();
        }

        Directory.Delete(keys, recursive: true);
    }

    [Fact]
    public async Task AKeyIsMissing_AndTheDatabaseHasBeenUsed_RefusesToStart_AndMakesNoNewKey()
    {
        File.Delete(Path.Combine(Node.Keys, "master-1.key"));
        File.Delete(Path.Combine(Node.Keys, "index-1.key"));

        var refusal = await RefusalAsync();

        refusal.ShouldContain("master-1.key is missing");
        refusal.ShouldContain("index-1.key is missing");
        Directory.GetFiles(Node.Keys).ShouldBeEmpty();
    }

    [Fact]
    public async Task TheNotesAboutKeysAreGone_ButThereIsData_RefusesToMakeNewOnes()
    {
        await TakeAsync(Call(Number));
        await Node.ExecuteAsync("delete from encryption_key");
        File.Delete(Path.Combine(Node.Keys, "master-1.key"));

        (await RefusalAsync()).ShouldContain("already holds data");
        File.Exists(Path.Combine(Node.Keys, "master-1.key")).ShouldBeFalse();
    }

    [Fact]
    public async Task ADifferentKeyUnderTheRightName_RefusesToStart()
    {
        await WriteKeyAsync("master-1.key", RandomNumberGenerator.GetBytes(32));
        (await RefusalAsync()).ShouldContain("is not the key this database was written with");
    }

    [Fact]
    public async Task BrokenKeyFiles_AreAllNamedAtOnce()
    {
        await WriteKeyAsync("master-1.key", RandomNumberGenerator.GetBytes(16));
        await File.WriteAllTextAsync(Path.Combine(Node.Keys, "index-1.key"), "not a key");
        await WriteKeyAsync("master-new.key", RandomNumberGenerator.GetBytes(32));

        var refusal = await RefusalAsync();

        refusal.ShouldContain("16 bytes long and must be 32");
        refusal.ShouldContain("this is not a key");
        refusal.ShouldContain("must end in its number");
    }

    [Fact]
    public async Task NoFolderNamed_SaysWhatToSet()
    {
        await using var node = Node.Unstarted(Node.Database, "");
        (await Should.ThrowAsync<RecordsSetupException>(() => node.Setup.MigrateAsync(default))).Message.ShouldContain("Keys:Directory is not set");
    }

    [Fact]
    public async Task ANewMasterKey_IsUsedForWriting_AndTheOldOneStillReads()
    {
        var before = (await TakeAsync(Text(Number, "before"))).Contact;
        await WriteKeyAsync("master-2.key", RandomNumberGenerator.GetBytes(32));
        await using var rotated = await Node.AnotherAsync();

        var after = (await rotated.Get<IIntake>().RecordAsync(Call(Number), default)).Contact;
        await rotated.Get<IIntake>().RecordAsync(Text(Number, "after"), default);

        (await Node.ColumnAsync("select master_version from contact_key order by master_version")).ShouldBe(["1", "2"]);
        var file = rotated.Get<IContactFile>();
        (await file.ReadAsync(before, Reader, default))!.Messages.Select(m => m.Text).ShouldBe(["before", "after"]);
        (await file.AddressForDeliveryAsync(after, default)).ShouldBe(CallerAddress.Of(Number));
        (await Should.ThrowAsync<InvalidOperationException>(() => Node.Get<IContactFile>().AddressForDeliveryAsync(after, default))).Message.ShouldContain("master-2.key");
    }

    [Fact]
    public async Task ANewIndexKey_StillFindsThePersonByTheOldOne()
    {
        var open = (await TakeAsync(Text(Number, "before"))).Contact;
        await WriteKeyAsync("index-2.key", RandomNumberGenerator.GetBytes(32));
        await using var rotated = await Node.AnotherAsync();

        (await rotated.Get<IIntake>().RecordAsync(Text(Number, "after"), default)).Contact.ShouldBe(open);
        await AppendAsync(Event(RoutingEventKind.Closed, await TakeAsync(Text(Number, "x")), ContactState.Closed, CloseReason.Expired));
        var next = (await rotated.Get<IIntake>().RecordAsync(Text(Number, "later"), default)).Contact;

        (await rotated.Get<IContactFile>().ReadAsync(next, Reader, default))!.EarlierContacts.ShouldBe(1);
        (await Node.ColumnAsync("select address_hash_version from contact order by 1")).ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task AKeyOthersCanRead_IsUsed_ButTheOperatorIsTold()
    {
        File.SetUnixFileMode(Path.Combine(Node.Keys, "index-1.key"), UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        await using var node = await Node.AnotherAsync();
        node.Logs.All.ShouldContain(l => l.StartsWith("2004 Helpline.", StringComparison.Ordinal) && l.Contains("index-1.key", StringComparison.Ordinal));
    }

    private async Task<string> RefusalAsync()
    {
        await using var node = Node.Unstarted(Node.Database, Node.Keys);
        return (await Should.ThrowAsync<RecordsSetupException>(() => node.Setup.MigrateAsync(default))).Message;
    }

    private Task WriteKeyAsync(string name, byte[] key) => File.WriteAllTextAsync(Path.Combine(Node.Keys, name), Convert.ToBase64String(key));
}
