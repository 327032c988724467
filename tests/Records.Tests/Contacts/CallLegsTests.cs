using Helpline.Contracts;

namespace Helpline.Records.Tests.Contacts;

public sealed class CallLegsTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private const string Sid = "CA00000000000000000000000000000001";

    private ICallLegs Legs => Node.Get<ICallLegs>();

    [Fact]
    public async Task Advance_BackwardsNews_ChangesNothing()
    {
        var leg = await CallerAsync();
        await Legs.NoteAsync(leg, default);
        await Legs.AdvanceAsync(Sid, CallLegState.InConference, default);

        var now = await Legs.AdvanceAsync(Sid, CallLegState.Queued, default);

        now.ShouldBe(leg with { State = CallLegState.InConference });
    }

    [Fact]
    public async Task Note_AgainWithLess_KeepsTheFurthestStateAndEveryFact()
    {
        var leg = await CallerAsync() with { State = CallLegState.Queued, QueueSid = "QU1" };
        await Legs.NoteAsync(leg, default);
        await Legs.NoteAsync(leg with { State = CallLegState.Started, QueueSid = null }, default);

        (await Legs.FindAsync(Sid, default)).ShouldBe(leg);
    }

    [Fact]
    public async Task Note_ACallWhoseEndCameFirst_FindsItEnded()
    {
        (await Legs.AdvanceAsync(Sid, CallLegState.Ended, default)).ShouldBeNull();
        (await Legs.FindAsync(Sid, default)).ShouldBeNull();

        var leg = await CallerAsync();
        await Legs.NoteAsync(leg, default);

        (await Legs.FindAsync(Sid, default)).ShouldBe(leg with { State = CallLegState.Ended });
    }

    [Fact]
    public async Task Advance_ACallNobodyNoted_IsUnknown()
    {
        (await Legs.AdvanceAsync(Sid, CallLegState.Queued, default)).ShouldBeNull();
        (await Node.ScalarAsync<long>("select count(*) from call_leg")).ShouldBe(0);
    }

    [Fact]
    public async Task LiveCallers_AreTheCallersNotedLongAgoWhoseCallHasNotEnded()
    {
        var caller = await CallerAsync();
        await Legs.NoteAsync(caller, default);
        await Legs.NoteAsync(caller with { CallSid = Sid[..^1] + "2", Role = CallLegRole.Agent }, default);
        await Legs.NoteAsync(caller with { CallSid = Sid[..^1] + "3" }, default);
        await Legs.AdvanceAsync(Sid[..^1] + "3", CallLegState.Ended, default);
        Node.Clock.Advance(TimeSpan.FromSeconds(31));
        await Legs.NoteAsync(caller with { CallSid = Sid[..^1] + "4" }, default);

        (await Legs.LiveCallersAsync(TimeSpan.FromSeconds(30), 10, default)).ShouldBe([caller]);
    }

    [Fact]
    public async Task OfContact_IsNewestFirst()
    {
        var caller = await CallerAsync();
        await Legs.NoteAsync(caller, default);
        Node.Clock.Advance(TimeSpan.FromSeconds(5));
        var agent = caller with { CallSid = Sid[..^1] + "2", Role = CallLegRole.Agent, Agent = Agent, Assignment = AssignmentId.New() };
        await Legs.NoteAsync(agent, default);

        (await Legs.OfContactAsync(caller.Contact!.Value, default)).ShouldBe([agent, caller]);
    }

    private async Task<CallLeg> CallerAsync() =>
        new(Sid, (await TakeAsync(Call("+441632960001"))).Contact, Pool, CallLegRole.Caller, CallLegState.Started);
}
