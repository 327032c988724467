using System.Net;
using System.Net.Http.Json;
using System.Text;
using Helpline.AgentConsole.Api;
using Helpline.AgentConsole.Tests.Doubles;
using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.AgentConsole.Tests.Api;

/// <summary>Why a contact waits, and what a supervisor can change about it. Nobody else may.</summary>
public sealed class SupervisionTests
{
    private static readonly string Why = $"/api/contacts/{Data.Contact}/why";
    private static readonly string Priority = $"/api/contacts/{Data.Contact}/priority";
    private static readonly string ForceOff = $"/api/agents/{Data.Maya.Id}/force-off";

    private static readonly WhyWaiting Waiting = new(
        Data.ContactIn(ContactState.Waiting) with { Demand = new Demand(Channel.Phone, ["lang:pa", "line:northants", "specialism:faith@3"]) },
        Data.Now,
        Position: 2,
        Asks: ["lang:pa", "line:northants", "specialism:faith@3"],
        OpenBackups: [],
        OfferedTo: null,
        ReservedUntil: null,
        new Widening(Data.Now.AddSeconds(40), Asks: ["line:northants", "specialism:faith@2"], OpenBackups: []),
        new Dictionary<SkipReason, int> { [SkipReason.Busy] = 2, [SkipReason.NoSkill] = 5, [SkipReason.Away] = 0 },
        [new NearestAgent(Data.Maya.Id, SkipReason.Busy)]);

