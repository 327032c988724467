using Helpline.Contracts;

namespace Helpline.Records.Tests.Danger;

/// <summary>Imminent danger: durable at once, added to only, open until it is closed, and known again when the person comes back.</summary>
public sealed class DangerTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private const string Number = "+447700900123";
    private static readonly AgentId Supervisor = AgentId.New();
    private static readonly Reader Second = new(Supervisor, "supervision");

    private IDangers Dangers => Node.Get<IDangers>();

    [Fact]
    public async Task PressedTwentyTimesAtOnce_ItIsOneDanger()
    {
        var contact = (await TakeAsync(Call(Number))).Contact;

        var raised = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Dangers.RaiseAsync(contact, Agent, default))));

        raised.Select(r => r!.Id).Distinct().ShouldHaveSingleItem();
        raised.Count(r => r!.IsNew).ShouldBe(1);
        var open = (await Dangers.OpenAsync(Pool, default)).ShouldHaveSingleItem();
        (open.Contact, open.RaisedBy, open.State, open.Called, open.Joining).ShouldBe((contact, Agent, ContactState.Waiting, false, null));
        (await Dangers.RaiseAsync(ContactId.New(), Agent, default)).ShouldBeNull();
    }

    [Fact]
    public async Task WhatIsWritten_KeepsWhoAndWhen_AndACorrectionErasesNothing()
    {
        var (contact, danger) = await RaisedAsync();
        await WriteAsync(contact, danger, new(DangerStep.Where, Text: "at the bus station"));
        Node.Clock.Advance(TimeSpan.FromSeconds(5));
        var again = DangerNoteId.New();
        for (var press = 0; press < 2; press++)
        {
            (await Dangers.WriteAsync(contact, danger, again, Supervisor, new(DangerStep.Where, Text: "no: at the railway station"), default)).ShouldBe(WriteDangerResult.Written);
        }

        await WriteAsync(contact, danger, new(DangerStep.Consent, DangerChoice.ChildAtRisk));
        await WriteAsync(contact, danger, new(DangerStep.Called, CalledBy: "Ruth", CalledAt: Node.Clock.GetUtcNow(), Reference: "log 417"));

        var view = (await Dangers.OfContactAsync(contact, Reader, default)).ShouldHaveSingleItem();
        view.Notes.Where(n => n.Step == DangerStep.Where).Select(n => (n.Text, n.By)).ShouldBe([("at the bus station", Agent), ("no: at the railway station", Supervisor)]);
        view.Notes.ShouldContain(n => n.Choice == DangerChoice.ChildAtRisk);
        view.Notes.ShouldContain(n => n.CalledBy == "Ruth" && n.Reference == "log 417" && n.CalledAt != null);
        (await Dangers.OpenAsync(Pool, default)).ShouldHaveSingleItem().Called.ShouldBeTrue();
        view.Notes[0].ToString().ShouldNotContain("bus");
    }

    [Fact]
    public async Task NoWordOfIt_LiesInTheDatabaseInClear_AndNoRowCanBeRewritten()
    {
        var (contact, danger) = await RaisedAsync();
        await WriteAsync(contact, danger, new(DangerStep.Who, Text: "Zebedee, with a knife"));
        await WriteAsync(contact, danger, new(DangerStep.Called, CalledBy: "Marmaduke", CalledAt: Node.Clock.GetUtcNow(), Reference: "Q417"));

        var rows = string.Join(' ', await Node.ColumnAsync("select n::text || encode(n.words_sealed, 'escape') from danger_note n"));
        rows.ShouldNotContain("Zebedee");
        rows.ShouldNotContain("Marmaduke");
        rows.ShouldNotContain("Q417");
        (await Should.ThrowAsync<Npgsql.PostgresException>(() => Node.ExecuteAsync("update danger_note set step = 1"))).MessageText.ShouldBe("danger_note is only ever added to");
        (await Dangers.OfContactAsync(contact, Reader, default)).ShouldHaveSingleItem();
        (await Node.ScalarAsync<long>("select count(*) from access_audit where what = 'danger'")).ShouldBe(1);
    }

    [Fact]
    public async Task ItStaysOpenWhenTheContactEnds_UntilASupervisorClosesIt()
    {
        var (contact, danger) = await RaisedAsync();
        await AppendAsync(Event(RoutingEventKind.Ended, first!, ContactState.Closed, CloseReason.Answered));
        (await Dangers.OpenAsync(Pool, default)).ShouldHaveSingleItem().State.ShouldBe(ContactState.Closed);

        var closed = await Dangers.CloseAsync(contact, danger, Supervisor, "police are with them", default);

        (closed.Result, closed.Contact, closed.GoesBackTo).ShouldBe((WriteDangerResult.Written, contact, Priority.Normal));
        (await Dangers.OpenAsync(Pool, default)).ShouldBeEmpty();
        var view = (await Dangers.OfContactAsync(contact, Second, default)).ShouldHaveSingleItem();
        (view.ClosedBy, view.Notes[^1].Step, view.Notes[^1].Text).ShouldBe((Supervisor, DangerStep.Closed, "police are with them"));
        (await WriteAsync(contact, danger, new(DangerStep.What, Text: "late"))).ShouldBe(WriteDangerResult.Closed);
        (await Dangers.CloseAsync(contact, danger, Supervisor, "again", default)).Result.ShouldBe(WriteDangerResult.Written);
        (await Dangers.CloseAsync(contact, danger, Agent, "again", default)).Result.ShouldBe(WriteDangerResult.Closed);
        (await Dangers.OfContactAsync(contact, Second, default)).ShouldHaveSingleItem().Notes.Count.ShouldBe(1);
        (await Dangers.RaiseAsync(contact, Agent, default))!.IsNew.ShouldBeTrue();
    }

    [Fact]
    public async Task WhoComesBack_StandsAheadAsImminentDanger_HoursLater_AndWhoeverAnswersSeesWhatWasWritten()
    {
        var (contact, danger) = await RaisedAsync();
        await WriteAsync(contact, danger, new(DangerStep.Where, Text: "behind the mosque"));
        await AppendAsync(Event(RoutingEventKind.Ended, first!, ContactState.Closed, CloseReason.Answered));
        Node.Clock.Advance(TimeSpan.FromHours(3));

        var back = await TakeAsync(Call(Number));

        (back.Priority, back.WaitingSince).ShouldBe((Priority.ImminentDanger, Node.Clock.GetUtcNow()));
        (await Dangers.OpenAsync(Pool, default)).ShouldHaveSingleItem().Returned.ShouldBe(back.Contact);
        var seen = (await Dangers.OfContactAsync(back.Contact, Reader, default)).ShouldHaveSingleItem();
        (seen.Id, seen.Contact, seen.Notes[0].Text).ShouldBe((danger, contact, "behind the mosque"));
        (await WriteAsync(back.Contact, danger, new(DangerStep.What, Text: "he is back"))).ShouldBe(WriteDangerResult.Written);

        var stranger = await TakeAsync(Call("+447700900456"));
        stranger.Priority.ShouldBe(Priority.Normal);
        (await Dangers.OfContactAsync(stranger.Contact, Reader, default)).ShouldBeEmpty();
        (await WriteAsync(stranger.Contact, danger, new(DangerStep.What, Text: "no"))).ShouldBe(WriteDangerResult.Unknown);

        await Dangers.CloseAsync(contact, danger, Supervisor, "over", default);
        await AppendAsync(Event(RoutingEventKind.Ended, back, ContactState.Closed, CloseReason.Answered));
        (await TakeAsync(Call(Number))).Priority.ShouldBe(Priority.Normal);
    }

    [Fact]
    public async Task TwoWhoWithheldTheirNumber_AreNotTaken_ForOnePerson()
    {
        var (_, danger) = await RaisedAsync(from: "");
        var other = await TakeAsync(Call(""));

        other.Priority.ShouldBe(Priority.Normal);
        (await Dangers.OfContactAsync(other.Contact, Reader, default)).ShouldBeEmpty();
        (await WriteAsync(other.Contact, danger, new(DangerStep.Who, Text: "x"))).ShouldBe(WriteDangerResult.Unknown);
    }

    [Theory]
    [InlineData(DangerStep.Who, null, "  ", null, false)]
    [InlineData(DangerStep.Who, null, "a woman", null, true)]
    [InlineData(DangerStep.Consent, null, null, null, false)]
    [InlineData(DangerStep.Consent, DangerChoice.Told, null, null, false)]
    [InlineData(DangerStep.Consent, DangerChoice.RiskToLife, null, null, true)]
    [InlineData(DangerStep.Told, DangerChoice.Refuses, null, null, false)]
    [InlineData(DangerStep.Told, DangerChoice.UnsafeToTell, null, null, true)]
    [InlineData(DangerStep.Called, null, null, "Ruth", true)]
    [InlineData(DangerStep.Called, null, null, " ", false)]
    [InlineData(DangerStep.Closed, null, "over", null, false)]
    public void AnEntry_HasWhatItsStepNeeds(DangerStep step, DangerChoice? choice, string? text, string? calledBy, bool good)
    {
        var now = Node.Clock.GetUtcNow();
        (DangerEntries.ProblemOf(new(step, choice, text, calledBy, now), now) is null).ShouldBe(good);
        DangerEntries.ProblemOf(new(DangerStep.Called, CalledBy: "Ruth", CalledAt: now.AddHours(1)), now).ShouldNotBeNull();
        DangerEntries.ProblemOf(new(DangerStep.What, Text: new string('x', DangerEntries.LongestText + 1)), now).ShouldNotBeNull();
    }

    private IntakeResult? first;

    private async Task<(ContactId Contact, DangerId Danger)> RaisedAsync(string from = Number)
    {
        first = await TakeAsync(Call(from));
        return (first.Contact, (await Dangers.RaiseAsync(first.Contact, Agent, default))!.Id);
    }

    private Task<WriteDangerResult> WriteAsync(ContactId contact, DangerId danger, DangerEntry entry) => Dangers.WriteAsync(contact, danger, DangerNoteId.New(), Agent, entry, default);
}
