using Helpline.Contracts;

namespace Helpline.Records.Tests.WrapUp;

public sealed class OutcomesTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private static readonly OutcomeForm Complete = new(
        "victim", ["race", "disability"], ["verbal_abuse"], new Dictionary<string, string>(StringComparer.Ordinal) { ["police"] = "anonymised", ["council"] = "none" },
        "concern", "signposted", "Shouted at on the number 4 bus.");

    private AssignmentFacts mine = null!;
    private IntakeResult contact = null!;

    private IOutcomes Outcomes => Node.Get<IOutcomes>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        contact = await TakeAsync(Call("+447700900123"));
        mine = Assignment(contact, AssignmentState.Active);
    }

    [Fact]
    public async Task Save_BeforeTheHistoryHasHeardOfTheAssignment_IsKept()
    {
        (await Outcomes.FindAssignmentAsync(mine.Id, default)).ShouldBeNull();

        (await SaveAsync(Complete, 0)).Result.ShouldBe(SaveOutcomeResult.Saved);

        var view = await ReadAsync(mine);
        ShouldBeSame(view.Form, Complete);
        (view.Assignment, view.Revision, view.Logged, view.Carried).ShouldBe((mine.Id, 1, false, false));
    }

    [Fact]
    public async Task FindAssignment_OnceTheHistoryHasIt_IsAsRoutingSaidIt()
    {
        await AppendAsync(Event(RoutingEventKind.Connected, contact, ContactState.InHand, assignment: mine));
        (await Outcomes.FindAssignmentAsync(mine.Id, default)).ShouldBe(mine);
    }

    [Fact]
    public async Task Read_ANewAssignment_IsEmptyAtRevisionZero_AndAudited()
    {
        var view = await ReadAsync(mine);

        ShouldBeSame(view.Form, OutcomeForm.Empty);
        (view.Revision, view.Logged, view.Carried).ShouldBe((0, false, false));
        (await Node.ColumnAsync("select what || ' ' || purpose from access_audit")).ShouldBe(["outcome in-hand"]);
    }

    [Fact]
    public async Task Save_FromAnOlderRevision_IsRefusedAndChangesNothing()
    {
        await SaveAsync(Complete, 0);
        await SaveAsync(Complete with { Notes = "second" }, 1);

        var reply = await SaveAsync(Complete with { Notes = "from the other window" }, 1);

        (reply.Result, reply.Revision).ShouldBe((SaveOutcomeResult.Stale, 2));
        (await ReadAsync(mine)).Form.Notes.ShouldBe("second");
    }

    [Fact]
    public async Task Save_RepeatedBecauseTheAnswerWasLost_IsSavedOnce()
    {
        await SaveAsync(Complete, 0);

        var again = await SaveAsync(Complete with { Sharing = Complete.Sharing.Reverse().ToDictionary() }, 0);

        (again.Result, again.Revision).ShouldBe((SaveOutcomeResult.Saved, 1));
    }

    [Fact]
    public async Task Save_FromTwoWindowsAtOnce_OneWins()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => SaveAsync(Complete with { Notes = $"window {i}" }, 0))));

        replies.Count(r => r.Result == SaveOutcomeResult.Saved).ShouldBe(1);
        replies.Count(r => r.Result == SaveOutcomeResult.Stale).ShouldBe(7);
    }

    [Fact]
    public async Task Save_WordsNobodyKnows_AreAllNamedAtOnce_AndNothingIsSaved()
    {
        var form = new OutcomeForm(
            "alien", ["race", "race", "height"], ["shouting"], new Dictionary<string, string>(StringComparer.Ordinal) { ["press"] = "everything" }, "some", "fine", new string('a', 20_001));

        var reply = await SaveAsync(form, 0);

        reply.Result.ShouldBe(SaveOutcomeResult.Invalid);
        reply.Problems.Count.ShouldBe(9);
        reply.Problems.ShouldAllBe(p => p.EndsWith('.') && !p.Contains("alien"));
        (await ReadAsync(mine)).Revision.ShouldBe(0);
    }

    [Fact]
    public async Task Save_AFormWhoseListsAreMissing_CountsThemAsEmpty()
    {
        (await SaveAsync(new OutcomeForm("victim", null!, null!, null!, null, null, null), 0)).Result.ShouldBe(SaveOutcomeResult.Saved);
        (await ReadAsync(mine)).Form.Strands.ShouldBeEmpty();
    }

    [Fact]
    public async Task SaveAndLog_ByAnotherAgent_AreRefused()
    {
        await SaveAsync(Complete, 0);
        var other = AgentId.New();

        (await Outcomes.SaveAsync(mine, other, Complete, 1, default)).Result.ShouldBe(SaveOutcomeResult.NotYours);
        (await Outcomes.LogAsync(mine, other, default)).Result.ShouldBe(LogOutcomeResult.NotYours);

        // Nor by claiming that the assignment is theirs.
        var claimed = mine with { Agent = other };
        (await Outcomes.SaveAsync(claimed, other, Complete, 1, default)).Result.ShouldBe(SaveOutcomeResult.NotYours);
        (await Outcomes.LogAsync(claimed, other, default)).Result.ShouldBe(LogOutcomeResult.NotYours);
        (await ReadAsync(mine)).Logged.ShouldBeFalse();
    }

    [Fact]
    public async Task Save_AgainstWhatTheHistorySays_IsRefused()
    {
        await AppendAsync(Event(RoutingEventKind.Connected, contact, ContactState.InHand, assignment: mine));
        var other = AgentId.New();

        (await Outcomes.SaveAsync(mine with { Agent = other }, other, Complete, 0, default)).Result.ShouldBe(SaveOutcomeResult.NotYours);
    }

    [Fact]
    public async Task Log_WhileSomethingIsMissing_NamesAllOfIt()
    {
        (await Outcomes.LogAsync(mine, Agent, default)).Missing.ShouldBe(["contactType", "risk", "outcome"]);
        await SaveAsync(OutcomeForm.Empty with { Risk = "high" }, 0);

        var reply = await Outcomes.LogAsync(mine, Agent, default);

        reply.Result.ShouldBe(LogOutcomeResult.Incomplete);
        reply.Missing.ShouldBe(["contactType", "outcome"]);
    }

    [Fact]
    public async Task Log_TwiceIsOnce_AndThenNothingChangesItAnyMore()
    {
        await SaveAsync(Complete, 0);
        (await Outcomes.LogAsync(mine, Agent, default)).ShouldSatisfyAllConditions(
            r => r.Result.ShouldBe(LogOutcomeResult.Logged), r => r.Missing.ShouldBeEmpty());
        var loggedAt = await Node.ScalarAsync<DateTime>("select logged_at from outcome");
        Node.Clock.Advance(TimeSpan.FromMinutes(1));

        (await Outcomes.LogAsync(mine, Agent, default)).Result.ShouldBe(LogOutcomeResult.Logged);
        (await SaveAsync(Complete with { Notes = "changed" }, 2)).Result.ShouldBe(SaveOutcomeResult.AlreadyLogged);

        (await Node.ScalarAsync<DateTime>("select logged_at from outcome")).ShouldBe(loggedAt);
        var view = await ReadAsync(mine);
        view.Logged.ShouldBeTrue();
        ShouldBeSame(view.Form, Complete);
    }

    [Fact]
    public async Task Read_AfterTheFirstAgentWasLost_CarriesWhatTheyWrote()
    {
        await SaveAsync(Complete, 0);
        Node.Clock.Advance(TimeSpan.FromMinutes(1));
        var next = Assignment(contact, AssignmentState.Active, agent: AgentId.New());

        var view = await ReadAsync(next);
        ShouldBeSame(view.Form, Complete);
        (view.Revision, view.Carried).ShouldBe((0, true));

        // Untouched, it can be logged as it stands; the first agent's own draft stays theirs.
        (await Outcomes.LogAsync(next, next.Agent, default)).Result.ShouldBe(LogOutcomeResult.Logged);
        ShouldBeSame((await ReadAsync(next)).Form, Complete);
        (await ReadAsync(mine)).Logged.ShouldBeFalse();
    }

    [Fact]
    public async Task Save_OnAContactThatDoesNotExist_IsRefused()
    {
        var nowhere = mine with { Contact = ContactId.New() };
        (await Outcomes.SaveAsync(nowhere, Agent, Complete, 0, default)).Result.ShouldBe(SaveOutcomeResult.NotYours);
    }

    private Task<SaveOutcomeReply> SaveAsync(OutcomeForm form, int revision) => Outcomes.SaveAsync(mine, Agent, form, revision, default);

    private Task<OutcomeView> ReadAsync(AssignmentFacts assignment) => Outcomes.ReadAsync(assignment, Reader, default);

    private static void ShouldBeSame(OutcomeForm form, OutcomeForm expected)
    {
        form.Strands.ShouldBe(expected.Strands);
        form.IncidentTypes.ShouldBe(expected.IncidentTypes);
        form.Sharing.ShouldBe(expected.Sharing, ignoreOrder: true);
        (form.ContactType, form.Risk, form.Outcome, form.Notes).ShouldBe((expected.ContactType, expected.Risk, expected.Outcome, expected.Notes));
    }
}