    [Fact]
    public async Task AnAgent_MayNone_AndNothingHappens()
    {
        await using var console = await WaitingAsync();
        using var maya = await console.SignedInAsync(Data.Maya);

        foreach (var answer in new[] { await maya.GetAsync(Why), await PriorityAsync(maya, "high"), await maya.PostAsync(ForceOff, content: null) })
        {
            (await answer.WordsAsync()).ShouldBe(new ProblemWords(403, "Your account may not do this", "If it should, ask a supervisor to change your role."));
        }

        console.Routing.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Why_SaysReasonsInOrder_WithoutThoseOfNobody()
    {
        await using var console = await WaitingAsync();
        using var ruth = await console.SignedInAsync(Data.Ruth);

        var why = (await ruth.GetFromJsonAsync<WhyView>(Why))!;

        (why.Position, why.Contact.Id).ShouldBe((2, Data.Contact));
        why.Skipped.ShouldBe([new SkippedView(SkipReason.NoSkill, 5), new SkippedView(SkipReason.Busy, 2)]);
        why.Nearest.ShouldBe([new NearestAgent(Data.Maya.Id, SkipReason.Busy)]);
    }

    [Fact]
    public async Task Why_SaysWhatTheNextWideningChanges()
    {
        await using var console = await WaitingAsync();
        using var ruth = await console.SignedInAsync(Data.Ruth);

        var first = (await ruth.GetFromJsonAsync<WhyView>(Why))!.Widens!;
        IReadOnlyList<string> asks = ["line:northants", "specialism:faith@2"];
        console.Routing.Why = Waiting with { Asks = asks, OpenBackups = ["night"], Widens = new Widening(Data.Now, asks, ["night", "on-call"]) };
        var second = (await ruth.GetFromJsonAsync<WhyView>(Why))!.Widens!;
        console.Routing.Why = Waiting with { Widens = null };
        var never = (await ruth.GetFromJsonAsync<WhyView>(Why))!.Widens;

        (first.At, first.LowersLevelsTo).ShouldBe((Data.Now.AddSeconds(40), 2));
        first.Drops.ShouldBe(["lang:pa"]);
        first.Opens.ShouldBeEmpty();
        second.Opens.ShouldBe(["on-call"]);
        (second.Drops.Count, second.LowersLevelsTo).ShouldBe((0, null));
        never.ShouldBeNull();
    }

    [Fact]
    public async Task Why_OfWhatDoesNotWaitAnyMore_OrNeverDid_SaysSo()
    {
        await using var console = await TestConsole.StartAsync();
        using var ruth = await console.SignedInAsync(Data.Ruth);

        (await (await ruth.GetAsync(Why)).WordsAsync()).Title.ShouldBe("There is no such contact");
        console.Routing.Stand(Data.ContactIn(ContactState.InHand), Data.AssignmentOf(Data.Maya, AssignmentState.Active));
        (await (await ruth.GetAsync(Why)).WordsAsync()).ShouldBe(new ProblemWords(409, "It is not waiting any more", "Somebody has answered it, or the person has left."));
    }

    [Theory]
    [InlineData("imminentDanger")]
    [InlineData("normal")]
    public async Task APriority_IsChangedBySupervisors_AndLoggedWithoutAnythingPersonal(string priority)
    {
        var log = new LogLines();
        await using var console = await WaitingAsync(log);
        using var ruth = await console.SignedInAsync(Data.Ruth);

        (await PriorityAsync(ruth, priority)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        console.Routing.Calls.ShouldBe([$"reprioritise {Data.Contact} {Enum.Parse<Priority>(priority, ignoreCase: true)} {Data.Ruth.Id}"]);
        log.Count(4131).ShouldBe(1);
    }

    [Theory]
    [InlineData("urgent")]
    [InlineData(null)]
    public async Task APriorityThatIsNotOne_IsRefused(string? priority)
    {
        await using var console = await WaitingAsync();
        using var ruth = await console.SignedInAsync(Data.Ruth);

        (await (await PriorityAsync(ruth, priority)).WordsAsync()).Status.ShouldBe(400);

        console.Routing.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StepOutcome.Unknown, 404, "There is no such contact")]
    [InlineData(StepOutcome.NotPossibleNow, 409, "This contact is over")]
    public async Task APriorityThatWasNotChanged_SaysWhy(StepOutcome outcome, int status, string title)
    {
        await using var console = await WaitingAsync();
        console.Routing.Step = outcome;
        using var ruth = await console.SignedInAsync(Data.Ruth);

        var words = await (await PriorityAsync(ruth, "high")).WordsAsync();

        (words.Status, words.Title).ShouldBe((status, title));
    }

    [Fact]
    public async Task AnAgent_IsTakenOff_ByWhomStandsInTheEventAndTheLog()
    {
        var log = new LogLines();
        await using var console = await WaitingAsync(log);
        using var ruth = await console.SignedInAsync(Data.Ruth);

        (await ruth.PostAsync(ForceOff, content: null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        console.Routing.Calls.ShouldBe([$"force off {Data.Maya.Id} {Data.Ruth.Id}"]);
        log.Count(4132).ShouldBe(1);
        log.Texts.ShouldNotContain(line => line.Contains("Maya", StringComparison.Ordinal) || line.Contains("Ruth", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnAgentWhoIsNotThere_CannotBeTakenOff_AndTheAnswerSaysSo()
    {
        await using var console = await WaitingAsync();
        console.Routing.Step = StepOutcome.Unknown;
        using var ruth = await console.SignedInAsync(Data.Ruth);

        (await (await ruth.PostAsync(ForceOff, content: null)).WordsAsync()).Title.ShouldBe("That agent is not signed in");
    }

    [Fact]
    public async Task WhileTheQueueIsAway_EachSaysSo()
    {
        await using var console = await WaitingAsync();
        using var ruth = await console.SignedInAsync(Data.Ruth);
        console.Routing.Away = true;

        foreach (var answer in new[] { await ruth.GetAsync(Why), await PriorityAsync(ruth, "high"), await ruth.PostAsync(ForceOff, content: null) })
        {
            (await answer.WordsAsync()).Status.ShouldBe(503);
        }
    }

    private static Task<HttpResponseMessage> PriorityAsync(HttpClient browser, string? priority) =>
        browser.PostAsync(Priority, new StringContent(priority is null ? "{}" : $$"""{"priority":"{{priority}}"}""", Encoding.UTF8, "application/json"));

    private static async Task<TestConsole> WaitingAsync(LogLines? log = null)
    {
        var console = await TestConsole.StartAsync(builder => log?.Collect(builder));
        console.Routing.Stand(Waiting.Contact, assignment: null);
        console.Routing.Why = Waiting;
        return console;
    }
}
