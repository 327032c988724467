using System.Net;
using System.Net.Http.Json;
using System.Text;
using Helpline.AgentConsole.Tests.Doubles;
using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.AgentConsole.Tests.Api;

/// <summary>Safe contact over HTTP: whose it is, what is refused, and that two people decide an override.</summary>
public sealed class SafeContactEndpointsTests
{
    private const string Rules = """{"never":false,"kinds":["text"],"voicemail":false,"withholdNumber":true,"times":[{"days":["monday"],"from":540,"to":1020}],"until":"2026-12-31","wording":null,"note":null,"safeWord":null}""";
    private static readonly string Contact = $"/api/contacts/{Data.Contact}";
    private static readonly MessageId Message = MessageId.New();
    private static readonly SafeOverrideId Request = SafeOverrideId.New();

    [Fact]
    public async Task ItsAgent_ReadsAndWritesIt_AndTheOthersAreTold()
    {
        await using var console = await InHandAsync();
        using var maya = await console.SignedInAsync(Data.Maya);

        (await maya.GetAsync($"{Contact}/safe-contact")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var saved = await SaveAsync(maya, Rules);

        saved.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await saved.Content.ReadAsStringAsync()).ShouldContain("\"now\":[{\"kind\":\"text\",\"allowed\":true");
        console.Safe.Calls.ShouldBe([
            $"read {Data.Contact} in-hand",
            $"save {Data.Contact} {Data.Maya.Id} in-hand 0 never False Text Monday 540-1020 2026-12-31",
            $"read {Data.Contact} in-hand",
        ]);
        console.Routing.Calls.ShouldContain($"announce {Data.Contact} SafeContactChanged");
    }

    [Fact]
    public async Task ASupervisor_MayToo_AsSupervision()
    {
        await using var console = await InHandAsync();
        using var ruth = await console.SignedInAsync(Data.Ruth);

        (await ruth.GetAsync($"{Contact}/safe-contact")).StatusCode.ShouldBe(HttpStatusCode.OK);

        console.Safe.Calls.ShouldBe([$"read {Data.Contact} supervision"]);
    }

