using Helpline.Contracts;

namespace Helpline.Records.Tests.Contacts;

public sealed class OpenContactsTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    [Fact]
    public async Task Read_GivesWaitingInHandAndWrapUp_OldestFirst_AndNothingThatIsOver()
    {
        var contacts = new List<IntakeResult>();
        for (var i = 0; i < 5; i++)
        {
            contacts.Add(await TakeAsync(Call($"+44770090012{i}")));
            Node.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        var (wrapUp, active, done) = (Assignment(contacts[0], AssignmentState.WrapUp), Assignment(contacts[1], AssignmentState.Active), Assignment(contacts[2], AssignmentState.Done));
        await AppendAsync(
            Event(RoutingEventKind.Ended, contacts[0], ContactState.Closed, CloseReason.Answered, wrapUp),
            Event(RoutingEventKind.Connected, contacts[1], ContactState.InHand, assignment: active),
            Event(RoutingEventKind.Completed, contacts[2], ContactState.Closed, CloseReason.Answered, done),
            Event(RoutingEventKind.Offered, contacts[3], ContactState.Waiting, assignment: Assignment(contacts[3], AssignmentState.Offered)));

        var open = await ListAsync(Pool);

        open.Select(o => o.Contact.Id).ShouldBe([contacts[0].Contact, contacts[1].Contact, contacts[3].Contact, contacts[4].Contact]);
        open.Select(o => o.Assignments.SingleOrDefault()).ShouldBe([wrapUp, active, null, null]);
        open[3].ShouldBe(new OpenContact(
            new ContactFacts(contacts[4].Contact, Line.Id, contacts[4].Demand, Priority.Normal, ContactState.Waiting, contacts[4].ArrivedAt), Pool, open[3].Assignments));
        (await ListAsync(new("elsewhere"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_AContactThatChangedHands_NamesTheAgentWhoHasItNow()
    {
        var contact = await TakeAsync(Call("+447700900123"));
        var first = Assignment(contact, AssignmentState.Failed);
        var second = Assignment(contact, AssignmentState.Active, agent: AgentId.New());
        await AppendAsync(
            Event(RoutingEventKind.AgentLost, contact, ContactState.Waiting, assignment: first),
            Event(RoutingEventKind.Connected, contact, ContactState.InHand, assignment: second));

        (await ListAsync(Pool)).ShouldHaveSingleItem().Assignments.ShouldBe([second]);
    }

    [Fact]
    public async Task Read_AfterATransfer_GivesWhoWrapsUpAndWhoOwnsIt_OldestFirst()
    {
        var contact = await TakeAsync(Call("+447700900123"));
        var first = Assignment(contact, AssignmentState.WrapUp);
        await AppendAsync(Event(RoutingEventKind.Transferred, contact, ContactState.Waiting, assignment: first));
        (await ListAsync(Pool)).ShouldHaveSingleItem().Assignments.ShouldBe([first]);

        Node.Clock.Advance(TimeSpan.FromSeconds(20));
        var second = Assignment(contact, AssignmentState.Active, agent: AgentId.New());
        await AppendAsync(Event(RoutingEventKind.Connected, contact, ContactState.InHand, assignment: second));
        (await ListAsync(Pool)).ShouldHaveSingleItem().Assignments.ShouldBe([first, second]);

        Node.Clock.Advance(TimeSpan.FromSeconds(20));
        var wrapUp = second with { State = AssignmentState.WrapUp, Since = Node.Clock.GetUtcNow() };
        await AppendAsync(Event(RoutingEventKind.Ended, contact, ContactState.Closed, CloseReason.Answered, wrapUp));
        (await ListAsync(Pool)).ShouldHaveSingleItem().Assignments.ShouldBe([first, wrapUp]);

        await AppendAsync(Event(RoutingEventKind.Completed, contact, ContactState.Closed, CloseReason.Answered, first with { State = AssignmentState.Done }));
        (await ListAsync(Pool)).ShouldHaveSingleItem().Assignments.ShouldBe([wrapUp]);
    }

    [Fact]
    public async Task Read_WhileItWaits_AnOwnerThatIsNotTrueAnyMore_IsLeftOut()
    {
        var contact = await TakeAsync(Call("+447700900123"));
        await AppendAsync(Event(RoutingEventKind.Connected, contact, ContactState.InHand, assignment: Assignment(contact, AssignmentState.Active)));
        var later = Assignment(contact, AssignmentState.Connecting, agent: AgentId.New());
        await AppendAsync(Event(RoutingEventKind.Accepted, contact, ContactState.InHand, assignment: later));
        (await ListAsync(Pool)).ShouldHaveSingleItem().Assignments.ShouldBe([later]);

        await AppendAsync(Event(RoutingEventKind.Enqueued, contact, ContactState.Waiting));
        (await ListAsync(Pool)).ShouldHaveSingleItem().Assignments.ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_GivesBackStageAgentReservationAndTask()
    {
        var contact = await TakeAsync(Call("+447700900123"));
        var relaxed = Event(RoutingEventKind.Relaxed, contact, ContactState.Waiting);
        relaxed = relaxed with { Contact = relaxed.Contact! with { Stage = 2, KnownTo = Agent, ReservedFor = AgentId.New(), Task = ContactTask.CallBack } };
        await AppendAsync(relaxed);
        (await ListAsync(Pool)).ShouldHaveSingleItem().Contact.ShouldBe(relaxed.Contact);

        var taken = Event(RoutingEventKind.Transferred, contact, ContactState.Waiting);
        await AppendAsync(taken);
        (await ListAsync(Pool)).ShouldHaveSingleItem().Contact.ShouldBe(taken.Contact);
    }

    [Fact]
    public async Task Read_TheSweepsQuery_UsesTheIndexesOfWhatIsOpen()
    {
        for (var i = 0; i < 3; i++)
        {
            await TakeAsync(Call($"+44770090012{i}"));
        }

        // A year of closed contacts, and statistics that know it.
        await Node.ExecuteAsync(
            """
            insert into contact (id, pool, line, channel, threaded, demand, priority, state, arrived_at, waiting_since, closed_at)
            select gen_random_uuid(), 'midlands', 'northants', 1, false, 'phone|line:northants', 0, 3, now(), now(), now() from generate_series(1, 20000);
            analyze contact
            """);
        Node.Logs.Clear();
        (await ListAsync(Pool)).Count.ShouldBe(3);

        var sql = Node.Logs.All.Single(l => l.Contains("UNION", StringComparison.Ordinal) && l.StartsWith("20101 ", StringComparison.Ordinal));
        var plan = string.Join('\n', await Node.ColumnAsync("explain " + sql[sql.IndexOf("SELECT", StringComparison.Ordinal)..].TrimEnd().Replace("@pool_Value", "'midlands'", StringComparison.Ordinal)));
        plan.ShouldContain("contact_open");
        plan.ShouldNotContain("Seq Scan on contact");
    }

    private async Task<List<OpenContact>> ListAsync(PoolId pool)
    {
        var list = new List<OpenContact>();
        await foreach (var open in Node.Get<IOpenContacts>().ReadAsync(pool, default))
        {
            list.Add(open);
        }

        return list;
    }
}
