using System.Text.Json;
using Helpline.Contracts;
using Helpline.Records.Lines;
using Helpline.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Helpline.Records.Tests.Lines;

public sealed class ServiceLinesTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private static readonly ServiceLine Other = Line with { Id = new("leics"), Name = "Leicestershire", Addresses = [new(Channel.Phone, "+448081570200")] };

    private IServiceLines Lines => Node.Get<IServiceLines>();

    [Fact]
    public async Task Seed_AnEmptyDatabase_PutsTheLinesInMemory()
    {
        Lines.All.ShouldBeEmpty();

        await Node.Setup.SeedLinesAsync([Line, Other], default);

        Lines.All.Select(l => l.Id).ShouldBe([Other.Id, Line.Id]);
        var line = Lines.Find(Line.Id)!;
        (line.Name, line.Pool, line.Greeting, line.Language).ShouldBe((Line.Name, Line.Pool, Line.Greeting, Line.Language));
        line.Addresses.Count.ShouldBe(3);
        Lines.FindByAddress(Channel.Phone, "+448081570200")!.Id.ShouldBe(Other.Id);
        Lines.FindByAddress(Channel.Email, "HELP@example.org")!.Id.ShouldBe(Line.Id);
        Lines.FindByAddress(Channel.Sms, "+448081570200").ShouldBeNull();
        Lines.Find(new("nowhere")).ShouldBeNull();
    }

    [Fact]
    public async Task Seed_ADatabaseThatHasLines_ChangesNothing()
    {
        await Node.Setup.SeedLinesAsync([Line], default);
        await Node.Setup.SeedLinesAsync([Other], default);

        Lines.All.ShouldHaveSingleItem().Id.ShouldBe(Line.Id);
    }

    [Fact]
    public async Task Seed_ByTwoNodesAtOnce_PutsThemInOnce()
    {
        await using var other = await Node.AnotherAsync();
        await Task.WhenAll(
            Task.Run(() => Node.Setup.SeedLinesAsync([Line, Other], default)),
            Task.Run(() => other.Setup.SeedLinesAsync([Line, Other], default)));

        (await Node.ScalarAsync<long>("select count(*) from service_line")).ShouldBe(2);
    }

    [Fact]
    public async Task Seed_WithAnythingWrong_NamesAllOfIt_AndStoresNothing()
    {
        var bad = new ServiceLine(new("No"), new(""), "", "", "EN GB", "", [new(Channel.Sms, " "), new(Channel.Phone, "+448081570100"), new(Channel.Phone, "+44 808 157 0100")]);

        var refusal = await Should.ThrowAsync<RecordsSetupException>(() => Node.Setup.SeedLinesAsync([Line, bad, bad], default));

        refusal.Message.Split(Environment.NewLine).Length.ShouldBe(12);
        (await Node.ScalarAsync<long>("select count(*) from service_line")).ShouldBe(0);
    }

    private static readonly QueuePolicy Evenings = new()
    {
        Choice = ChoicePolicy.SpareSkill,
        Stages = [new() { AfterSeconds = 30, Drop = ["specialism"], LowerLevelsTo = 2 }, new() { AfterSeconds = 60, Open = ["on-call"], Channels = [Channel.Phone, Channel.BslVideo] }],
        CallsInterruptWriting = true,
        StorySeconds = 45,
        OfferSeconds = new Dictionary<Channel, int> { [Channel.Phone] = 15 },
        ExpireSeconds = new Dictionary<Channel, int> { [Channel.Sms] = 86_400 },
        ServiceLevelSeconds = 20,
    };

    [Fact]
    public async Task AQueuePolicy_IsKept_AndIsTheDefaultWhereThereIsNone()
    {
        await Node.Setup.SeedLinesAsync([Line with { Queue = Evenings }, Other], default);
        await Node.ExecuteAsync("update service_line set queue = null where id = 'leics'");
        await using var another = await Node.AnotherAsync();

        JsonSerializer.Serialize(another.Get<IServiceLines>().Find(Line.Id)!.Queue).ShouldBe(JsonSerializer.Serialize(Evenings));
        another.Get<IServiceLines>().Find(Other.Id)!.Queue.ShouldBe(QueuePolicy.Default);
        (await Node.ScalarAsync<string>("select queue ->> 'choice' || (queue #>> '{stages,1,channels,1}') || (queue #>> '{offerSeconds,phone}') from service_line where id = 'northants'"))
            .ShouldBe("spare-skillbslVideo15");
    }

    [Fact]
    public async Task Seed_AQueuePolicyThatIsWrong_IsRefusedInWords()
    {
        var bad = Line with { Queue = new QueuePolicy { Choice = "luck", Stages = [new() { AfterSeconds = 30, Drop = [Skill.Bsl] }] } };

        var refusal = await Should.ThrowAsync<RecordsSetupException>(() => Node.Setup.SeedLinesAsync([bad], default));

        refusal.Message.ShouldContain("Lines: 'northants': Queue: the choice 'luck' is not known");
        refusal.Message.ShouldContain("the skill bsl cannot be dropped");
        (await Node.ScalarAsync<long>("select count(*) from service_line")).ShouldBe(0);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"choice\":\"luck\"}")]
    [InlineData("{\"stages\":[null]}")]
    [InlineData("{\"stages\":null}")]
    [InlineData("{\"offerSeconds\":{\"pigeon\":10}}")]
    public async Task AQueuePolicySpoiltByHand_LeavesTheLineWithItsLastGoodOne_AndIsReported(string json)
    {
        await Node.Setup.SeedLinesAsync([Line with { Queue = Evenings }], default);
        await Node.ExecuteAsync($"update service_line set queue = '{json}', name = 'Renamed'");

        await Lines.RefreshAsync(default);
        await using var another = await Node.AnotherAsync();

        (Lines.All[0].Name, Lines.All[0].Queue.Choice).ShouldBe(("Renamed", ChoicePolicy.SpareSkill));
        another.Get<IServiceLines>().All[0].Queue.Choice.ShouldBe(QueuePolicy.Default.Choice);
        Node.Logs.All.ShouldContain(l => l.StartsWith("2011 Helpline.", StringComparison.Ordinal) && l.Contains("northants", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AChangeMadeElsewhere_ArrivesWithinHalfAMinute_EvenAfterAFailedRefresh()
    {
        await Node.Setup.SeedLinesAsync([Line], default);
        var flaky = new Flaky(Lines);
        var clock = new TestClock();
        using var refresher = new LineRefresher(flaky, clock, NullLogger<LineRefresher>.Instance);
        await refresher.StartAsync(default);
        await Poll.Until(() => clock.WaitingTimers > 0, "the refresher waits for its first tick");
        await Node.ExecuteAsync("update service_line set name = 'Renamed'");

        clock.Advance(LineRefresher.Period);
        await Poll.Until(() => flaky.Calls == 1, "the first refresh, which fails");
        Lines.All[0].Name.ShouldBe(Line.Name);
        clock.Advance(LineRefresher.Period);
        await Poll.Until(() => Lines.All[0].Name == "Renamed", "the second refresh");

        await refresher.StopAsync(default);
    }

    private sealed class Flaky(IServiceLines inner) : IServiceLines
    {
        public int Calls { get; private set; }

        public IReadOnlyList<ServiceLine> All => inner.All;

        public ServiceLine? Find(LineId id) => inner.Find(id);

        public ServiceLine? FindByAddress(Channel channel, string address) => inner.FindByAddress(channel, address);

        public Task RefreshAsync(CancellationToken cancellationToken) =>
            ++Calls == 1 ? throw new RecordsUnavailableException() : inner.RefreshAsync(cancellationToken);
    }
}
