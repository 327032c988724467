using System.Text.Json;
using System.Text.Json.Nodes;
using Helpline.Contracts;

namespace Helpline.Records.Tests.History;

public sealed class ContactEventSinkTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private const string Number = "+447700900123";

    private IContactEventSink Sink => Node.Get<IContactEventSink>();

    [Fact]
    public async Task Append_BringsContactAndAssignmentToWhereTheEventsLeftThem_AndMovesTheCheckpoint()
    {
        var contact = await TakeAsync(Call(Number));
        (await Sink.CheckpointAsync(Pool, default)).ShouldBe(EventPosition.Start);
        var offered = Assignment(contact, AssignmentState.Offered);
        await AppendAsync(
            Event(RoutingEventKind.Offered, contact, ContactState.Waiting, assignment: offered),
            Event(RoutingEventKind.Accepted, contact, ContactState.InHand, assignment: offered with { State = AssignmentState.Connecting }),
            Event(RoutingEventKind.Connected, contact, ContactState.InHand, assignment: offered with { State = AssignmentState.Active }));
        Node.Clock.Advance(TimeSpan.FromMinutes(5));
        await AppendAsync(Event(RoutingEventKind.Ended, contact, ContactState.Closed, CloseReason.Answered, offered with { State = AssignmentState.WrapUp }));
        var closedAt = Node.Clock.GetUtcNow();
        Node.Clock.Advance(TimeSpan.FromMinutes(1));
        await AppendAsync(Event(RoutingEventKind.Completed, contact, ContactState.Closed, CloseReason.Answered, offered with { State = AssignmentState.Done }));

        var view = await ReadAsync(contact.Contact);
        (view.State, view.CloseReason).ShouldBe((ContactState.Closed, CloseReason.Answered));
        view.Assignments.ShouldBe([new AssignmentView(offered.Id, Agent, AssignmentState.Done, offered.Since)]);
        (await Node.Get<IContactFile>().RecentAsync(Pool, 1, default))[0].ClosedAt.ShouldBe(closedAt);
        (await Sink.CheckpointAsync(Pool, default)).ShouldBe(new EventPosition(1, 5));
    }

    [Fact]
    public async Task Append_TheSameEventsAgain_ChangesNothing()
    {
        var contact = await TakeAsync(Call(Number));
        var assignment = Assignment(contact, AssignmentState.Connecting);
        RoutingEvent[] events =
        [
            Event(RoutingEventKind.Accepted, contact, ContactState.InHand, assignment: assignment),
            Event(RoutingEventKind.ConnectFailed, contact, ContactState.Waiting, assignment: assignment with { State = AssignmentState.Failed }),
        ];
        await AppendAsync(events);
        var before = await SnapshotAsync();

        await AppendAsync(events);
        await AppendAsync(events[0]);

        (await SnapshotAsync()).ShouldBe(before);
        (await Node.ScalarAsync<long>("select count(*) from routing_event")).ShouldBe(2);
    }

    [Fact]
    public async Task Append_OutOfOrder_KeepsTheLatestStateAndTheWholeHistory()
    {
        var contact = await TakeAsync(Call(Number));
        var assignment = Assignment(contact, AssignmentState.Connecting);
        var accepted = Event(RoutingEventKind.Accepted, contact, ContactState.InHand, assignment: assignment);
        var connected = Event(RoutingEventKind.Connected, contact, ContactState.InHand, assignment: assignment with { State = AssignmentState.Active });

        await AppendAsync(connected);
        await AppendAsync(accepted);

        (await ReadAsync(contact.Contact)).Assignments.ShouldHaveSingleItem().State.ShouldBe(AssignmentState.Active);
        (await Node.ScalarAsync<long>("select count(*) from routing_event")).ShouldBe(2);
        (await Sink.CheckpointAsync(Pool, default)).ShouldBe(connected.Position);
    }

    [Fact]
    public async Task Append_FromAnEpochThatHasBeenLeft_IsIgnored()
    {
        var contact = await TakeAsync(Call(Number));
        await AppendAsync(new RoutingEvent(Pool, new(2, 1), Node.Clock.GetUtcNow(), RoutingEventKind.EpochStarted));

        await AppendAsync(Event(RoutingEventKind.Closed, contact, ContactState.Closed, CloseReason.Abandoned, position: new(1, 900)));

        (await ReadAsync(contact.Contact)).State.ShouldBe(ContactState.Waiting);
        (await Sink.CheckpointAsync(Pool, default)).ShouldBe(new EventPosition(2, 1));
        (await Node.ScalarAsync<long>("select count(*) from routing_event")).ShouldBe(1);
    }

    [Fact]
    public async Task Append_FromARedisThatWasSetBack_NeverReopensWhatIsOver()
    {
        var contact = await TakeAsync(Call(Number));
        var done = Assignment(contact, AssignmentState.Done);
        await AppendAsync(Event(RoutingEventKind.Completed, contact, ContactState.Closed, CloseReason.Answered, done));

        await AppendAsync(Event(RoutingEventKind.Connected, contact, ContactState.InHand, assignment: done with { State = AssignmentState.Active }, position: new(2, 5)));

        var view = await ReadAsync(contact.Contact);
        view.State.ShouldBe(ContactState.Closed);
        view.Assignments.ShouldHaveSingleItem().State.ShouldBe(AssignmentState.Done);
    }

    /// <summary>What rang when Redis lost its memory rings no more; after a mere restart it still does.</summary>
    [Theory]
    [InlineData("emptied", AssignmentState.Withdrawn)]
    [InlineData("setBack", AssignmentState.Withdrawn)]
    [InlineData("restarted", AssignmentState.Offered)]
    public async Task Append_ANewEpoch_WithdrawsTheOffersOfTheOld_UnlessNothingWasLost(string reason, AssignmentState left)
    {
        var (ringing, talking) = (await TakeAsync(Call(Number)), await TakeAsync(Call("+447700900124")));
        var (offered, active) = (Assignment(ringing, AssignmentState.Offered), Assignment(talking, AssignmentState.Active));
        await AppendAsync(
            Event(RoutingEventKind.Offered, ringing, ContactState.Waiting, assignment: offered),
            Event(RoutingEventKind.Connected, talking, ContactState.InHand, assignment: active));

        await AppendAsync(new RoutingEvent(Pool, new(2, 1), Node.Clock.GetUtcNow(), RoutingEventKind.EpochStarted, Reason: reason));

        (await ReadAsync(ringing.Contact)).Assignments.ShouldHaveSingleItem().State.ShouldBe(left);
        (await ReadAsync(talking.Contact)).Assignments.ShouldHaveSingleItem().State.ShouldBe(AssignmentState.Active);
    }

    [Fact]
    public async Task Append_AReleasedConversation_WaitsAgain_AndItsAssignmentIsOver()
    {
        var contact = await TakeAsync(Text(Number, "hello"));
        var parked = Assignment(contact, AssignmentState.Parked);
        await AppendAsync(
            Event(RoutingEventKind.Parked, contact, ContactState.InHand, assignment: parked),
            Event(RoutingEventKind.Released, contact, ContactState.Waiting, assignment: parked with { State = AssignmentState.Released }),
            Event(RoutingEventKind.Resumed, contact, ContactState.Waiting, assignment: parked with { State = AssignmentState.Active }, position: new(2, 5)));

        var view = await ReadAsync(contact.Contact);
        view.State.ShouldBe(ContactState.Waiting);
        view.Assignments.ShouldHaveSingleItem().State.ShouldBe(AssignmentState.Released);
    }

    [Fact]
    public async Task Append_AContactThatIsNotInTheRecords_IsKeptInTheHistoryAndNotInvented()
    {
        var stranger = (await TakeAsync(Call(Number))) with { Contact = ContactId.New() };

        await AppendAsync(Event(RoutingEventKind.Accepted, stranger, ContactState.InHand, assignment: Assignment(stranger, AssignmentState.Connecting)));

        (await Node.ScalarAsync<long>("select count(*) from routing_event")).ShouldBe(1);
        (await Node.ScalarAsync<long>("select count(*) from contact")).ShouldBe(1);
        (await Node.ScalarAsync<long>("select count(*) from assignment")).ShouldBe(0);
        Node.Logs.All.ShouldContain(l => l.StartsWith("2021 Helpline.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Append_OneEventThatCannotBeStored_StoresNoneAndKeepsTheCheckpoint()
    {
        var contact = await TakeAsync(Call(Number));
        await Node.ExecuteAsync("alter table routing_event add constraint no_two check (number <> 2)");

        await Should.ThrowAsync<Exception>(() => AppendAsync(
            Event(RoutingEventKind.Accepted, contact, ContactState.InHand, assignment: Assignment(contact, AssignmentState.Connecting)),
            Event(RoutingEventKind.Parked, contact, ContactState.InHand)));

        (await ReadAsync(contact.Contact)).State.ShouldBe(ContactState.Waiting);
        (await Sink.CheckpointAsync(Pool, default)).ShouldBe(EventPosition.Start);
    }

    [Fact]
    public async Task Append_TheEventsOfTwoPoolsInOne_IsRefused()
    {
        var foreign = new RoutingEvent(new("elsewhere"), new(1, 1), Node.Clock.GetUtcNow(), RoutingEventKind.EpochStarted);
        await Should.ThrowAsync<ArgumentException>(() => AppendAsync(foreign));
    }

    [Fact]
    public async Task Append_ByTwoPumpsAtOnce_StoresEachEventOnce()
    {
        await using var other = await Node.AnotherAsync();
        var contacts = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => TakeAsync(Call($"+44770090012{i}"))));
        var events = contacts.Concat(contacts).Select(c => Event(RoutingEventKind.Enqueued, c, ContactState.Waiting)).ToArray();

        await Task.WhenAll(
            Task.Run(() => Sink.AppendAsync(Pool, events, default)),
            Task.Run(() => other.Get<IContactEventSink>().AppendAsync(Pool, events, default)));

        (await Node.ScalarAsync<long>("select count(*) from routing_event")).ShouldBe(20);
    }

    [Fact]
    public async Task Append_KeepsTheWholeEventAsFacts()
    {
        var contact = await TakeAsync(Call(Number));
        var offered = Event(RoutingEventKind.Offered, contact, ContactState.Waiting, assignment: Assignment(contact, AssignmentState.Offered)) with { Detail = """{"candidates":3}""" };
        await AppendAsync(offered);

        var facts = JsonNode.Parse((await Node.ScalarAsync<string>("select facts::text from routing_event"))!);
        JsonNode.DeepEquals(facts, JsonSerializer.SerializeToNode(offered, JsonSerializerOptions.Web)).ShouldBeTrue();
        facts!["assignment"]!["state"]!.GetValue<string>().ShouldBe("offered");
        facts["detail"]!.GetValue<string>().ShouldBe("""{"candidates":3}""");
    }

    private async Task<string> SnapshotAsync() => string.Join('\n',
        (await Node.ColumnAsync("select c::text from contact c")).Concat(await Node.ColumnAsync("select a::text from assignment a")).Concat(await Node.ColumnAsync("select p::text from event_checkpoint p")));
}
