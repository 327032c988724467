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

    [Fact]
    public async Task WhichColleagueKnowsAPerson_IsForSupervisorsAndThatColleague()
    {
        var known = Data.ContactIn(ContactState.Waiting) with { KnownTo = Data.Maya.Id, ReservedFor = Data.Maya.Id };
        await using var console = await TestConsole.StartAsync();
        console.Routing.Show(new(Data.Pool, new EventPosition(1, 0), Data.Now, [known], [], []));

        foreach (var (viewer, sees) in new[] { (Data.Sam, false), (Data.Maya, true), (Data.Ruth, true) })
        {
            await using var window = await console.WindowAsync(viewer);
            var expected = sees ? known : known with { KnownTo = null, ReservedFor = null };
            (await window.SnapshotAsync()).Contacts.ShouldHaveSingleItem().ShouldBe(expected);
        }

        await using var sams = await console.WindowAsync(Data.Sam);
        await sams.SnapshotAsync();
        console.Routing.Emit(Data.Event(1, RoutingEventKind.Enqueued, known));
        (await sams.NextChangeAsync()).Contact.ShouldBe(known with { KnownTo = null, ReservedFor = null });
    }

    [Fact]
    public void TheReasonsOfAnOffer_TellItsAgentHowTheOthersStood_ButNotWhoTheyWere()
    {
        var detail = $$"""{"policy":"best-skill","candidates":[{"agent":"{{Data.Maya.Id}}","level":9},{"agent":"{{Data.Sam.Id}}","level":3}],"skipped":null}""";

        var cut = AgentConsole.Live.OfferReasons.WithoutColleagues(detail, Data.Maya.Id);

        cut.ShouldBe($$"""{"policy":"best-skill","candidates":[{"agent":"{{Data.Maya.Id}}","level":9},{"level":3}],"skipped":null}""");
        AgentConsole.Live.OfferReasons.WithoutColleagues("not JSON", Data.Maya.Id).ShouldBeNull();
        AgentConsole.Live.OfferReasons.WithoutColleagues(null, Data.Maya.Id).ShouldBeNull();
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
