using System.Net;
using System.Net.Http.Json;
using System.Text;
using Helpline.AgentConsole.Tests.Doubles;
using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.AgentConsole.Tests.Api;

/// <summary>Imminent danger over HTTP: one press, on any channel, also while the queue is away; whoever helps writes; only a supervisor closes.</summary>
public sealed class DangerEndpointsTests
{
    private static readonly string Danger = $"/api/contacts/{Data.Contact}/danger";
    private static readonly string Notes = $"{Danger}/{FakeDangers.Danger}/notes";
    private static readonly DangerNoteId Note = DangerNoteId.New();

    [Theory]
    [InlineData(Channel.Phone)]
    [InlineData(Channel.Sms)]
    [InlineData(Channel.BslVideo)]
    public async Task OnePress_IsRecordedFirst_ThenMovesThePriority_AndEveryWindowIsTold(Channel channel)
    {
        await using var console = await InHandAsync(channel);
        using var maya = await console.SignedInAsync(Data.Maya);

        var answer = await maya.PostAsync(Danger, content: null);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"\"id\":\"{FakeDangers.Danger}\"");
        console.Dangers.Calls.ShouldBe([$"raise {Data.Contact} {Data.Maya.Id}", $"danger {Data.Contact} in-hand"]);
        console.Routing.Calls.ShouldContain($"reprioritise {Data.Contact} ImminentDanger {Data.Maya.Id}");
        console.Routing.Calls.ShouldContain($"announce {Data.Contact} DangerChanged");
    }

    [Fact]
    public async Task WhileTheQueueIsAway_ItIsRaisedAllTheSame()
    {
        await using var console = await InHandAsync();
        console.Records.View = console.Records.View! with { Assignments = [new(Data.Assignment, Data.Maya.Id, AssignmentState.Active, Data.Now)] };
        using var maya = await console.SignedInAsync(Data.Maya);
        using var sam = await console.SignedInAsync(Data.Sam);
        console.Routing.Away = true;

        (await maya.PostAsync(Danger, content: null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await sam.PostAsync(Danger, content: null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        console.Dangers.Calls.Count(c => c.StartsWith("raise", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task AnotherAgent_AndSomebodySignedOut_AreRefused_AndNothingIsTouched()
    {
        await using var console = await InHandAsync();
        using var sam = await console.SignedInAsync(Data.Sam);
        using var nobody = console.Browser();

        foreach (var (browser, status) in new[] { (sam, HttpStatusCode.Forbidden), (nobody, HttpStatusCode.Unauthorized) })
        {
            (await browser.PostAsync(Danger, content: null)).StatusCode.ShouldBe(status);
            (await browser.GetAsync(Danger)).StatusCode.ShouldBe(status);
            (await WriteAsync(browser, """{"step":"who","text":"x"}""")).StatusCode.ShouldBe(status);
            (await CloseAsync(browser, "it is over")).StatusCode.ShouldBe(status);
            (await browser.GetAsync("/api/dangers")).StatusCode.ShouldBe(status);
        }

        console.Dangers.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task ItsAgentAndASupervisor_Write_AndTheOthersAreTold()
    {
        await using var console = await InHandAsync();
        using var maya = await console.SignedInAsync(Data.Maya);
        using var ruth = await console.SignedInAsync(Data.Ruth);

        (await WriteAsync(maya, """{"step":"where","text":"behind the mosque"}""")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await WriteAsync(ruth, """{"step":"consent","choice":"childAtRisk"}""")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await WriteAsync(ruth, $$"""{"step":"called","calledBy":"Ruth","calledAt":"{{console.Clock.GetUtcNow():O}}","reference":"417"}""")).StatusCode.ShouldBe(HttpStatusCode.OK);

        console.Dangers.Calls.ShouldContain($"write {FakeDangers.Danger} {Note} {Data.Maya.Id} Where  behind the mosque");
        console.Dangers.Calls.ShouldContain($"write {FakeDangers.Danger} {Note} {Data.Ruth.Id} Consent ChildAtRisk ");
        console.Routing.Calls.Count(c => c == $"announce {Data.Contact} DangerChanged").ShouldBe(3);
    }

    [Theory]
    [InlineData("""{"step":"who"}""", 422)]
    [InlineData("""{"step":"consent","choice":"told"}""", 422)]
    [InlineData("""{"step":"closed","text":"over"}""", 422)]
    [InlineData("""{"step":"called","calledBy":"Ruth"}""", 422)]
    [InlineData("""{"step":"called","calledBy":"Ruth","calledAt":"2099-01-01T00:00:00Z"}""", 422)]
    [InlineData("""{"step":"dance"}""", 400)]
    [InlineData("""{"text":"x"}""", 400)]
    public async Task WhatCannotBeKept_SaysWhy_AndNothingIsWritten(string entry, int status)
    {
        await using var console = await InHandAsync();
        using var maya = await console.SignedInAsync(Data.Maya);

        (await (await WriteAsync(maya, entry)).WordsAsync()).Status.ShouldBe(status);

        console.Dangers.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(WriteDangerResult.Closed, 409)]
    [InlineData(WriteDangerResult.Unknown, 404)]
    public async Task WhatRecordsRefuses_IsSaidInWords(WriteDangerResult result, int status)
    {
        await using var console = await InHandAsync();
        console.Dangers.Result = result;
        using var ruth = await console.SignedInAsync(Data.Ruth);

        (await (await WriteAsync(ruth, """{"step":"who","text":"x"}""")).WordsAsync()).Status.ShouldBe(status);
        (await (await CloseAsync(ruth, "it is over")).WordsAsync()).Status.ShouldBe(status);

        console.Routing.Calls.ShouldNotContain(call => call.StartsWith("announce", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OnlyASupervisor_Closes_WithALine_AndThePriorityGoesBack()
    {
        await using var console = await InHandAsync();
        using var maya = await console.SignedInAsync(Data.Maya);
        using var ruth = await console.SignedInAsync(Data.Ruth);
        console.Dangers.Views = [.. console.Dangers.Views.Select(v => v with { ClosedAt = Data.Now, ClosedBy = Data.Ruth.Id })];

        (await CloseAsync(maya, "it is over")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await (await CloseAsync(ruth, " x ")).WordsAsync()).Status.ShouldBe(422);
        (await CloseAsync(ruth, "police are with them")).StatusCode.ShouldBe(HttpStatusCode.OK);

        console.Dangers.Calls.ShouldContain($"close {FakeDangers.Danger} {Data.Ruth.Id} police are with them");
        console.Routing.Calls.ShouldContain($"reprioritise {Data.Contact} High {Data.Ruth.Id}");
    }

    [Fact]
    public async Task WhileAnotherIsOpen_ThePriorityStays()
    {
        await using var console = await InHandAsync();
        using var ruth = await console.SignedInAsync(Data.Ruth);

        (await CloseAsync(ruth, "raised twice by mistake")).StatusCode.ShouldBe(HttpStatusCode.OK);

        console.Routing.Calls.ShouldContain($"reprioritise {Data.Contact} ImminentDanger {Data.Ruth.Id}");
        console.Routing.Calls.ShouldNotContain($"reprioritise {Data.Contact} High {Data.Ruth.Id}");
    }

    [Fact]
    public async Task ASupervisor_SeesWhatIsOpen_AndAnAgentDoesNot()
    {
        await using var console = await InHandAsync();
        using var maya = await console.SignedInAsync(Data.Maya);
        using var ruth = await console.SignedInAsync(Data.Ruth);

        (await maya.GetAsync("/api/dangers")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await ruth.GetStringAsync("/api/dangers")).ShouldContain("\"called\":false");
        console.Dangers.Calls.ShouldBe([$"open {Data.Pool}"]);
    }

    private static async Task<TestConsole> InHandAsync(Channel channel = Channel.Sms)
    {
        var console = await TestConsole.StartAsync();
        console.Routing.Stand(Data.ContactIn(ContactState.InHand, channel), Data.AssignmentOf(Data.Maya, AssignmentState.Active, channel));
        return console;
    }

    private static Task<HttpResponseMessage> WriteAsync(HttpClient browser, string entry) =>
        browser.PostAsync(Notes, new StringContent($$"""{"id":"{{Note}}","entry":{{entry}}}""", Encoding.UTF8, "application/json"));

    private static Task<HttpResponseMessage> CloseAsync(HttpClient browser, string line) => browser.PostAsJsonAsync($"{Danger}/{FakeDangers.Danger}/close", new { line });
}
