using System.Net;
using System.Net.Http.Json;
using Helpline.AgentConsole.Api;
using Helpline.AgentConsole.Tests.Doubles;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;

namespace Helpline.AgentConsole.Tests.Api;

/// <summary>An outcome is its agent's: saved as it is typed, logged once, and logging frees the agent.</summary>
public sealed class OutcomeEndpointsTests
{
    private static readonly string Outcome = $"/api/assignments/{Data.Assignment}/outcome";
    private static readonly SaveOutcomeRequest Draft = new(OutcomeForm.Empty with { Notes = "so far" }, Revision: 3);

    [Fact]
    public async Task ItsAgent_ReadsAndSavesTheDraft()
    {
        await using var console = await HeldAsync(AssignmentState.Active);
        using var maya = await console.SignedInAsync(Data.Maya);

        (await maya.GetFromJsonAsync<OutcomeView>(Outcome))!.Assignment.ShouldBe(Data.Assignment);
        (await (await maya.PutAsJsonAsync(Outcome, Draft)).Content.ReadFromJsonAsync<SaveOutcomeReply>())!.Result.ShouldBe(SaveOutcomeResult.Saved);

        console.Records.Calls.ShouldBe([$"outcome {Data.Assignment} wrap-up", $"save {Data.Assignment} {Data.Maya.Id} 3"]);
    }

