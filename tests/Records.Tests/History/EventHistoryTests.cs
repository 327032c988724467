using Helpline.Contracts;

namespace Helpline.Records.Tests.History;

public sealed class EventHistoryTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    [Fact]
    public async Task Read_GivesEveryEventSinceThen_InOrderOfPosition_AsItWasWritten()
    {
        var contact = await TakeAsync(Call("+447700900123"));
        var before = Event(RoutingEventKind.Enqueued, contact, ContactState.Waiting);
        Node.Clock.Advance(TimeSpan.FromMinutes(1));
        var since = Node.Clock.GetUtcNow();
        var offered = Event(RoutingEventKind.Offered, contact, ContactState.Waiting, assignment: Assignment(contact, AssignmentState.Offered)) with
        {
            Detail = """{"policy":"best-skill"}""",
            Reason = "story",
        };
        var relaxed = Event(RoutingEventKind.Relaxed, contact, ContactState.Waiting);
        relaxed = relaxed with { Contact = relaxed.Contact! with { Stage = 2, KnownTo = Agent, ReservedFor = AgentId.New(), Task = ContactTask.CallBack } };
        var agent = new RoutingEvent(Pool, new(2, 1), since, RoutingEventKind.AgentChanged, Agent: new AgentFacts(Agent, AgentStatus.Available, true, since, "signedOn"));
        await AppendAsync(before, offered, relaxed, agent);

        (await ListAsync(Pool, since)).ShouldBe([offered, relaxed, agent]);
        (await ListAsync(Pool, since.ToOffset(TimeSpan.FromHours(5)))).Count.ShouldBe(3);
        (await ListAsync(Pool, DateTimeOffset.MinValue))[0].ShouldBe(before);
        (await ListAsync(new("elsewhere"), since)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_AnEventWrittenBeforeStagesAndReservations_HasNone()
    {
        var contact = await TakeAsync(Call("+447700900123"));
        var old = Event(RoutingEventKind.Enqueued, contact, ContactState.Waiting);
        await AppendAsync(old);
        await Node.ExecuteAsync("update routing_event set facts = (facts #- '{contact,stage}' #- '{contact,knownTo}' #- '{contact,reservedFor}' #- '{contact,task}')");
        (await Node.ScalarAsync<bool>("select facts -> 'contact' ? 'stage' from routing_event")).ShouldBeFalse();

        (await ListAsync(Pool, old.At)).ShouldBe([old]);
    }

    [Fact]
    public async Task Read_TheEventsOfADayAmongThoseOfAYear_UsesTheIndexByTime()
    {
        await Node.ExecuteAsync(
            """
            insert into routing_event (pool, epoch, number, at, kind, facts)
            select 'midlands', 1, i, timestamptz '2026-11-20 03:00Z' - (20000 - i) * interval '30 minutes', 19, '{}' from generate_series(1, 20000) i;
            analyze routing_event
            """);
        Node.Logs.Clear();
        await ListAsync(Pool, Node.Clock.GetUtcNow() + TimeSpan.FromSeconds(1));

        var sql = Node.Logs.All.Single(l => l.Contains("FROM routing_event", StringComparison.Ordinal) && l.StartsWith("20101 ", StringComparison.Ordinal));
        var query = sql[sql.IndexOf("SELECT", StringComparison.Ordinal)..].TrimEnd()
            .Replace("@pool_Value", "'midlands'", StringComparison.Ordinal).Replace("@ToUniversalTime", "'2026-11-19 03:00Z'", StringComparison.Ordinal);
        string.Join('\n', await Node.ColumnAsync("explain " + query)).ShouldContain("routing_event_at");
    }

    private async Task<List<RoutingEvent>> ListAsync(PoolId pool, DateTimeOffset since)
    {
        var list = new List<RoutingEvent>();
        await foreach (var e in Node.Get<IEventHistory>().ReadAsync(pool, since, default))
        {
            list.Add(e);
        }

        return list;
    }
}