    [Fact]
    public async Task AnotherAgent_AndSomebodySignedOut_AreRefused_AndNothingIsTouched()
    {
        await using var console = await InHandAsync();
        using var sam = await console.SignedInAsync(Data.Sam);
        using var nobody = console.Browser();

        foreach (var (browser, status) in new[] { (sam, HttpStatusCode.Forbidden), (nobody, HttpStatusCode.Unauthorized) })
        {
            (await browser.GetAsync($"{Contact}/safe-contact")).StatusCode.ShouldBe(status);
            (await SaveAsync(browser, Rules)).StatusCode.ShouldBe(status);
            (await AskAsync(browser, "text", "they asked us to")).StatusCode.ShouldBe(status);
            (await browser.GetAsync("/api/safe-overrides")).StatusCode.ShouldBe(status);
            (await DecideAsync(browser, "approve")).StatusCode.ShouldBe(status);
        }

        console.Safe.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"rules":null,"version":0}""", 400)]
    [InlineData("""{"version":0}""", 400)]
    [InlineData("not json", 400)]
    [InlineData("""{"rules":{"never":false,"kinds":["pigeon"],"voicemail":false,"withholdNumber":true,"times":[],"until":null,"wording":null,"note":null,"safeWord":null},"version":0}""", 400)]
    [InlineData("""{"rules":{"never":false,"kinds":["text"],"voicemail":false,"withholdNumber":true,"times":[{"days":["someday"],"from":0,"to":1}],"until":null,"wording":null,"note":null,"safeWord":null},"version":0}""", 400)]
    [InlineData("""{"rules":{"never":false,"kinds":["text"],"voicemail":false,"withholdNumber":true,"times":[],"until":"tomorrow","wording":null,"note":null,"safeWord":null},"version":0}""", 400)]
    public async Task WhatCannotBeRead_IsRefused_AndNothingIsSaved(string body, int status)
    {
        await using var console = await InHandAsync();
        using var maya = await console.SignedInAsync(Data.Maya);

        var answer = await maya.PutAsync($"{Contact}/safe-contact", Json(body));

        ((int)answer.StatusCode).ShouldBe(status);
        console.Safe.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(SaveSafeContactResult.Invalid, 422)]
    [InlineData(SaveSafeContactResult.Stale, 409)]
    [InlineData(SaveSafeContactResult.UnknownContact, 404)]
    public async Task WhatRecordsRefuses_IsSaidInWords(SaveSafeContactResult result, int status)
    {
        await using var console = await InHandAsync();
        console.Safe.Save = new SaveSafeContactReply(result, 1, ["A safe time needs at least one day."]);
        using var maya = await console.SignedInAsync(Data.Maya);

        (await (await SaveAsync(maya, Rules)).WordsAsync()).Status.ShouldBe(status);

        console.Routing.Calls.ShouldNotContain(call => call.StartsWith("announce", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnOverride_IsAskedWithAReason_AndTheSupervisorsAreTold()
    {
        await using var console = await InHandAsync();
        using var maya = await console.SignedInAsync(Data.Maya);

        var answer = await AskAsync(maya, "text", "  the hospital has rung ");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        console.Safe.Calls.ShouldBe([$"ask {Data.Contact} Text {Message} {Data.Maya.Id} the hospital has rung"]);
        console.Routing.Calls.ShouldContain($"announce {Data.Contact} SafeContactChanged");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(501)]
    public async Task AReason_Has3To500Characters(int length)
    {
        await using var console = await InHandAsync();
        using var maya = await console.SignedInAsync(Data.Maya);

        (await (await AskAsync(maya, "text", new string('x', length))).WordsAsync()).Status.ShouldBe(422);

        console.Safe.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(AskOverrideResult.NotNeeded, 409)]
    [InlineData(AskOverrideResult.NoSuchMessage, 409)]
    [InlineData(AskOverrideResult.NotPossible, 409)]
    [InlineData(AskOverrideResult.UnknownContact, 404)]
    public async Task AnOverrideThatCannotBe_SaysWhy(AskOverrideResult result, int status)
    {
        await using var console = await InHandAsync();
        console.Safe.Ask = new AskOverrideReply(result, Id: null, Until: null);
        using var maya = await console.SignedInAsync(Data.Maya);

        (await (await AskAsync(maya, "text", "they asked us to")).WordsAsync()).Status.ShouldBe(status);
    }

    [Fact]
    public async Task ASupervisor_SeesWhatWaitsInTheirPool()
    {
        await using var console = await InHandAsync();
        console.Safe.Open = [new(Request, Data.Contact, Data.Line, Channel.Sms, OutboundKind.Text, Message, Data.Maya.Id, Data.Now, Data.Now.AddMinutes(15), "They asked for calls only.", "the hospital", "Hello")];
        using var ruth = await console.SignedInAsync(Data.Ruth);

        var list = await ruth.GetStringAsync("/api/safe-overrides");

        list.ShouldContain("\"reason\":\"the hospital\"");
        list.ShouldContain("\"text\":\"Hello\"");
        console.Safe.Calls.ShouldBe([$"open {Data.Pool} {Data.Ruth.Id} supervision"]);
    }

    [Theory]
    [InlineData("approve", true, true, "MessageQueued")]
    [InlineData("approve", true, false, "SafeContactChanged")]
    [InlineData("refuse", false, false, "SafeContactChanged")]
    public async Task ASupervisor_Decides_AndTheOutboxIsWoken(string step, bool approve, bool queued, string news)
    {
        await using var console = await InHandAsync();
        console.Safe.Decided = new DecideOverrideReply(DecideOverrideResult.Done, Data.Contact, queued);
        using var ruth = await console.SignedInAsync(Data.Ruth);

        (await DecideAsync(ruth, step)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        console.Safe.Calls.ShouldBe([$"decide {Request} {Data.Pool} {Data.Ruth.Id} {approve}"]);
        console.Routing.Calls.ShouldContain($"announce {Data.Contact} {news}");
    }

    [Theory]
    [InlineData(DecideOverrideResult.SamePerson, 403, "You asked for this yourself")]
    [InlineData(DecideOverrideResult.Unknown, 404, "There is no such request")]
    [InlineData(DecideOverrideResult.AlreadyDecided, 409, "Somebody has decided this already")]
    [InlineData(DecideOverrideResult.Expired, 409, "It is too late to decide this")]
    public async Task ADecisionThatCannotBe_SaysWhy(DecideOverrideResult result, int status, string title)
    {
        await using var console = await InHandAsync();
        console.Safe.Decided = new DecideOverrideReply(result, Contact: null, MessageQueued: false);
        using var ruth = await console.SignedInAsync(Data.Ruth);

        var words = await (await DecideAsync(ruth, "approve")).WordsAsync();

        (words.Status, words.Title).ShouldBe((status, title));
    }

    [Fact]
    public async Task WhenTheQueueIsAway_WhatWasWrittenIsSafeAllTheSame()
    {
        await using var console = await InHandAsync();
        using var ruth = await console.SignedInAsync(Data.Ruth);
        console.Routing.FailNext = true;

        (await DecideAsync(ruth, "approve")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    private static async Task<TestConsole> InHandAsync()
    {
        var console = await TestConsole.StartAsync();
        console.Routing.Stand(Data.ContactIn(ContactState.InHand), Data.AssignmentOf(Data.Maya, AssignmentState.Active));
        return console;
    }

    private static Task<HttpResponseMessage> SaveAsync(HttpClient browser, string rules) =>
        browser.PutAsync($"{Contact}/safe-contact", Json($$"""{"rules":{{rules}},"version":0}"""));

    private static Task<HttpResponseMessage> AskAsync(HttpClient browser, string kind, string reason) =>
        browser.PostAsJsonAsync($"{Contact}/safe-override", new { kind, message = Message.ToString(), reason });

    private static Task<HttpResponseMessage> DecideAsync(HttpClient browser, string step) => browser.PostAsync($"/api/safe-overrides/{Request}/{step}", content: null);

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
