using Helpline.AgentConsole.Live;
using Helpline.AgentConsole.Tests.Doubles;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.AspNetCore.SignalR;

namespace Helpline.AgentConsole.Tests.Live;

/// <summary>Each hub method is one step into a room, and an answer for a person.</summary>
public sealed class StepsTests
{
    [Fact]
    public async Task Accept_GivesTheTicketToThisWindow_AndTellsTheOther()
    {
        await using var console = await TestConsole.StartAsync();
        await using var first = await console.WindowAsync(Data.Maya);
        await using var second = await console.WindowAsync(Data.Maya);
        await using var sams = await console.WindowAsync(Data.Sam);

        var reply = await first.AcceptAsync(Data.Assignment);

        reply.Outcome.ShouldBe(AcceptOutcome.Accepted);
        reply.Ticket.ShouldBe(console.Routing.AcceptReply.Ticket);
        reply.Message.ShouldBeNull();
        console.Routing.Calls.ShouldContain($"accept {Data.Assignment} {Data.Maya.Id}");
        (await second.NextAsync()).ShouldBe(Data.Assignment);
        (first.Heard, sams.Heard).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData(AcceptOutcome.TakenByAnother, "Sam answered it first.")]
    [InlineData(AcceptOutcome.Withdrawn, "They hung up before you could answer. Nothing for you to do.")]
    [InlineData(AcceptOutcome.Lapsed, "It rang too long and went to someone else.")]
    [InlineData(AcceptOutcome.NotOffered, "It is not offered to you any more. Nothing for you to do.")]
    public async Task Accept_TooLate_SaysWhy_AndTellsNobody(AcceptOutcome outcome, string words)
    {
        await using var console = await TestConsole.StartAsync();
        await using var first = await console.WindowAsync(Data.Maya);
        await using var second = await console.WindowAsync(Data.Maya);
        console.Routing.AcceptReply = new AcceptReply(outcome, TakenBy: outcome == AcceptOutcome.TakenByAnother ? Data.Sam.Id : null);

        var reply = await first.AcceptAsync(Data.Assignment);

        reply.ShouldBe(new AcceptedReply(outcome, Contact: null, Ticket: null, words));
        await second.HeartbeatAsync();
        second.Heard.ShouldBe(0);
    }

    [Fact]
    public async Task Accept_LostToAnother_WhileRecordsIsAway_StillSaysSo()
    {
        await using var console = await TestConsole.StartAsync();
        await using var window = await console.WindowAsync(Data.Maya);
        console.Records.Failure = new RecordsUnavailableException();
        console.Clock.Advance(TimeSpan.FromMinutes(1));
        console.Routing.AcceptReply = new AcceptReply(AcceptOutcome.TakenByAnother, TakenBy: Data.Olu.Id);

        (await window.AcceptAsync(Data.Assignment)).Message.ShouldBe("Another agent answered it first.");
    }

    [Fact]
    public async Task Decline_And_End_AreTheAgentsOwnSteps()
    {
        await using var console = await TestConsole.StartAsync();
        await using var window = await console.WindowAsync(Data.Maya);

        (await window.StepAsync("Decline", Data.Assignment, DeclineReason.SomeoneElse)).ShouldBe(new StepReply(Done: true, Message: null));
        (await window.StepAsync("End", Data.Assignment)).Done.ShouldBeTrue();

        console.Routing.Calls.ShouldContain($"decline {Data.Assignment} {Data.Maya.Id} SomeoneElse");
        console.Routing.Calls.ShouldContain($"end {Data.Assignment} {Data.Maya.Id}");
    }

    [Theory]
    [InlineData(StepOutcome.NotPossibleNow)]
    [InlineData(StepOutcome.NotYours)]
    [InlineData(StepOutcome.Unknown)]
    public async Task AStepThatWasNotDone_SaysWhatHappened(StepOutcome outcome)
    {
        await using var console = await TestConsole.StartAsync();
        await using var window = await console.WindowAsync(Data.Maya);
        console.Routing.Step = outcome;

        foreach (var (method, arguments) in new (string, object?[])[] { ("End", [Data.Assignment]), ("Decline", [Data.Assignment, DeclineReason.NotNow]), ("SetStatus", [AgentStatus.Break, null]) })
        {
            var reply = await window.StepAsync(method, arguments);
            reply.Done.ShouldBeFalse();
            reply.Message!.ShouldEndWith(".");
        }
    }

