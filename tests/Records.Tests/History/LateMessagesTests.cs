using Helpline.Contracts;

namespace Helpline.Records.Tests.History;

public sealed class LateMessagesTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private const string Number = "+447700900123";

    [Fact]
    public async Task ATextWrittenAfterTheAgentEnded_BeforeTheRecordsHeardOfIt_BecomesAContactThatWaits()
    {
        var first = await TakeAsync(Text(Number, "one"));
        Node.Clock.Advance(TimeSpan.FromMinutes(1));
        var ended = Event(RoutingEventKind.Ended, first, ContactState.Closed, CloseReason.Answered, Assignment(first, AssignmentState.WrapUp));
        Node.Clock.Advance(TimeSpan.FromSeconds(1));
        var text = Text(Number, "are you still there?");
        var late = await TakeAsync(text);
        late.Contact.ShouldBe(first.Contact);

        await AppendAsync(ended);
        await AppendAsync(ended);

        (await ReadAsync(first.Contact)).Messages.Select(m => m.Text).ShouldBe(["one"]);
        var moved = await WaitingAsync();
        moved.ShouldNotBe(first.Contact);
        var view = await ReadAsync(moved);
        view.Messages.Select(m => m.Text).ShouldBe(["are you still there?"]);
        view.ArrivedAt.ShouldBe(Node.Clock.GetUtcNow());
        view.EarlierContacts.ShouldBe(1);
        (await TakeAsync(text)).Contact.ShouldBe(moved);
        (await TakeAsync(Text(Number, "hello?"))).Contact.ShouldBe(moved);
        (await Node.Get<IContactFile>().AddressForDeliveryAsync(moved, default)).ShouldBe(CallerAddress.Of(Number));
    }

    [Fact]
    public async Task ATextThatCrossedWithTheEnd_IsForTheAgentWhoEnded()
    {
        var first = await TakeAsync(Text(Number, "one"));
        var live = Assignment(first, AssignmentState.Active);
        await AppendAsync(Event(RoutingEventKind.Connected, first, ContactState.InHand, assignment: live));
        var ended = Event(RoutingEventKind.Ended, first, ContactState.Closed, CloseReason.Answered, live with { State = AssignmentState.WrapUp });
        Node.Clock.Advance(TimeSpan.FromSeconds(1));
        var text = Text(Number, "are you still there?");
        await TakeAsync(text);

        await AppendAsync(ended);

        var moved = await TakeAsync(text);
        (moved.KnownTo, moved.Resumes, moved.WaitingSince).ShouldBe((Agent, first.Contact, moved.ArrivedAt));
    }

    [Fact]
    public async Task ATextWrittenBeforeTheEnd_StaysInTheConversation()
    {
        var first = await TakeAsync(Text(Number, "one"));
        await TakeAsync(Text(Number, "thank you"));
        Node.Clock.Advance(TimeSpan.FromSeconds(1));

        await AppendAsync(Event(RoutingEventKind.Ended, first, ContactState.Closed, CloseReason.Answered));

        (await ReadAsync(first.Contact)).Messages.Count.ShouldBe(2);
        (await Node.ScalarAsync<long>("select count(*) from contact")).ShouldBe(1);
    }

    [Fact]
    public async Task TextsThatCrossWithTheEnd_AreAllInAnOpenContactOrBeforeTheEnd()
    {
        for (var round = 0; round < 10; round++)
        {
            var number = $"+4477009004{round:00}";
            var first = await TakeAsync(Text(number, "one"));
            var ended = Event(RoutingEventKind.Ended, first, ContactState.Closed, CloseReason.Answered);
            Node.Clock.Advance(TimeSpan.FromSeconds(1));

            var results = await Task.WhenAll(
                Task.Run(async () => { await AppendAsync(ended); return first; }),
                Task.Run(() => TakeAsync(Text(number, "two"))),
                Task.Run(() => TakeAsync(Text(number, "three"))));

            var open = await Node.ColumnAsync($"select count(*) from message m join contact c on c.id = m.contact_id where c.state = 1 and c.id <> '{first.Contact.Value}'");
            open.ShouldBe([$"{2 * (round + 1)}"]);
            results.Length.ShouldBe(3);
        }

        (await Node.ScalarAsync<long>("select count(*) from contact where state = 1")).ShouldBe(10);
    }

    private async Task<ContactId> WaitingAsync()
    {
        await foreach (var open in Node.Get<IOpenContacts>().ReadAsync(Pool, default))
        {
            if (open.Contact.State == ContactState.Waiting)
            {
                return open.Contact.Id;
            }
        }

        throw new ShouldAssertException("Nobody waits.");
    }
}
