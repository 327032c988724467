using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Helpline.Contracts.Tests;

public sealed class RoutingEventTests
{
    private static readonly Arbitrary<EventPosition> AnyPosition = Arb.From(
        from epoch in Gen.Choose(0, 3)
        from number in Gen.Choose(0, 5)
        select new EventPosition(epoch, number));

    [Fact]
    public void Positions_OrderByEpochThenNumber()
    {
        new EventPosition(1, 900).ShouldBeLessThan(new EventPosition(2, 1));
        new EventPosition(2, 9).ShouldBeLessThan(new EventPosition(2, 10));
        EventPosition.Start.ShouldBeLessThan(new EventPosition(1, 1));
        new EventPosition(3, 17).ToString().ShouldBe("3-17");
    }

    [Fact]
    public void Positions_CompareAlikeHoweverAsked() =>
        Prop.ForAll(AnyPosition, AnyPosition, (a, b) =>
            (a < b) == (b > a)
            && (a <= b) == !(a > b)
            && (a >= b) == !(a < b)
            && (a == b) == (a.CompareTo(b) == 0)
            && Math.Sign(a.CompareTo(b)) == -Math.Sign(b.CompareTo(a))).QuickCheckThrowOnFailure();

    [Fact]
    public void Positions_SortTransitively() =>
        Prop.ForAll(AnyPosition, AnyPosition, AnyPosition, (a, b, c) => !(a <= b && b <= c) || a <= c).QuickCheckThrowOnFailure();

    [Fact]
    public void Json_ReadBack_IsTheSameEvent()
    {
        var at = new DateTimeOffset(2026, 11, 20, 3, 0, 0, TimeSpan.Zero);
        var contact = new ContactFacts(ContactId.New(), new LineId("northants"), new Demand(Channel.Phone, ["bsl"]), Priority.Dropped, ContactState.Closed, at, CloseReason.Answered);
        var assignment = new AssignmentFacts(AssignmentId.New(), contact.Id, AgentId.New(), Channel.Phone, AssignmentState.WrapUp, at, at.AddSeconds(20));
        var agent = new AgentFacts(assignment.Agent, AgentStatus.Available, Connected: true, at, "shift");
        var written = new RoutingEvent(new PoolId("main"), new EventPosition(2, 41), at, RoutingEventKind.Ended, contact, assignment, agent, "r", "{}");

        var json = JsonSerializer.Serialize(written);

        JsonSerializer.Deserialize<RoutingEvent>(json).ShouldBe(written);
        json.ShouldContain("\"wrapUp\"");
        json.ShouldContain("\"dropped\"");
    }

    [Fact]
    public void ANumberWhereAWordBelongs_IsRefused() =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<RoutingEventKind>("3"));
}
