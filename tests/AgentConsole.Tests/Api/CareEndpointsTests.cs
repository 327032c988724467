using System.Net;
using System.Net.Http.Json;
using System.Text;
using Helpline.AgentConsole.Tests.Doubles;
using Helpline.Contracts;

namespace Helpline.AgentConsole.Tests.Api;

/// <summary>Relay marks and abusive calls over HTTP: whose they are, what is refused, and that nobody is named.</summary>
public sealed class CareEndpointsTests
{
    private static readonly string Access = $"/api/contacts/{Data.Contact}/access";
    private static readonly string Abusive = $"/api/contacts/{Data.Contact}/abusive";
    private static readonly Guid Incident = Guid.CreateVersion7();

    [Fact]
    public async Task ItsAgent_MarksWhoRelays_AndTakesItBack()
    {
        await using var console = await InHandAsync();
        using var maya = await console.SignedInAsync(Data.Maya);

        (await MarkAsync(maya, """{"service":"bslRelay","provider":"SignLive","interpreter":"17"}""")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await MarkAsync(maya, "null")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        console.Dangers.Calls.ShouldBe([$"mark {Data.Contact} {Data.Maya.Id} in-hand BslRelay SignLive 17", $"mark {Data.Contact} {Data.Maya.Id} in-hand   "]);
    }

    [Theory]
    [InlineData("""{"service":"relayUk","interpreter":"17"}""", 422)]
    [InlineData("""{"service":"bslRelay","provider":"0123456789012345678901234567890123456789012345678901234567890"}""", 422)]
    [InlineData("""{"service":"pigeon"}""", 400)]
    public async Task AMarkThatCannotBe_SaysWhy(string mark, int status)
    {
        await using var console = await InHandAsync();
        using var maya = await console.SignedInAsync(Data.Maya);

        (await (await MarkAsync(maya, mark)).WordsAsync()).Status.ShouldBe(status);
        console.Dangers.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task HandingAnAbusiveCallOn_IsAnIncidentOfNobody_AndGoesToWhoeverCouldTakeIt()
    {
        await using var console = await InHandAsync();
        using var maya = await console.SignedInAsync(Data.Maya);

        (await LeaveAsync(maya, "handedOver")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        console.Dangers.Calls.ShouldBe([$"incident {Incident} {Data.Line} HandedOver", $"relieve {Data.Contact}"]);
        console.Routing.Calls.ShouldContain(call => call.StartsWith($"transfer {Data.Contact} {Data.Maya.Id} ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EndingIt_OrdersTheLastSentence_AndDoesNotCutIt()
    {
        await using var console = await InHandAsync(danger: false);
        using var maya = await console.SignedInAsync(Data.Maya);

        (await LeaveAsync(maya, "ended")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        console.Dangers.Calls.ShouldContain($"incident {Incident} {Data.Line} Ended");
        console.Routing.Calls.ShouldContain(call => call.StartsWith("order", StringComparison.Ordinal) && call.Contains("Farewell", StringComparison.OrdinalIgnoreCase));
        console.Routing.Calls.ShouldNotContain(call => call.StartsWith("end ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhileSomebodyIsInDanger_ItCannotBeEnded()
    {
        await using var console = await InHandAsync();
        using var maya = await console.SignedInAsync(Data.Maya);

        (await (await LeaveAsync(maya, "ended")).WordsAsync()).Status.ShouldBe(409);

        console.Dangers.Calls.ShouldNotContain(call => call.StartsWith("incident", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhoeverIsNotOnTheCall_CannotLeaveIt_AndOnlySupervisorsSeeTheCount()
    {
        await using var console = await InHandAsync();
        using var sam = await console.SignedInAsync(Data.Sam);
        using var ruth = await console.SignedInAsync(Data.Ruth);

        (await LeaveAsync(sam, "ended")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await LeaveAsync(ruth, "handedOver")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await MarkAsync(sam, "null")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await sam.GetAsync("/api/staff-incidents")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await ruth.GetStringAsync("/api/staff-incidents")).ShouldBe("""{"day":1,"week":2,"month":3}""");
        console.Dangers.Calls.ShouldBe([$"count {Data.Pool}"]);
    }

    private static async Task<TestConsole> InHandAsync(bool danger = true)
    {
        var console = await TestConsole.StartAsync();
        console.Routing.Stand(Data.ContactIn(ContactState.InHand, Channel.Phone), Data.AssignmentOf(Data.Maya, AssignmentState.Active, Channel.Phone));
        console.Dangers.Open = danger ? console.Dangers.Open : [];
        return console;
    }

    private static Task<HttpResponseMessage> MarkAsync(HttpClient browser, string mark) =>
        browser.PutAsync(Access, new StringContent($$"""{"mark":{{mark}}}""", Encoding.UTF8, "application/json"));

    private static Task<HttpResponseMessage> LeaveAsync(HttpClient browser, string way) => browser.PostAsJsonAsync(Abusive, new { id = Incident, way });
}
