using System.Text;
using Helpline.Contracts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Tests.OwnPhones;

public sealed class OwnPhoneFileTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private const string Number = "+447700900555";
    private readonly AssignmentId assignment = AssignmentId.New();
    private AgentId ama;

    private IOwnPhones Phones => Node.Get<IOwnPhones>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Node.Setup.UpsertAccountAsync(new("ama", "Ama", "correct horse", Pool, [Roles.Agent], [], new Dictionary<Channel, int> { [Channel.Phone] = 1 }), default);
        ama = (await Node.Get<IAgentDirectory>().OfPoolAsync(Pool, default))[0].Id;
    }

    [Fact]
    public async Task TheNumber_IsKeptSealed_ShownMasked_AndReadForRingingAlone()
    {
        (await Phones.ReadAsync(ama, default)).ShouldBe(new OwnPhone(Rings: false, MaskedNumber: null));
        (await Phones.ChooseAsync(ama, rings: true, number: null, default)).ShouldBeNull();

        var chosen = await Phones.ChooseAsync(ama, rings: true, Number, default);

        chosen.ShouldBe(new OwnPhone(Rings: true, CallerAddress.Of(Number).ToString()));
        (await Phones.NumberToRingAsync(ama, default)).ShouldBe(Number);
        var row = await Node.Get<RecordsDatabase>().ReadAsync(db => db.OwnPhones.AsNoTracking().SingleAsync(), default);
        Encoding.Latin1.GetString(row.NumberSealed!).ShouldNotContain("900555");
        (await Phones.ChooseAsync(ama, rings: false, number: null, default)).ShouldBe(chosen! with { Rings = false });
        await Phones.ForgetAsync(ama, default);
        (await Phones.NumberToRingAsync(ama, default)).ShouldBeNull();
    }

    [Fact]
    public async Task AnAgentNobodyKnows_HasNoPhone() => (await Phones.ChooseAsync(AgentId.New(), rings: true, Number, default)).ShouldBeNull();

    [Fact]
    public async Task ARing_IsAskedForOnce_AndOnlyWhereItShallRing()
    {
        (await Phones.AskAsync(assignment, ama, default)).ShouldBeFalse();
        await Phones.ChooseAsync(ama, rings: true, Number, default);
        (await Phones.AskAsync(assignment, ama, default)).ShouldBeTrue();
        (await Phones.AskAsync(assignment, ama, default)).ShouldBeTrue();
        (await Phones.AskAsync(assignment, AgentId.New(), default)).ShouldBeFalse();

        (await Phones.TryAsync(assignment, default)).ShouldBeTrue();
        (await Phones.TryAsync(assignment, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task ARing_GoesForwardOnly_AndIsOneCallsAlone()
    {
        await Phones.ChooseAsync(ama, rings: true, Number, default);
        await Phones.AskAsync(assignment, ama, default);

        (await AdvanceAsync(OwnPhoneState.Taken, "CA1"))!.Value.Changed.ShouldBeTrue();
        var late = (await AdvanceAsync(OwnPhoneState.Ringing, "CA1"))!.Value;
        (late.Ring.State, late.Changed).ShouldBe((OwnPhoneState.Taken, false));
        (await AdvanceAsync(OwnPhoneState.Taken, "CA2")).ShouldBeNull();
        (await AdvanceAsync(OwnPhoneState.Over, "CA1", "Your phone was engaged."))!.Value.Changed.ShouldBeTrue();
        (await AdvanceAsync(OwnPhoneState.Over, "CA1", "Another."))!.Value.Changed.ShouldBeFalse();

        var ring = (await Phones.FindRingAsync(assignment, default))!;
        (ring.State, ring.CallSid, ring.Problem).ShouldBe((OwnPhoneState.Over, "CA1", "Your phone was engaged."));
        (await AdvanceAsync(OwnPhoneState.Over, null, null, AssignmentId.New())).ShouldBeNull();
    }

    private Task<(OwnPhoneRing Ring, bool Changed)?> AdvanceAsync(OwnPhoneState state, string? call, string? problem = null, AssignmentId? of = null) =>
        Phones.AdvanceAsync(of ?? assignment, state, call, problem, default);
}
