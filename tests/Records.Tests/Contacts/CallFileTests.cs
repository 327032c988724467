using Helpline.Contracts;

namespace Helpline.Records.Tests.Contacts;

public sealed class CallFileTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private const string Caller = "+447700900123";
    private const string Interpreter = "+441632960555";

    private ICallFile Calls => Node.Get<ICallFile>();

    [Fact]
    public async Task AParty_IsSealed_ShownMasked_AndRungByTheMachine()
    {
        var (contact, party) = await AskedAsync();

        var file = (await Calls.ReadAsync(contact, default)).Parties.Single();
        (file.Party.Role, file.Party.State, file.Party.AskedBy).ShouldBe((CallPartyRole.Interpreter, CallPartyState.Asked, Agent));
        (file.Name, file.Language, file.Provider, file.MaskedNumber).ShouldBe(("Ewa", "pl", "Language Line", "+44 •••• 555"));
        (await Calls.NumberToRingAsync(party, default)).ShouldBe(Interpreter);
        (await Node.ColumnAsync("select encode(about_sealed, 'escape') from call_party")).Single().ShouldNotContain("Ewa");
        file.Party.ToString().ShouldNotContain("555");
    }

    [Fact]
    public async Task AskingTwice_IsOneParty_AndOnlyTheFirstTryIsTheFirst()
    {
        var (contact, party) = await AskedAsync();
        await Calls.AskAsync(Pool, contact, party, CallPartyRole.Interpreter, new(Interpreter), Agent, default);

        (await Calls.ReadAsync(contact, default)).Parties.Count.ShouldBe(1);
        (await Calls.TryAsync(party, default)).ShouldBeTrue();
        (await Calls.TryAsync(party, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task AnUnknownContact_GetsNobody()
    {
        (await Calls.AskAsync(Pool, ContactId.New(), CallPartyId.New(), CallPartyRole.ThirdParty, new(Interpreter), Agent, default)).ShouldBeFalse();
        (await Calls.AdvanceAsync(CallPartyId.New(), CallPartyState.Joined, null, null, default)).ShouldBeNull();
    }

    [Fact]
    public async Task LateNews_ChangeNothing_ButTheReasonOfAFailureIsStillLearned()
    {
        var (_, party) = await AskedAsync();
        (await Calls.AdvanceAsync(party, CallPartyState.Failed, "CA1", null, default))!.Value.Changed.ShouldBeTrue();

        (await Calls.AdvanceAsync(party, CallPartyState.Ringing, null, null, default))!.Value.Changed.ShouldBeFalse();
        (await Calls.AdvanceAsync(party, CallPartyState.Joined, null, null, default))!.Value.Party.State.ShouldBe(CallPartyState.Failed);
        (await Calls.AdvanceAsync(party, CallPartyState.Failed, null, "They did not answer.", default))!.Value.Party.Problem.ShouldBe("They did not answer.");
        (await Calls.AdvanceAsync(party, CallPartyState.Failed, null, "Other words.", default))!.Value.Party.Problem.ShouldBe("They did not answer.");
    }

    [Fact]
    public async Task Left_IsNotTurnedIntoFailed()
    {
        var (_, party) = await AskedAsync();
        await Calls.AdvanceAsync(party, CallPartyState.Joined, "CA1", null, default);
        await Calls.AdvanceAsync(party, CallPartyState.Left, null, null, default);

        var (now, changed) = (await Calls.AdvanceAsync(party, CallPartyState.Failed, null, "They did not answer.", default))!.Value;

        (now.State, now.Problem, changed).ShouldBe((CallPartyState.Left, null, false));
    }

    [Theory]
    [InlineData(1, 2, false)]
    [InlineData(2, 1, true)]
    public async Task Hold_TheHigherNumberOfAConferenceCounts_InWhateverOrderTheyCome(int unhold, int hold, bool heldAtLast)
    {
        var contact = (await TakeAsync(Call(Caller))).Contact;
        await Calls.NoteHoldAsync(contact, new("CF1", hold, Held: true, Begins: false), default);
        await Calls.NoteHoldAsync(contact, new("CF1", unhold, Held: false, Begins: false), default);

        ((await Calls.ReadAsync(contact, default)).HeldSince is not null).ShouldBe(!heldAtLast);
    }

    [Fact]
    public async Task Hold_EndsWithTheNextConference_AndAnEarlierOneSaysNothingMore()
    {
        var contact = (await TakeAsync(Call(Caller))).Contact;
        await Calls.NoteHoldAsync(contact, new("CF1", 5, Held: true, Begins: false), default);
        var since = (await Calls.ReadAsync(contact, default)).HeldSince.ShouldNotBeNull();
        Node.Clock.Advance(TimeSpan.FromSeconds(5));
        await Calls.NoteHoldAsync(contact, new("CF1", 6, Held: true, Begins: false), default);
        (await Calls.ReadAsync(contact, default)).HeldSince.ShouldBe(since);

        (await Calls.NoteHoldAsync(contact, new("CF2", 1, Held: false, Begins: true), default)).ShouldBeTrue();
        (await Calls.NoteHoldAsync(contact, new("CF1", 7, Held: true, Begins: false), default)).ShouldBeFalse();

        (await Calls.ReadAsync(contact, default)).HeldSince.ShouldBeNull();
    }

    [Fact]
    public async Task ASupervisorsTicket_IsForThemAlone_ForOneCall_ForAMinute()
    {
        var contact = (await TakeAsync(Call(Caller))).Contact;
        var (supervisor, party) = (AgentId.New(), CallPartyId.New());
        await Calls.AskSupervisorAsync(Pool, contact, party, supervisor, "secret", ListeningMode.Listen, default);

        (await Calls.RedeemAsync(party, AgentId.New(), "secret", "CA1", default)).ShouldBeNull();
        (await Calls.RedeemAsync(party, supervisor, "guess", "CA1", default)).ShouldBeNull();
        (await Calls.RedeemAsync(party, supervisor, "secret", "CA1", default))!.Contact.ShouldBe(contact);
        (await Calls.RedeemAsync(party, supervisor, "secret", "CA1", default)).ShouldNotBeNull();
        (await Calls.RedeemAsync(party, supervisor, "secret", "CA2", default)).ShouldBeNull();

        var late = CallPartyId.New();
        await Calls.AskSupervisorAsync(Pool, contact, late, supervisor, "other", ListeningMode.Listen, default);
        Node.Clock.Advance(TimeSpan.FromMinutes(2));
        (await Calls.RedeemAsync(late, supervisor, "other", "CA3", default)).ShouldBeNull();
    }

    [Fact]
    public async Task Listening_IsAudited_AndSoIsEveryChangeOfIt_ByTheirSupervisorOnly()
    {
        var contact = (await TakeAsync(Call(Caller))).Contact;
        var (supervisor, party) = (AgentId.New(), CallPartyId.New());
        await Calls.AskSupervisorAsync(Pool, contact, party, supervisor, "secret", ListeningMode.Listen, default);

        (await Calls.ChangeModeAsync(party, AgentId.New(), ListeningMode.Barge, default)).ShouldBeFalse();
        (await Calls.ChangeModeAsync(party, supervisor, ListeningMode.Whisper, default)).ShouldBeTrue();

        (await Node.ColumnAsync("select what from access_audit order by at, id")).ShouldBe(["call-listen", "call-whisper"]);
        (await Calls.FindPartyAsync(party, default))!.Mode.ShouldBe(ListeningMode.Whisper);
    }

    [Fact]
    public async Task AHandover_ThatSomebodyElseBeganMeanwhile_IsNotOverwritten()
    {
        var contact = (await TakeAsync(Call(Caller))).Contact;
        var (first, second) = (new Handover(AssignmentId.New(), Agent, HandoverKind.Warm, Node.Clock.GetUtcNow()), new Handover(AssignmentId.New(), AgentId.New(), HandoverKind.TakeOver, Node.Clock.GetUtcNow()));
        (await Calls.ChangeHandoverAsync(contact, null, first, default)).ShouldBeTrue();

        (await Calls.ChangeHandoverAsync(contact, null, second, default)).ShouldBeFalse();
        (await Calls.ChangeHandoverAsync(contact, second, null, default)).ShouldBeFalse();

        (await Calls.ReadAsync(contact, default)).Handover.ShouldBe(first);
    }

    [Fact]
    public async Task AHandover_AndLeavingAlone_AreNotedAndForgotten()
    {
        var contact = (await TakeAsync(Call(Caller))).Contact;
        var handover = new Handover(AssignmentId.New(), Agent, HandoverKind.Warm, Node.Clock.GetUtcNow());
        (await Calls.ChangeHandoverAsync(contact, null, handover, default)).ShouldBeTrue();
        await Calls.SetAloneAsync(contact, handover.From, default);
        await Calls.SetHoldReasonAsync(contact, HoldReason.Transfer, default);

        var file = await Calls.ReadAsync(contact, default);
        (file.Handover, file.Alone, file.HoldReason).ShouldBe((handover, handover.From, HoldReason.Transfer));

        (await Calls.ChangeHandoverAsync(contact, handover, null, default)).ShouldBeTrue();
        await Calls.SetAloneAsync(contact, null, default);
        file = await Calls.ReadAsync(contact, default);
        (file.Handover, file.Alone).ShouldBe((null, null));
    }

    private async Task<(ContactId Contact, CallPartyId Party)> AskedAsync()
    {
        var contact = (await TakeAsync(Call(Caller))).Contact;
        var party = CallPartyId.New();
        (await Calls.AskAsync(Pool, contact, party, CallPartyRole.Interpreter, new(Interpreter, "Ewa", "pl", "Language Line"), Agent, default)).ShouldBeTrue();
        return (contact, party);
    }
}
