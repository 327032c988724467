using System.Net;
using System.Net.Http.Json;
using Helpline.AgentConsole.Api;
using Helpline.AgentConsole.Tests.Doubles;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;

namespace Helpline.AgentConsole.Tests.Api;

/// <summary>Who may do what to a live call, and what is refused before anything happens.</summary>
public sealed class CallEndpointsTests
{
    private static readonly string Call = $"/api/contacts/{Data.Contact}/call";
    private static readonly string Transfer = $"/api/contacts/{Data.Contact}/transfer";

    public static TheoryData<string> AgentsOrders => ["hold", "resume", "leave-alone", "back-to-queue"];

    public static TheoryData<string> SupervisorsOrders => ["listen", "listen-only", "whisper", "barge", "leave", "take-over", "end"];

    [Theory]
    [MemberData(nameof(AgentsOrders))]
    public async Task AnotherAgent_OrdersNothing(string order)
    {
        await using var console = await TalkingAsync();
        console.Routing.NotTheirs[Data.Sam.Id] = true;
        using var sam = await console.SignedInAsync(Data.Sam);

        (await (await sam.PostAsync($"{Call}/{order}", null)).WordsAsync()).Title.ShouldBe("This contact is not yours");
        (await AddAsync(sam, "01632 960555")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await sam.DeleteAsync($"{Call}/parties/{CallPartyId.New()}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await sam.GetAsync(Call)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await TransferAsync(sam, new(Data.Maya.Id, null, null, Warm: false))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        Orders(console).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(SupervisorsOrders))]
    public async Task AnAgent_MayNotWhatASupervisorMay(string order)
    {
        await using var console = await TalkingAsync();
        using var maya = await console.SignedInAsync(Data.Maya);

        (await maya.PostAsync($"{Call}/{order}", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        Orders(console).ShouldBeEmpty();
        console.CallFile.Audited.ShouldBeEmpty();
    }

    [Fact]
    public async Task HoldAndResume_AreOrdered_AndTheViewWaitsForTheNetwork()
    {
        await using var console = await TalkingAsync();
        using var maya = await console.SignedInAsync(Data.Maya);

        (await maya.PostAsync($"{Call}/hold", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await ViewAsync(maya)).Hold.ShouldBeNull();
        console.CallFile.HeldSince = Data.Now;
        (await ViewAsync(maya)).Hold.ShouldBe(new HoldView(Data.Now, HoldReason.Agent));
        (await maya.PostAsync($"{Call}/resume", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        Orders(console).ShouldBe([$"order {Data.Contact} {Data.Maya.Id} {{\"kind\":\"hold\"}}", $"order {Data.Contact} {Data.Maya.Id} {{\"kind\":\"resume\"}}"]);
    }

    [Fact]
    public async Task AParty_IsKeptBeforeItIsOrdered_AndShownMasked()
    {
        await using var console = await TalkingAsync();
        using var maya = await console.SignedInAsync(Data.Maya);
        var id = CallPartyId.New();

        (await AddAsync(maya, "(01632) 960-555", id)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        console.CallFile.About(id)!.Number.ShouldBe("+441632960555");
        Orders(console).ShouldHaveSingleItem().ShouldBe($"order {Data.Contact} {Data.Maya.Id} {new MediaOrder(MediaOrderKind.AddParty, id).ToDetail()}");
        var text = await maya.GetStringAsync(Call);
        text.ShouldNotContain("960555");
        (await ViewAsync(maya)).Parties.Single().MaskedNumber.ShouldBe("+44 •••• 555");
    }

    [Theory]
    [InlineData("999")]
    [InlineData("112")]
    [InlineData("101")]
    [InlineData("0900 1234567")]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("+0123")]
    [InlineData("01632 96O555")]
    [InlineData("client:agent_1")]
    [InlineData("+44163296055501632960555")]
    public async Task ANumberThatMustNotBeRung_IsRefused_WithAReason(string number)
    {
        await using var console = await TalkingAsync();
        using var maya = await console.SignedInAsync(Data.Maya);

        var words = await (await AddAsync(maya, number)).WordsAsync();

        (words.Status, words.Title).ShouldBe((422, "This number cannot be rung"));
        Orders(console).ShouldBeEmpty();
        (await ViewAsync(maya)).Parties.ShouldBeEmpty();
    }

    [Fact]
    public async Task ASupervisorIsNoParty_AndAFifthIsOneTooMany()
    {
        await using var console = await TalkingAsync();
        using var maya = await console.SignedInAsync(Data.Maya);

        var supervisor = new AddPartyRequest(CallPartyId.New(), CallPartyRole.Supervisor, "01632 960555", null, null, null, Hold: false);
        (await maya.PostAsJsonAsync($"{Call}/parties", supervisor)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        for (var i = 0; i < 4; i++)
        {
            (await AddAsync(maya, "01632 960555")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }

        (await AddAsync(maya, "01632 960555")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task LeavingThemAlone_NeedsSomebodyOnTheLine()
    {
        await using var console = await TalkingAsync();
        using var maya = await console.SignedInAsync(Data.Maya);
        var id = CallPartyId.New();
        await AddAsync(maya, "01632 960555", id);

        (await (await maya.PostAsync($"{Call}/leave-alone", null)).WordsAsync()).Title.ShouldBe("There is nobody to leave them with");
        await console.CallFile.AdvanceAsync(id, CallPartyState.Joined, "CA1", null, default);
        (await maya.PostAsync($"{Call}/leave-alone", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task ATransfer_GoesToOneOfThree_ColdWithoutAWordInTheCallFile()
    {
        await using var console = await TalkingAsync();
        using var maya = await console.SignedInAsync(Data.Maya);

        foreach (var bad in new TransferRequest[] { new(null, null, null, false), new(Data.Sam.Id, ["bsl"], null, false), new(null, [], null, false), new(null, null, new("No Such"), false) })
        {
            (await TransferAsync(maya, bad)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }

        (await TransferAsync(maya, new(Data.Sam.Id, null, null, Warm: false))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        console.CallFile.Handover.ShouldBeNull();
        console.Routing.Calls.ShouldContain($"transfer {Data.Contact} {Data.Maya.Id} {Data.Sam.Id}");
    }

    [Fact]
    public async Task AWarmTransfer_IsNotedFirst_AndForgottenWhenItIsRefused()
    {
        await using var console = await TalkingAsync();
        using var maya = await console.SignedInAsync(Data.Maya);
        console.Routing.Step = StepOutcome.NotPossibleNow;

        (await (await TransferAsync(maya, new(Data.Sam.Id, null, null, Warm: true))).WordsAsync()).Title.ShouldBe("They cannot take it now");
        console.CallFile.Handover.ShouldBeNull();

        console.Routing.Step = StepOutcome.Done;
        (await TransferAsync(maya, new(Data.Sam.Id, null, null, Warm: true))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (console.CallFile.Handover!.From, console.CallFile.Handover.Kind).ShouldBe((Data.Assignment, HandoverKind.Warm));
    }

    /// <summary>Two who stay at once would lose sight of one another, and of the person.</summary>
    [Fact]
    public async Task WhileTheAgentBeforeIsStillThere_NobodyElseStaysToHandItOver()
    {
        await using var console = await TalkingAsync();
        var before = new Handover(AssignmentId.New(), Data.Sam.Id, HandoverKind.Warm, Data.Now);
        console.CallFile.Handover = before;
        console.CallFile.Legs.Add(new("CA2", Data.Contact, Data.Pool, CallLegRole.Agent, CallLegState.InConference, Assignment: before.From));
        using var maya = await console.SignedInAsync(Data.Maya);
        using var ruth = await console.SignedInAsync(Data.Ruth);

        (await (await TransferAsync(maya, new(Data.Sam.Id, null, null, Warm: true))).WordsAsync()).Title.ShouldBe("It is being handed over already");
        (await (await ruth.PostAsync($"{Call}/take-over", null)).WordsAsync()).Title.ShouldBe("It is being handed over already");

        console.CallFile.Handover.ShouldBe(before);
        console.Routing.Calls.ShouldNotContain(c => c.StartsWith("transfer", StringComparison.Ordinal));
    }

    /// <summary>The agent passes it on in the moment the supervisor takes it over: one of them counts, and is not undone by the other.</summary>
    [Fact]
    public async Task TwoWhoHandItOverInTheSameMoment_OneIsTold()
    {
        await using var console = await TalkingAsync();
        using var maya = await console.SignedInAsync(Data.Maya);
        using var ruth = await console.SignedInAsync(Data.Ruth);
        (await TransferAsync(maya, new(Data.Sam.Id, null, null, Warm: true))).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await (await ruth.PostAsync($"{Call}/take-over", null)).WordsAsync()).Title.ShouldBe("It is being handed over already");

        console.CallFile.Handover!.Kind.ShouldBe(HandoverKind.Warm);
    }

    [Fact]
    public async Task TheFirstAgentOfAWarmTransfer_StillHoldsTheControls_UntilItIsHandedOver()
    {
        await using var console = await TalkingAsync();
        using var maya = await console.SignedInAsync(Data.Maya);
        await TransferAsync(maya, new(Data.Sam.Id, null, null, Warm: true));
        var sams = new AssignmentFacts(AssignmentId.New(), Data.Contact, Data.Sam.Id, Channel.Phone, AssignmentState.Active, Data.Now);
        console.Routing.Stand(Data.ContactIn(ContactState.Waiting, Channel.Phone), null);
        console.Routing.NotTheirs[Data.Maya.Id] = true;

        (await ViewAsync(maya)).Handover!.To.ShouldBeNull();
        (await (await maya.PostAsync($"{Call}/hand-over", null)).WordsAsync()).Title.ShouldBe("Nobody has taken it yet");
        (await maya.PostAsync($"{Call}/resume", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        console.Routing.Stand(Data.ContactIn(ContactState.InHand, Channel.Phone), sams);
        console.CallFile.Legs.Add(new("CA2", Data.Contact, Data.Pool, CallLegRole.Agent, CallLegState.InConference, null, sams.Id, Data.Sam.Id));
        (await ViewAsync(maya)).Handover!.To.ShouldBe(Data.Sam.Id);
        (await maya.PostAsync($"{Call}/hand-over", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        Orders(console).ShouldBe([$"order {Data.Contact} - {{\"kind\":\"resume\"}}", $"order {Data.Contact} - {{\"kind\":\"handOver\"}}"]);
    }

    [Fact]
    public async Task Targets_AreColleaguesWhoAreThere_TheFreeFirst_ThenLinesOfThePool()
    {
        await using var console = await TalkingAsync();
        using var maya = await console.SignedInAsync(Data.Maya);
        console.Routing.Show(new(Data.Pool, new(1, 1), Data.Now, [], [Data.AssignmentOf(Data.Maya, AssignmentState.Active, Channel.Phone)],
            [Present(Data.Maya), Present(Data.Sam), Present(Data.Ruth) with { Status = AgentStatus.Paused }]));

        var targets = (await maya.GetFromJsonAsync<TransferTargets>($"/api/contacts/{Data.Contact}/transfer-targets"))!;

        targets.Agents.ShouldBe([new TransferAgent(Data.Sam.Id, "Sam", Free: true)]);
        targets.Lines.Select(l => l.Id).ShouldBe([Data.Line]);
    }

    [Fact]
    public async Task ASupervisor_ListensWithATicket_Changes_AndLeaves_EachAudited_AndTheAgentSeesIt()
    {
        await using var console = await TalkingAsync();
        using var ruth = await console.SignedInAsync(Data.Ruth);
        using var maya = await console.SignedInAsync(Data.Maya);

        (await ruth.PostAsync($"{Call}/whisper", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var ticket = (await (await ruth.PostAsync($"{Call}/listen", null)).Content.ReadFromJsonAsync<ListenTicket>())!;
        ticket.Ticket.Length.ShouldBe(32);
        (await ViewAsync(maya)).Parties.ShouldContain(p => p.Role == CallPartyRole.Supervisor && p.Agent == Data.Ruth.Id && p.Mode == ListeningMode.Listen);
        (await ruth.PostAsync($"{Call}/whisper", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await ruth.PostAsync($"{Call}/barge", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await (await maya.DeleteAsync($"{Call}/parties/{ticket.Party}")).WordsAsync()).Title.ShouldBe("A supervisor leaves by themselves");
        (await (await maya.DeleteAsync($"{Call}/parties/{CallPartyId.New()}")).WordsAsync()).Title.ShouldBe("They are not on this call");
        (await ruth.PostAsync($"{Call}/leave", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        console.CallFile.Audited.ShouldBe([$"Listen {Data.Ruth.Id}", $"Whisper {Data.Ruth.Id}", $"Barge {Data.Ruth.Id}"]);
        Orders(console).Select(o => o.Split("\"kind\":\"")[1].Split('"')[0]).ShouldBe(["whisper", "barge", "removeParty"]);
    }

    [Fact]
    public async Task ASupervisor_EndsAStuckCall_MovesIt_AndTakesItOver()
    {
        await using var console = await TalkingAsync();
        using var ruth = await console.SignedInAsync(Data.Ruth);

        (await ruth.PostAsync($"{Call}/end", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await TransferAsync(ruth, new(null, ["bsl"], null, Warm: false))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await ruth.PostAsync($"{Call}/take-over", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        console.Routing.Calls.ShouldContain($"end {Data.Assignment} {Data.Maya.Id}");
        console.Routing.Calls.ShouldContain($"transfer {Data.Contact} - bsl");
        console.Routing.Calls.ShouldContain($"transfer {Data.Contact} - {Data.Ruth.Id}");
        console.CallFile.Handover!.Kind.ShouldBe(HandoverKind.TakeOver);
    }

    [Fact]
    public async Task AText_HasNoCallControls()
    {
        await using var console = await TestConsole.StartAsync();
        console.Routing.Stand(Data.ContactIn(ContactState.InHand), Data.AssignmentOf(Data.Maya, AssignmentState.Active));
        using var maya = await console.SignedInAsync(Data.Maya);

        (await (await maya.PostAsync($"{Call}/hold", null)).WordsAsync()).Title.ShouldBe("This is not a call");
        Orders(console).ShouldBeEmpty();
    }

    private static async Task<TestConsole> TalkingAsync()
    {
        var console = await TestConsole.StartAsync();
        console.Routing.Stand(Data.ContactIn(ContactState.InHand, Channel.Phone), Data.AssignmentOf(Data.Maya, AssignmentState.Active, Channel.Phone));
        console.CallFile.Legs.Add(new("CA1", Data.Contact, Data.Pool, CallLegRole.Caller, CallLegState.InConference));
        return console;
    }

    private static AgentFacts Present(AgentRecord agent) => new(agent.Id, AgentStatus.Available, Connected: true, Data.Now);

    private static IEnumerable<string> Orders(TestConsole console) => console.Routing.Calls.Where(c => c.StartsWith("order ", StringComparison.Ordinal));

    private static async Task<CallView> ViewAsync(HttpClient browser) => (await browser.GetFromJsonAsync<CallView>(Call))!;

    private static Task<HttpResponseMessage> AddAsync(HttpClient browser, string number, CallPartyId? id = null) =>
        browser.PostAsJsonAsync($"{Call}/parties", new AddPartyRequest(id ?? CallPartyId.New(), CallPartyRole.Interpreter, number, "Ewa", "pl", null, Hold: false));

    private static Task<HttpResponseMessage> TransferAsync(HttpClient browser, TransferRequest request) => browser.PostAsJsonAsync(Transfer, request);
}