    [Fact]
    public async Task SetStatus_OfAnAgentTheQueueDoesNotKnow_SignsThemOnFirst()
    {
        await using var console = await TestConsole.StartAsync();
        await using var window = await console.WindowAsync(Data.Maya);
        console.Routing.Unknown[Data.Maya.Id] = true;

        (await window.StepAsync("SetStatus", AgentStatus.Available, null)).Done.ShouldBeTrue();

        console.Routing.Calls.ShouldContain($"status {Data.Maya.Id} Available");
    }

    [Fact]
    public async Task SetStatus_TakesAShortWordAsReason_AndNothingThatCouldNameAPerson()
    {
        await using var console = await TestConsole.StartAsync();
        await using var window = await console.WindowAsync(Data.Maya);

        (await window.StepAsync("SetStatus", AgentStatus.Break, "lunch")).Done.ShouldBeTrue();
        (await window.StepAsync("SetStatus", AgentStatus.Break, "Calling +447700900123")).Done.ShouldBeFalse();

        console.Routing.Calls.Where(call => call.StartsWith("status", StringComparison.Ordinal)).ShouldBe([$"status {Data.Maya.Id} Break lunch"]);
    }

    [Fact]
    public async Task ThreadOpened_ConnectsAWrittenContactOfTheirOwn()
    {
        await using var console = await ConnectingAsync(Channel.Sms);
        await using var window = await console.WindowAsync(Data.Maya);

        (await window.StepAsync("ThreadOpened", Data.Assignment)).Done.ShouldBeTrue();

        console.Routing.Calls.ShouldContain($"connected {Data.Assignment}");
    }

    [Fact]
    public async Task ThreadOpened_IsRefusedForACall_AndForAnotherAgentsContact()
    {
        await using var call = await ConnectingAsync(Channel.Phone);
        await using var mayas = await call.WindowAsync(Data.Maya);
        (await mayas.StepAsync("ThreadOpened", Data.Assignment)).Done.ShouldBeFalse();

        await using var text = await ConnectingAsync(Channel.Sms);
        await using var sams = await text.WindowAsync(Data.Sam);
        (await sams.StepAsync("ThreadOpened", Data.Assignment)).Message.ShouldBe("This contact is not yours any more. Nothing was changed.");

        call.Routing.Calls.Concat(text.Routing.Calls).ShouldNotContain($"connected {Data.Assignment}");
    }

    [Fact]
    public async Task WhileTheQueueIsAway_AStepSaysSoInASentence()
    {
        await using var console = await TestConsole.StartAsync();
        await using var window = await console.WindowAsync(Data.Maya);
        console.Routing.Away = true;

        var failure = await Should.ThrowAsync<HubException>(() => window.AcceptAsync(Data.Assignment));

        failure.Message.ShouldEndWith("The queue does not answer at the moment. Nothing is lost; try again in a few seconds.");
    }

    [Fact]
    public void TheMethodsOfTheHub_AreThoseTheBrowserCalls()
    {
        var hub = typeof(IConsoleHub).GetMethods().Select(m => m.Name);
        var client = typeof(IConsoleClient).GetMethods().Select(m => m.Name);

        // src/Web/console names them by hand: a change here is a change there.
        hub.ShouldBe(["Snapshot", "Heartbeat", "SetStatus", "Accept", "AcceptOnPhone", "Decline", "ThreadOpened", "End"]);
        client.ShouldBe(["Changed", "Refetch", "AnsweredElsewhere", "Figures"]);
    }

    private static async Task<TestConsole> ConnectingAsync(Channel channel)
    {
        var console = await TestConsole.StartAsync();
        var assignment = Data.AssignmentOf(Data.Maya, AssignmentState.Connecting, channel);
        console.Records.Assignments[assignment.Id] = assignment with { State = AssignmentState.Offered };
        console.Routing.Stand(Data.ContactIn(ContactState.InHand, channel), assignment);
        return console;
    }
}
