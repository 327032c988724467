using Helpline.AgentConsole.Tests.Doubles;
using Helpline.Contracts;

namespace Helpline.AgentConsole.Tests.Live;

/// <summary>From a snapshot to its changes nothing falls between, whatever happens at that moment.</summary>
public sealed class SnapshotAndChangesTests
{
    [Fact]
    public async Task Snapshot_ShowsThePoolAndWhoIsWho()
    {
        await using var console = await TestConsole.StartAsync();
        Offer(console);
        await using var window = await console.WindowAsync(Data.Ruth);

        var snapshot = await window.SnapshotAsync();

        snapshot.Position.ShouldBe(new EventPosition(1, 7));
        snapshot.Me.Name.ShouldBe("Ruth");
        snapshot.Lines.ShouldHaveSingleItem().Id.ShouldBe(Data.Line);
        snapshot.Names.Select(n => n.Name).ShouldBe(["Maya", "Sam", "Ruth"], ignoreOrder: true);
        snapshot.Contacts.ShouldHaveSingleItem().ShouldBe(Data.ContactIn(ContactState.Waiting));
        snapshot.Assignments.ShouldHaveSingleItem().Agent.ShouldBe(Data.Maya.Id);
        snapshot.Agents.Count.ShouldBe(2);
    }

    [Fact]
    public async Task AnEventThatRacesTheSnapshot_ArrivesAsAChange()
    {
        await using var console = await TestConsole.StartAsync();
        await using var window = await console.WindowAsync(Data.Maya);
        await window.SnapshotAsync();
        console.Routing.DuringSnapshot = () =>
        {
            console.Routing.Emit(Data.Event(1, RoutingEventKind.Enqueued, Data.ContactIn(ContactState.Waiting)));
            return Task.CompletedTask;
        };

        var snapshot = await window.SnapshotAsync();

        snapshot.Position.Number.ShouldBe(0);
        (await window.NextChangeAsync()).Position.Number.ShouldBe(1);
    }

    [Fact]
    public async Task AnEventWhileTheFeedBegins_IsInTheSnapshotOrArrivesAsAChange()
    {
        // The very first window of a node: the feed takes its own snapshot, and an event comes before it follows.
        await using var console = await TestConsole.StartAsync();
        console.Routing.DuringSnapshot = () =>
        {
            console.Routing.Emit(Data.Event(1, RoutingEventKind.Enqueued, Data.ContactIn(ContactState.Waiting)));
            return Task.CompletedTask;
        };
        await using var window = await console.WindowAsync(Data.Maya);

        var snapshot = await window.SnapshotAsync();

        snapshot.Position.Number.ShouldBe(1);
        (await window.NextChangeAsync()).Position.Number.ShouldBe(1, "a repeat, which the browser drops by its number");
    }

    [Fact]
    public async Task ASnapshotThatTheFeedNoLongerContinues_IsTakenAgain()
    {
        await using var console = await TestConsole.StartAsync();
        await using var window = await console.WindowAsync(Data.Maya);
        await window.SnapshotAsync();
        console.Routing.Emit(Data.Event(1, RoutingEventKind.Enqueued, Data.ContactIn(ContactState.Waiting)));
        await window.NextChangeAsync();
        console.Routing.DuringSnapshot = async () =>
        {
            console.Routing.Emit(Data.Event(5, RoutingEventKind.Closed, Data.ContactIn(ContactState.Closed)));
            (await window.NextAsync()).ShouldBe("refetch");
        };

        (await window.SnapshotAsync()).Position.Number.ShouldBe(5);
    }

    [Fact]
    public async Task Changes_AreNumberedWithoutGaps_AlsoWhereTheyHoldNothingForTheViewer()
    {
        await using var console = await TestConsole.StartAsync();
        await using var window = await console.WindowAsync(Data.Sam);
        await window.SnapshotAsync();

        console.Routing.Emit(Data.Event(1, RoutingEventKind.AgentChanged, agent: new AgentFacts(Data.Maya.Id, AgentStatus.Break, Connected: true, Data.Now)));
        console.Routing.Emit(Data.Event(2, RoutingEventKind.Enqueued, Data.ContactIn(ContactState.Waiting)));

        (await window.NextChangeAsync()).Position.Number.ShouldBe(1);
        (await window.NextChangeAsync()).Position.Number.ShouldBe(2);
    }

