using Helpline.Contracts;

namespace Helpline.Records.Tests.Contacts;

/// <summary>Somebody comes back within ten minutes, on any channel.</summary>
public sealed class ReturnTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private const string Number = "+447700900123";

    [Theory]
    [InlineData(Priority.Normal)]
    [InlineData(Priority.High)]
    public async Task AfterGivingUpTheWait_TheyStandWhereTheyStood(Priority priority)
    {
        var call = (await TakeAsync(Call(Number))) with { Priority = priority };
        Node.Clock.Advance(TimeSpan.FromMinutes(4));
        await AppendAsync(Event(RoutingEventKind.PersonLeft, call, ContactState.Closed, CloseReason.Abandoned));
        Node.Clock.Advance(TimeSpan.FromMinutes(3));

        var back = await TakeAsync(Text(Number, "I could not hold on"));

        back.IsNewContact.ShouldBeTrue();
        (back.WaitingSince, back.Priority, back.KnownTo, back.Resumes).ShouldBe((call.ArrivedAt, priority, null, call.Contact));
        back.ArrivedAt.ShouldBe(Node.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData(Priority.Normal)]
    [InlineData(Priority.ImminentDanger)]
    public async Task AfterTheLineBroke_TheyComeBackToTheirPlaceAndTheAgentWhoHadThem(Priority before)
    {
        var call = (await TakeAsync(Call(Number))) with { Priority = before };
        Node.Clock.Advance(TimeSpan.FromMinutes(4));
        await TalkAsync(call, RoutingEventKind.PersonLeft);
        Node.Clock.Advance(TimeSpan.FromSeconds(40));

        var back = await TakeAsync(Call(Number));

        (back.WaitingSince, back.Priority, back.KnownTo, back.Resumes).ShouldBe((call.WaitingSince, before, Agent, call.Contact));
    }

    [Fact]
    public async Task AfterTheAgentEndedIt_TheyWaitFromNow_AndTheAgentIsAskedFirst()
    {
        var call = (await TakeAsync(Call(Number))) with { Priority = Priority.High };
        await TalkAsync(call, RoutingEventKind.Ended);

        // The network says of every call that its person has gone, also when it was the agent who ended it.
        await AppendAsync(Event(RoutingEventKind.PersonLeft, call, ContactState.Closed, CloseReason.Answered));
        Node.Clock.Advance(TimeSpan.FromMinutes(9));

        var back = await TakeAsync(Text(Number, "one more thing"));

        (back.WaitingSince, back.Priority, back.KnownTo, back.Resumes).ShouldBe((Node.Clock.GetUtcNow(), Priority.Normal, Agent, call.Contact));
    }

    [Theory]
    [InlineData(CloseReason.Expired)]
    [InlineData(CloseReason.LeftMessage)]
    [InlineData(CloseReason.CallBackPromised)]
    public async Task AfterAnotherEndOfTheWait_TheyWaitFromNow(CloseReason reason)
    {
        var call = await TakeAsync(Call(Number));
        await AppendAsync(Event(RoutingEventKind.Closed, call, ContactState.Closed, reason));
        Node.Clock.Advance(TimeSpan.FromMinutes(1));

        var back = await TakeAsync(Call(Number));

        (back.WaitingSince, back.Resumes).ShouldBe((back.ArrivedAt, call.Contact));
    }

    [Fact]
    public async Task TheLastAgentWhoHadItLive_IsTheOneWhoKnows_NotOneWhoOnlyAccepted()
    {
        var call = await TakeAsync(Call(Number));
        var second = AgentId.New();
        await TalkAsync(call, RoutingEventKind.AgentLost, ContactState.Waiting);
        var accepted = Assignment(call, AssignmentState.Connecting, agent: second);
        await AppendAsync(
            Event(RoutingEventKind.Accepted, call, ContactState.InHand, assignment: accepted),
            Event(RoutingEventKind.ConnectFailed, call, ContactState.Waiting, assignment: accepted with { State = AssignmentState.Failed }),
            Event(RoutingEventKind.PersonLeft, call, ContactState.Closed, CloseReason.Abandoned));

        (await TakeAsync(Call(Number))).KnownTo.ShouldBe(Agent);
    }

    [Fact]
    public async Task WhoGivesUpTwice_KeepsPlaceAndAgent()
    {
        var call = await TakeAsync(Call(Number));
        await TalkAsync(call, RoutingEventKind.PersonLeft);
        var second = await TakeAsync(Call(Number));
        Node.Clock.Advance(TimeSpan.FromMinutes(8));
        await AppendAsync(Event(RoutingEventKind.PersonLeft, second, ContactState.Closed, CloseReason.Abandoned));
        Node.Clock.Advance(TimeSpan.FromMinutes(8));

        var third = await TakeAsync(Call(Number));

        (third.WaitingSince, third.Priority, third.KnownTo, third.Resumes).ShouldBe((call.WaitingSince, Priority.Normal, Agent, second.Contact));
    }

    [Theory]
    [InlineData(599, true)]
    [InlineData(600, false)]
    public async Task TenMinutesAfterTheEnd_NobodyIsKnownAgain(int seconds, bool known)
    {
        var call = await TakeAsync(Call(Number));
        Node.Clock.Advance(TimeSpan.FromHours(1));
        await AppendAsync(Event(RoutingEventKind.PersonLeft, call, ContactState.Closed, CloseReason.Abandoned));
        Node.Clock.Advance(TimeSpan.FromSeconds(seconds));

        (await TakeAsync(Call(Number))).Resumes.ShouldBe(known ? call.Contact : null);
    }

    [Fact]
    public async Task WhoIsStillWaitingElsewhere_OrInAnotherPool_OrHasAnotherNumberOrNone_IsNotABackcomer()
    {
        await TakeAsync(Text(Number, "hello"));
        (await TakeAsync(Call(Number))).Resumes.ShouldBeNull();

        foreach (var from in new[] { "+447700900124", "" })
        {
            var call = await TakeAsync(Call(from));
            await AppendAsync(Event(RoutingEventKind.PersonLeft, call, ContactState.Closed, CloseReason.Abandoned));
        }

        (await TakeAsync(Call("+447700900125"))).Resumes.ShouldBeNull();
        (await TakeAsync(Call(""))).Resumes.ShouldBeNull();
        (await TakeAsync(Call("+447700900124") with { Line = Line with { Pool = new("elsewhere") } })).Resumes.ShouldBeNull();
        (await TakeAsync(Call("+447700900124"))).Resumes.ShouldNotBeNull();
    }

    [Fact]
    public async Task TwoWhoShareANumberAndRingAtOnce_OneTakesUpThePlace_NeitherSeesTheEarlierContact()
    {
        await using var other = await Node.AnotherAsync();
        for (var round = 0; round < 5; round++)
        {
            var number = $"+4477009001{round:00}";
            var text = await TakeAsync(Text(number, "said by one of them"));
            await TalkAsync(text, RoutingEventKind.PersonLeft);
            Node.Clock.Advance(TimeSpan.FromSeconds(1));

            var back = await Task.WhenAll(
                Task.Run(() => Node.Get<IIntake>().RecordAsync(Call(number), default)),
                Task.Run(() => other.Get<IIntake>().RecordAsync(Call(number), default)),
                Task.Run(() => other.Get<IIntake>().RecordAsync(Text(number, "hello"), default)));

            back.Select(b => b.Contact).Distinct().Count().ShouldBe(3);
            back.Single(b => b.Resumes == text.Contact).WaitingSince.ShouldBe(text.WaitingSince);
            back.Count(b => b.Resumes is null && b.WaitingSince == b.ArrivedAt && b.Priority == Priority.Normal).ShouldBe(2);
            back.ShouldAllBe(b => b.KnownTo == Agent);
            (await ReadAsync(back[2].Contact)).Messages.Select(m => m.Text).ShouldBe(["hello"]);
        }
    }

    [Fact]
    public async Task ARepeatAndTheSweep_SayTheSameAsTheFirstAnswer()
    {
        var call = await TakeAsync(Call(Number));
        await TalkAsync(call, RoutingEventKind.PersonLeft);
        Node.Clock.Advance(TimeSpan.FromMinutes(1));
        var again = Call(Number);
        var back = await TakeAsync(again);
        Node.Clock.Advance(TimeSpan.FromMinutes(1));

        (await TakeAsync(again)).ShouldBe(back with { IsRepeat = true });
        await foreach (var open in Node.Get<IOpenContacts>().ReadAsync(Pool, default))
        {
            if (open.Contact.State == ContactState.Waiting)
            {
                open.Contact.ShouldBe(new ContactFacts(back.Contact, back.Line, back.Demand, Priority.Normal, ContactState.Waiting, call.WaitingSince, KnownTo: Agent));
            }
        }
    }

    [Fact]
    public async Task OfANumberThatRangThousandsOfTimes_OnlyTheLastMinutesAreRead()
    {
        await TakeAsync(Call(Number));
        await Node.ExecuteAsync(
            """
            insert into contact (id, pool, line, channel, threaded, demand, priority, state, arrived_at, waiting_since, closed_at, address_sealed, address_hash, address_hash_version)
            select gen_random_uuid(), 'midlands', 'northants', 1, false, 'phone|line:northants', 0, 3, now(), now(), now() - i * interval '1 hour', '\x00', sha256((i % 5)::text::bytea), 1
            from generate_series(1, 20000) i;
            analyze contact
            """);
        Node.Logs.Clear();
        await TakeAsync(Call(Number));

        var sql = Node.Logs.All.Single(l => l.Contains("\"WasResumed\"", StringComparison.Ordinal) && l.StartsWith("20101 ", StringComparison.Ordinal));
        var plan = string.Join('\n', await Node.ColumnAsync("explain " + Filled(sql[sql.IndexOf("select c.id", StringComparison.Ordinal)..])));
        plan.ShouldContain("contact_address_closed", customMessage: plan);
        plan.ShouldContain("contact_resumed_once");
        plan.ShouldContain("routing_event_contact");
        plan.ShouldNotContain("Seq Scan");
    }

    private static string Filled(string sql) => new[] { "12", "12", "false", "null", "'00:10:00'::interval", "array[sha256('1'::bytea)]", "'midlands'", "null", "'00:10:00'::interval" }
        .Select((value, i) => (Name: $"@p{i}", value))
        .Aggregate(sql, (text, p) => text.Replace(p.Name, p.value, StringComparison.Ordinal));

    /// <summary>The agent answers, and after a minute it comes to an end.</summary>
    private async Task TalkAsync(IntakeResult contact, RoutingEventKind end, ContactState state = ContactState.Closed)
    {
        var live = Assignment(contact, AssignmentState.Active);
        var connected = Event(RoutingEventKind.Connected, contact, ContactState.InHand, assignment: live);
        Node.Clock.Advance(TimeSpan.FromMinutes(1));
        await AppendAsync(
            connected,
            Event(end, contact, state, state == ContactState.Closed ? CloseReason.Answered : null,
                live with { State = state == ContactState.Closed ? AssignmentState.WrapUp : AssignmentState.Failed }));
    }
}
