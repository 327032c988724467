using Helpline.Contracts;

namespace Helpline.Records.Tests.Contacts;

/// <summary>Two gateways, one an hour ahead and one an hour behind: what came first is first, by PostgreSQL's clock.</summary>
public sealed class WrongClockTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private const string Number = "+447700900123";

    private Node ahead = null!;
    private Node behind = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        ahead = await Node.WithWrongClockAsync(TimeSpan.FromHours(1));
        behind = await Node.WithWrongClockAsync(TimeSpan.FromHours(-1));
    }

    public override async Task DisposeAsync()
    {
        await ahead.DisposeAsync();
        await behind.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task CallsAndTexts_StandInTheOrderTheyCame()
    {
        IncomingContact[] incoming = [Call("+447700900121"), Text("+447700900122", "one"), Call(""), Text("", "two"), Call("+447700900124")];
        var start = await NowAsync();
        List<IntakeResult> taken = [];
        for (var i = 0; i < incoming.Length; i++)
        {
            taken.Add(await (i % 2 == 0 ? ahead : behind).Get<IIntake>().RecordAsync(incoming[i], default));
        }

        var end = await NowAsync();
        taken.Select(t => t.ArrivedAt).ShouldBeInOrder();
        taken.ShouldAllBe(t => t.ArrivedAt >= start && t.ArrivedAt <= end && t.WaitingSince == t.ArrivedAt);
    }

    [Fact]
    public async Task TheMessagesOfAThread_CarryTheTimesAtWhichTheyCame()
    {
        var start = await NowAsync();
        var text = await ahead.Get<IIntake>().RecordAsync(Text(Number, "one"), default);
        await behind.Get<IIntake>().RecordAsync(Text(Number, "two"), default);
        await ahead.Get<IOutbox>().QueueAsync(new Reply(MessageId.New(), text.Contact, Agent, "three"), default);

        var times = (await ReadAsync(text.Contact)).Messages.Select(m => m.At).ToList();

        times.Count.ShouldBe(3);
        times.ShouldBeInOrder();
        times[0].ShouldBeGreaterThanOrEqualTo(start);
        times[2].ShouldBeLessThanOrEqualTo(await NowAsync());
    }

    [Fact]
    public async Task WhoCameBack_IsKnownAgainForTenMinutes_NoMoreNoLess()
    {
        foreach (var (minutes, known) in new[] { (9, true), (11, false) })
        {
            foreach (var node in new[] { ahead, behind })
            {
                var call = await node.Get<IIntake>().RecordAsync(Call(Number), default);
                await AppendAsync(
                    Event(RoutingEventKind.PersonLeft, call, ContactState.Closed, CloseReason.Abandoned) with { At = await NowAsync() - TimeSpan.FromMinutes(minutes) });

                (await node.Get<IIntake>().RecordAsync(Call(Number), default)).Resumes.ShouldBe(known ? call.Contact : null);

                await Node.ExecuteAsync("update contact set state = 3, closed_at = now() - interval '1 hour'");
            }
        }
    }

    private async Task<DateTimeOffset> NowAsync() => new(DateTime.SpecifyKind(await Node.ScalarAsync<DateTime>("select clock_timestamp()"), DateTimeKind.Utc));
}
