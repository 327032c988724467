using System.Net;
using System.Net.Http.Json;
using Helpline.AgentConsole.Api;
using Helpline.AgentConsole.Tests.Doubles;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;

namespace Helpline.AgentConsole.Tests.Api;

/// <summary>Calls that agents begin: theirs to begin, safe to begin, and never beside another call.</summary>
public sealed class BegunCallEndpointsTests
{
    private static readonly string Ring = $"/api/contacts/{Data.Contact}/ring";
    private static readonly RingThemRequest Them = new(Guid.CreateVersion7(), DespiteRules: false);
    private static readonly CallNumberRequest Number = new(Guid.CreateVersion7(), Data.Line, "07700 900123", DespiteRules: false);

    [Theory]
    [InlineData(AssignmentState.Active)]
    [InlineData(AssignmentState.WrapUp)]
    public async Task RingThem_FromAContactOfTheirs_GoesToTheQueueForThem(AssignmentState state)
    {
        await using var console = await WritingAsync(state);
        using var maya = await console.SignedInAsync(Data.Maya);

        var answer = await maya.PostAsJsonAsync(Ring, Them);

        (await answer.Content.ReadFromJsonAsync<BegunCallView>())!.Contact.ShouldBe(FakeBegunCalls.Call.Contact);
        console.Begun.Asked.ShouldBe([$"ring {Data.Contact} {Data.Maya.Id} False"]);
        console.Routing.Calls.ShouldContain($"enqueue {FakeBegunCalls.Call.Contact} CallBack {Data.Maya.Id}");
    }

    [Fact]
    public async Task RingThem_AnothersContact_IsRefused()
    {
        await using var console = await WritingAsync(AssignmentState.Active);
        using var sam = await console.SignedInAsync(Data.Sam);

        (await (await sam.PostAsJsonAsync(Ring, Them)).WordsAsync()).Title.ShouldBe("This contact is not yours");
        console.Begun.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task WhereItIsNotSafe_TheReasonIsSaid_AndNothingGoesToTheQueue()
    {
        await using var console = await WritingAsync(AssignmentState.Active);
        console.Begun.Reply = new(BeginCallResult.Refused, Reason: "They asked for texts only.");
        using var maya = await console.SignedInAsync(Data.Maya);

        var words = await (await maya.PostAsJsonAsync(Ring, Them)).WordsAsync();

        (words.Title, words.Detail).ShouldBe(("It is not safe to ring them now", "They asked for texts only."));
        console.Routing.Calls.ShouldNotContain(c => c.StartsWith("enqueue", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CallANumber_IsReadAndRungForALineOfTheirs()
    {
        await using var console = await WritingAsync(AssignmentState.Active);
        using var maya = await console.SignedInAsync(Data.Maya);

        (await maya.PostAsJsonAsync("/api/calls", Number)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await maya.PostAsJsonAsync("/api/calls", Number with { Number = "999" })).WordsAsync()).Title.ShouldBe("This number cannot be rung");
        (await (await maya.PostAsJsonAsync("/api/calls", Number with { Line = new("nowhere") })).WordsAsync()).Title.ShouldBe("There is no such line");

        console.Begun.Asked.ShouldBe([$"call {Data.Line} +447700900123 {Data.Maya.Id} False"]);
    }

    [Fact]
    public async Task OnACall_OrAway_NobodyIsRung()
    {
        await using var console = await WritingAsync(AssignmentState.Active, Channel.Phone);
        using var maya = await console.SignedInAsync(Data.Maya);
        using var sam = await console.SignedInAsync(Data.Sam);

        (await (await maya.PostAsJsonAsync("/api/calls", Number)).WordsAsync()).Title.ShouldBe("You are on a call");
        (await (await sam.PostAsJsonAsync("/api/calls", Number)).WordsAsync()).Title.ShouldBe("You are not available");
        console.Begun.Asked.ShouldBeEmpty();
    }

    private static async Task<TestConsole> WritingAsync(AssignmentState state, Channel channel = Channel.Sms)
    {
        var console = await TestConsole.StartAsync();
        var assignment = Data.AssignmentOf(Data.Maya, state, channel);
        console.Routing.Stand(Data.ContactIn(state == AssignmentState.WrapUp ? ContactState.Closed : ContactState.InHand, channel), assignment);
        console.Routing.Show(new PoolSnapshot(
            Data.Pool, new EventPosition(1, 1), Data.Now, [Data.ContactIn(ContactState.InHand, channel)], [assignment],
            [new(Data.Maya.Id, AgentStatus.Available, Connected: true, Data.Now), new(Data.Sam.Id, AgentStatus.Break, Connected: true, Data.Now)]));
        return console;
    }
}
