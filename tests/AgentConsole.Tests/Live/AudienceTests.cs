using Helpline.AgentConsole.Tests.Doubles;
using Helpline.Contracts;

namespace Helpline.AgentConsole.Tests.Live;

/// <summary>Who sees what: everybody the contacts, agents only their own assignments, supervisors all.</summary>
public sealed class AudienceTests
{
    private static readonly AgentFacts MayaHerself = new(Data.Maya.Id, AgentStatus.Available, Connected: true, Data.Now);

    private static readonly RoutingEvent OfferToMaya = Data.Event(
        1,
        RoutingEventKind.Offered,
        Data.ContactIn(ContactState.Waiting),
        Data.AssignmentOf(Data.Maya, AssignmentState.Offered),
        MayaHerself,
        reason: "idle",
        detail: """{"why":"longest idle"}""");

    [Fact]
    public async Task AnotherAgent_SeesTheContactAndNothingElse()
    {
        var change = await SeenByAsync(Data.Sam);

        change.Contact.ShouldBe(Data.ContactIn(ContactState.Waiting));
        change.Kind.ShouldBe(RoutingEventKind.Offered);
        change.Assignment.ShouldBeNull();
        change.Agent.ShouldBeNull();
        change.Reason.ShouldBeNull();
        change.Detail.ShouldBeNull();
    }

    [Fact]
    public async Task TheOfferedAgent_SeesTheOfferAndWhyThem()
    {
        var change = await SeenByAsync(Data.Maya);

        change.Assignment.ShouldBe(OfferToMaya.Assignment);
        change.Agent.ShouldBe(MayaHerself);
        change.Detail.ShouldBe(OfferToMaya.Detail);
    }

    [Fact]
    public async Task ASupervisor_SeesEverything()
    {
        var change = await SeenByAsync(Data.Ruth);

        change.Contact.ShouldBe(OfferToMaya.Contact);
        change.Assignment.ShouldBe(OfferToMaya.Assignment);
        change.Agent.ShouldBe(MayaHerself);
        change.Reason.ShouldBe("idle");
        change.Detail.ShouldBe(OfferToMaya.Detail);
    }

    [Fact]
    public async Task AnAgentOfAnotherPool_HearsNothing()
    {
        await using var console = await TestConsole.StartAsync();
        await using var olu = await console.WindowAsync(Data.Olu);
        await using var ruth = await console.WindowAsync(Data.Ruth);
        await ruth.SnapshotAsync();

        console.Routing.Emit(OfferToMaya);

        (await ruth.NextChangeAsync()).Position.Number.ShouldBe(1);
        olu.Heard.ShouldBe(0);
    }

    [Fact]
    public async Task News_KeepsItsReasonForEverybody()
    {
        await using var console = await TestConsole.StartAsync();
        await using var sam = await console.WindowAsync(Data.Sam);
        await sam.SnapshotAsync();

        console.Routing.Emit(Data.Event(1, RoutingEventKind.News, Data.ContactIn(ContactState.InHand), reason: "messageReceived"));

        (await sam.NextChangeAsync()).Reason.ShouldBe("messageReceived");
    }

    [Fact]
    public async Task AnAgentsSnapshot_HoldsOnlyTheirOwnAssignmentsAndThemselves()
    {
        await using var console = await TestConsole.StartAsync();
        var sams = new AssignmentFacts(AssignmentId.New(), ContactId.New(), Data.Sam.Id, Channel.Phone, AssignmentState.Active, Data.Now);
        console.Routing.Show(new(
            Data.Pool,
            new EventPosition(1, 2),
            Data.Now,
            [Data.ContactIn(ContactState.Waiting)],
            [OfferToMaya.Assignment!, sams],
            [MayaHerself, new AgentFacts(Data.Sam.Id, AgentStatus.Available, Connected: true, Data.Now)]));
        await using var window = await console.WindowAsync(Data.Sam);

        var snapshot = await window.SnapshotAsync();

        snapshot.Contacts.Count.ShouldBe(1);
        snapshot.Assignments.ShouldHaveSingleItem().ShouldBe(sams);
        snapshot.Agents.ShouldHaveSingleItem().Id.ShouldBe(Data.Sam.Id);
    }

    private static async Task<AgentConsole.Live.LiveChange> SeenByAsync(Records.AgentRecord viewer)
    {
        await using var console = await TestConsole.StartAsync();
        await using var window = await console.WindowAsync(viewer);
        await window.SnapshotAsync();
        console.Routing.Emit(OfferToMaya);
        return await window.NextChangeAsync();
    }
}