    [Fact]
    public async Task ARepeatedEvent_IsNotSentAgain()
    {
        await using var console = await TestConsole.StartAsync();
        await using var window = await console.WindowAsync(Data.Maya);
        await window.SnapshotAsync();
        var first = Data.Event(1, RoutingEventKind.Enqueued, Data.ContactIn(ContactState.Waiting));

        console.Routing.Emit(first);
        console.Routing.Emit(first);
        console.Routing.Emit(Data.Event(2, RoutingEventKind.Closed, Data.ContactIn(ContactState.Closed)));

        (await window.NextChangeAsync()).Position.Number.ShouldBe(1);
        (await window.NextChangeAsync()).Position.Number.ShouldBe(2);
    }

    [Theory]
    [InlineData(1, 3)] // a gap
    [InlineData(2, 1)] // a new epoch
    public async Task BrokenNumbers_MakeEveryWindowReadAgain_AndChangesGoOnFromThere(long epoch, long number)
    {
        await using var console = await TestConsole.StartAsync();
        await using var maya = await console.WindowAsync(Data.Maya);
        await using var ruth = await console.WindowAsync(Data.Ruth);
        await maya.SnapshotAsync();
        await ruth.SnapshotAsync();
        console.Routing.Emit(Data.Event(1, RoutingEventKind.Enqueued, Data.ContactIn(ContactState.Waiting)));
        (await maya.NextChangeAsync()).Position.Number.ShouldBe(1);
        (await ruth.NextChangeAsync()).Position.Number.ShouldBe(1);

        console.Routing.Emit(Data.Event(number, RoutingEventKind.EpochStarted, epoch: epoch));

        (await maya.NextAsync()).ShouldBe("refetch");
        (await ruth.NextAsync()).ShouldBe("refetch");
        (await maya.SnapshotAsync()).Position.ShouldBe(new EventPosition(epoch, number));
        console.Routing.Emit(Data.Event(number + 1, RoutingEventKind.Closed, Data.ContactIn(ContactState.Closed), epoch: epoch));
        (await maya.NextChangeAsync()).Position.ShouldBe(new EventPosition(epoch, number + 1));
    }

    [Fact]
    public async Task WhileTheQueueIsAway_TheFeedWaits_AndThenGoesOnWithoutALoss()
    {
        var log = new LogLines();
        await using var console = await TestConsole.StartAsync(log.Collect);
        await using var window = await console.WindowAsync(Data.Maya);
        await window.SnapshotAsync();
        console.Routing.Away = true;

        console.Routing.BreakTails();
        await console.AdvanceUntilAsync(() => console.Routing.Refusals >= 5, "the feed tries again and again");
        console.Routing.Emit(Data.Event(1, RoutingEventKind.Enqueued, Data.ContactIn(ContactState.Waiting)));
        console.Routing.Away = false;
        await console.AdvanceUntilAsync(() => log.Count(4112) > 0, "the feed is back");

        (await window.NextChangeAsync()).Position.Number.ShouldBe(1);
        log.Count(4111).ShouldBe(1, "once per outage, not once per try");
    }

    [Fact]
    public async Task Snapshot_WhileTheQueueIsAway_SaysSoInASentence()
    {
        await using var console = await TestConsole.StartAsync();
        await using var window = await console.WindowAsync(Data.Maya);
        await window.SnapshotAsync();
        console.Routing.Away = true;

        var failure = await Should.ThrowAsync<Microsoft.AspNetCore.SignalR.HubException>(window.SnapshotAsync);

        failure.Message.ShouldEndWith("The queue does not answer at the moment. Nothing is lost; try again in a few seconds.");
    }

    private static void Offer(TestConsole console) => console.Routing.Show(new(
        Data.Pool,
        new EventPosition(1, 7),
        Data.Now,
        [Data.ContactIn(ContactState.Waiting)],
        [Data.AssignmentOf(Data.Maya, AssignmentState.Offered)],
        [new AgentFacts(Data.Maya.Id, AgentStatus.Available, Connected: true, Data.Now), new AgentFacts(Data.Sam.Id, AgentStatus.Break, Connected: true, Data.Now)]));
}