    [Fact]
    public async Task ASupervisor_ReadsIt_ButDoesNotWriteIt()
    {
        await using var console = await HeldAsync(AssignmentState.WrapUp);
        using var ruth = await console.SignedInAsync(Data.Ruth);

        (await ruth.GetAsync(Outcome)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ruth.PutAsJsonAsync(Outcome, Draft)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await ruth.PostAsync($"{Outcome}/log", content: null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        console.Records.Calls.ShouldBe([$"outcome {Data.Assignment} supervision"]);
    }

    [Fact]
    public async Task AnotherAgent_IsRefused_AndNothingChanges()
    {
        await using var console = await HeldAsync(AssignmentState.WrapUp);
        using var sam = await console.SignedInAsync(Data.Sam);

        foreach (var answer in new[] { await sam.GetAsync(Outcome), await sam.PutAsJsonAsync(Outcome, Draft), await sam.PostAsync($"{Outcome}/log", content: null) })
        {
            (await answer.WordsAsync()).ShouldBe(new ProblemWords(403, "This outcome is not yours", "The agent who spoke with the person writes it. Nothing was changed."));
        }

        console.Records.Calls.ShouldBeEmpty();
        console.Routing.Calls.ShouldNotContain($"complete {Data.Assignment} {Data.Sam.Id}");
    }

    [Fact]
    public async Task AnAssignmentNobodyKnows_IsNotFound()
    {
        await using var console = await TestConsole.StartAsync();
        using var maya = await console.SignedInAsync(Data.Maya);

        (await maya.GetAsync(Outcome)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await maya.PutAsJsonAsync(Outcome, Draft)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await maya.PostAsync($"{Outcome}/log", content: null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(SaveOutcomeResult.Stale, 409)]
    [InlineData(SaveOutcomeResult.AlreadyLogged, 409)]
    [InlineData(SaveOutcomeResult.NotYours, 403)]
    [InlineData(SaveOutcomeResult.Invalid, 422)]
    public async Task ADraftThatRecordsRefuses_SaysWhy(SaveOutcomeResult result, int status)
    {
        await using var console = await HeldAsync(AssignmentState.WrapUp);
        console.Records.Save = new SaveOutcomeReply(result, Revision: 4, ["Notes are longer than 20,000 characters."]);
        using var maya = await console.SignedInAsync(Data.Maya);

        var words = await (await maya.PutAsJsonAsync(Outcome, Draft)).WordsAsync();

        words.Status.ShouldBe(status);
        words.Detail.Contains("20,000", StringComparison.Ordinal).ShouldBe(result == SaveOutcomeResult.Invalid);
    }

    [Fact]
    public async Task Logging_KeepsTheOutcome_ThenFreesTheAgent()
    {
        await using var console = await HeldAsync(AssignmentState.WrapUp);
        using var maya = await console.SignedInAsync(Data.Maya);

        (await maya.PostAsync($"{Outcome}/log", content: null)).StatusCode.ShouldBe(HttpStatusCode.OK);

        console.Records.Calls.ShouldBe([$"log {Data.Assignment} {Data.Maya.Id}"]);
        console.Routing.Calls.ShouldBe([$"complete {Data.Assignment} {Data.Maya.Id}"]);
    }

    [Fact]
    public async Task Logging_WhenTheQueueFailsHalfway_HealsByRepeating()
    {
        await using var console = await HeldAsync(AssignmentState.WrapUp);
        using var maya = await console.SignedInAsync(Data.Maya);
        console.Routing.FailNext = true;

        var first = await maya.PostAsync($"{Outcome}/log", content: null);
        var second = await maya.PostAsync($"{Outcome}/log", content: null);

        (await first.WordsAsync()).Status.ShouldBe(503);
        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        console.Records.Calls.Count.ShouldBe(2);
        console.Routing.Calls.ShouldBe([$"complete {Data.Assignment} {Data.Maya.Id}"]);
    }

    [Fact]
    public async Task Logging_AnIncompleteForm_NamesWhatIsMissing_AndFreesNobody()
    {
        await using var console = await HeldAsync(AssignmentState.WrapUp);
        console.Records.Log = new LogOutcomeReply(LogOutcomeResult.Incomplete, ["risk", "outcome"]);
        using var maya = await console.SignedInAsync(Data.Maya);

        var answer = await maya.PostAsync($"{Outcome}/log", content: null);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadFromJsonAsync<LogOutcomeReply>())!.Missing.ShouldBe(["risk", "outcome"]);
        console.Routing.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(AssignmentState.Active)]
    [InlineData(AssignmentState.Parked)]
    public async Task Logging_AnOpenWrittenConversation_EndsIt(AssignmentState state)
    {
        await using var console = await HeldAsync(state);
        using var maya = await console.SignedInAsync(Data.Maya);

        (await maya.PostAsync($"{Outcome}/log", content: null)).StatusCode.ShouldBe(HttpStatusCode.OK);

        console.Routing.Calls.ShouldBe([$"end {Data.Assignment} {Data.Maya.Id}", $"complete {Data.Assignment} {Data.Maya.Id}"]);
    }

    [Fact]
    public async Task Logging_DuringACall_AsksToEndItFirst()
    {
        await using var console = await HeldAsync(AssignmentState.Active, Channel.Phone);
        using var maya = await console.SignedInAsync(Data.Maya);

        (await (await maya.PostAsync($"{Outcome}/log", content: null)).WordsAsync()).Detail.ShouldStartWith("End the contact first");

        console.Records.Calls.ShouldBeEmpty();
        console.Routing.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(AssignmentState.Offered)]
    [InlineData(AssignmentState.Connecting)]
    [InlineData(AssignmentState.Declined)]
    [InlineData(AssignmentState.Lapsed)]
    [InlineData(AssignmentState.Withdrawn)]
    [InlineData(AssignmentState.Failed)]
    public async Task AnAssignmentWithoutAConversation_HasNoOutcomeToWrite(AssignmentState state)
    {
        await using var console = await HeldAsync(state);
        using var maya = await console.SignedInAsync(Data.Maya);

        (await (await maya.PutAsJsonAsync(Outcome, Draft)).WordsAsync()).Status.ShouldBe(409);
        (await (await maya.PostAsync($"{Outcome}/log", content: null)).WordsAsync()).Status.ShouldBe(409);

        console.Records.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Logging_AWrapUpThatTheQueueHasForgotten_IsDone()
    {
        await using var console = await HeldAsync(AssignmentState.WrapUp);
        console.Routing.Standings.Clear();
        console.Routing.Step = StepOutcome.Unknown;
        using var maya = await console.SignedInAsync(Data.Maya);

        (await maya.PostAsync($"{Outcome}/log", content: null)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Logging_WhenTheContactIsStillOpen_SaysThatTheOutcomeIsSafe()
    {
        await using var console = await HeldAsync(AssignmentState.WrapUp);
        console.Routing.Step = StepOutcome.NotPossibleNow;
        using var maya = await console.SignedInAsync(Data.Maya);

        (await (await maya.PostAsync($"{Outcome}/log", content: null)).WordsAsync()).Status.ShouldBe(409);
    }

    [Fact]
    public async Task TheWordsOfTheForm_AreThoseOfRecords()
    {
        await using var console = await TestConsole.StartAsync();
        using var maya = await console.SignedInAsync(Data.Maya);

        var words = await maya.GetFromJsonAsync<OutcomeWordsView>("/api/outcome-words");

        words!.Risks.ShouldBe(OutcomeWords.Risks);
        words.Strands.ShouldBe(OutcomeWords.Strands);
    }

    /// <summary>Records knows the assignment, a moment behind; the contact's standing says how it is now.</summary>
    private static async Task<TestConsole> HeldAsync(AssignmentState state, Channel channel = Channel.Sms)
    {
        var console = await TestConsole.StartAsync();
        var now = Data.AssignmentOf(Data.Maya, state, channel);
        console.Records.Assignments[now.Id] = now with { State = state == AssignmentState.WrapUp ? state : AssignmentState.Offered };
        console.Routing.Stand(Data.ContactIn(ContactState.InHand, channel), now);
        return console;
    }
}
