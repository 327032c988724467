namespace Helpline.Records.Tests.Storage;

public sealed class RecordsSetupTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    [Fact]
    public async Task IsDemo_OfAnEmptyUnmarkedDatabase_IsNull() => (await Node.Setup.IsDemoAsync(default)).ShouldBeNull();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Mark_IsKept_AndNeverChanged(bool demo)
    {
        await Node.Setup.MarkAsync(demo, default);
        await Node.Setup.MarkAsync(demo, default);

        await Should.ThrowAsync<RecordsSetupException>(() => Node.Setup.MarkAsync(!demo, default));
        (await Node.Setup.IsDemoAsync(default)).ShouldBe(demo);
    }

    [Fact]
    public async Task IsDemo_OfAnUnmarkedDatabaseThatHoldsContacts_IsFalse()
    {
        await TakeAsync(Call("+441632960001"));
        (await Node.Setup.IsDemoAsync(default)).ShouldBe(false);
        await Should.ThrowAsync<RecordsSetupException>(() => Node.Setup.MarkAsync(demo: true, default));
        (await Node.Setup.IsDemoAsync(default)).ShouldBe(false);
    }
}
