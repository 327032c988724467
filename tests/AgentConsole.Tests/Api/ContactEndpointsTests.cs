using System.Net;
using System.Net.Http.Json;
using Helpline.AgentConsole.Api;
using Helpline.AgentConsole.Tests.Doubles;
using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.AgentConsole.Tests.Api;

/// <summary>A contact's file is open to its agent and to supervisors; replies to whoever has it in hand.</summary>
public sealed class ContactEndpointsTests
{
    private static readonly string Contact = $"/api/contacts/{Data.Contact}";
    private static readonly MessageId Message = MessageId.New();

    [Theory]
    [InlineData(AssignmentState.Connecting, "in-hand")]
    [InlineData(AssignmentState.Active, "in-hand")]
    [InlineData(AssignmentState.Parked, "in-hand")]
    [InlineData(AssignmentState.WrapUp, "wrap-up")]
    public async Task ItsAgent_ReadsIt_AndTheAuditSaysWhy(AssignmentState state, string purpose)
    {
        await using var console = await InHandAsync(state);
        using var maya = await console.SignedInAsync(Data.Maya);

        (await maya.GetFromJsonAsync<ContactView>(Contact))!.Id.ShouldBe(Data.Contact);

        console.Records.Calls.ShouldBe([$"read {Data.Contact} {purpose}"]);
    }

    [Fact]
    public async Task ASupervisor_ReadsIt_AsSupervision()
    {
        await using var console = await InHandAsync(AssignmentState.Active);
        using var ruth = await console.SignedInAsync(Data.Ruth);

        (await ruth.GetAsync(Contact)).StatusCode.ShouldBe(HttpStatusCode.OK);

        console.Records.Calls.ShouldBe([$"read {Data.Contact} supervision"]);
    }

    [Fact]
    public async Task AnotherAgent_IsRefused_AndNothingIsRead()
    {
        await using var console = await InHandAsync(AssignmentState.Active);
        using var sam = await console.SignedInAsync(Data.Sam);

        foreach (var answer in new[]
        {
            await sam.GetAsync(Contact),
            await sam.PostAsJsonAsync($"{Contact}/reveal", new RevealRequest("I want to know")),
            await sam.PostAsJsonAsync($"{Contact}/messages", new SendMessageRequest(Message, "Hello")),
        })
        {
            (await answer.WordsAsync()).ShouldBe(new ProblemWords(403, "This contact is not yours", "Only the agent who has it, or a supervisor, can see it. Nothing was changed."));
        }

        console.Records.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnOfferedAgent_ReadsNothingBeforeAnswering()
    {
        await using var console = await InHandAsync(AssignmentState.Offered);
        using var maya = await console.SignedInAsync(Data.Maya);

        (await (await maya.GetAsync(Contact)).WordsAsync()).Title.ShouldBe("You have not answered it yet");

        console.Records.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnAgentWrappingUpAnEarlierShare_StillReadsIt_WhileAnotherHasItNow()
    {
        await using var console = await InHandAsync(AssignmentState.WrapUp);
        var sams = new AssignmentFacts(AssignmentId.New(), Data.Contact, Data.Sam.Id, Channel.Sms, AssignmentState.Active, Data.Now);
        console.Routing.Show(new(Data.Pool, new EventPosition(1, 1), Data.Now, [], [Data.AssignmentOf(Data.Maya, AssignmentState.WrapUp), sams], []));
        console.Routing.Stand(Data.ContactIn(ContactState.InHand), sams);
        await using var window = await console.WindowAsync(Data.Maya);
        await window.SnapshotAsync();
        using var maya = await console.SignedInAsync(Data.Maya);

        (await maya.GetAsync(Contact)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(AssignmentState.WrapUp, 200)]
    [InlineData(AssignmentState.Done, 403)]
    public async Task WhenTheQueueHasForgottenIt_TheFileSaysWhoseItIs(AssignmentState state, int status)
    {
        await using var console = await TestConsole.StartAsync();
        console.Records.View = console.Records.View! with { Assignments = [new AssignmentView(Data.Assignment, Data.Maya.Id, state, Data.Now)] };
        using var maya = await console.SignedInAsync(Data.Maya);
        using var sam = await console.SignedInAsync(Data.Sam);

        ((int)(await maya.GetAsync(Contact)).StatusCode).ShouldBe(status);
        (await sam.GetAsync(Contact)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task AContactNobodyKnows_IsNotFound_ForASupervisor()
    {
        await using var console = await TestConsole.StartAsync();
        console.Records.View = null;
        using var ruth = await console.SignedInAsync(Data.Ruth);

        (await ruth.GetAsync(Contact)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ruth.PostAsJsonAsync($"{Contact}/reveal", new RevealRequest("Call them back"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task AContactOfAnotherPool_IsNotFound()
    {
        await using var console = await TestConsole.StartAsync();
        console.Records.View = console.Records.View! with { Pool = Data.OtherPool };
        using var ruth = await console.SignedInAsync(Data.Ruth);

        (await (await ruth.GetAsync(Contact)).WordsAsync()).Title.ShouldBe("There is no such contact");
        (await ruth.PostAsJsonAsync($"{Contact}/reveal", new RevealRequest("Call them back"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        console.Records.Calls.ShouldNotContain(call => call.StartsWith("reveal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reveal_GivesTheNumber_WithTheReasonInTheAudit()
    {
        await using var console = await InHandAsync(AssignmentState.Active);
        using var maya = await console.SignedInAsync(Data.Maya);

        var answer = await maya.PostAsJsonAsync($"{Contact}/reveal", new RevealRequest("  They asked for a call back "));

        (await answer.Content.ReadFromJsonAsync<RevealReply>())!.Address.ShouldBe("+447700900123");
        console.Records.Calls.ShouldContain($"reveal {Data.Contact} in-hand They asked for a call back");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  x ")]
    public async Task Reveal_WithoutAReason_IsRefused(string reason)
    {
        await using var console = await InHandAsync(AssignmentState.Active);
        using var maya = await console.SignedInAsync(Data.Maya);

        var answer = await maya.PostAsJsonAsync($"{Contact}/reveal", new RevealRequest(reason));

        (await answer.WordsAsync()).Status.ShouldBe(422);
        console.Records.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(AssignmentState.Active)]
    [InlineData(AssignmentState.Parked)]
    public async Task AReply_IsQueued_ThenAnnounced(AssignmentState state)
    {
        await using var console = await InHandAsync(state);
        using var maya = await console.SignedInAsync(Data.Maya);

        (await maya.PostAsJsonAsync($"{Contact}/messages", new SendMessageRequest(Message, "We are here."))).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        console.Records.Calls.ShouldBe([$"queue {Message} {Data.Contact} {Data.Maya.Id} We are here."]);
        console.Routing.Calls.ShouldContain($"announce {Data.Contact} MessageQueued");
    }

    [Fact]
    public async Task ARepeatedReply_IsAcceptedAgain()
    {
        await using var console = await InHandAsync(AssignmentState.Active);
        console.Records.Queue = QueueReplyOutcome.AlreadyQueued;
        using var maya = await console.SignedInAsync(Data.Maya);

        (await maya.PostAsJsonAsync($"{Contact}/messages", new SendMessageRequest(Message, "We are here."))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData(AssignmentState.Offered, Channel.Sms)]
    [InlineData(AssignmentState.Connecting, Channel.Sms)]
    [InlineData(AssignmentState.WrapUp, Channel.Sms)]
    [InlineData(AssignmentState.Active, Channel.Phone)]
    public async Task AReplyAtTheWrongMoment_IsRefused_AndNothingIsQueued(AssignmentState state, Channel channel)
    {
        await using var console = await InHandAsync(state, channel);
        using var maya = await console.SignedInAsync(Data.Maya);

        (await (await maya.PostAsJsonAsync($"{Contact}/messages", new SendMessageRequest(Message, "We are here."))).WordsAsync()).Status.ShouldBe(409);

        console.Records.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task ASupervisor_MayRead_ButNotWriteInAnothersName()
    {
        await using var console = await InHandAsync(AssignmentState.Active);
        using var ruth = await console.SignedInAsync(Data.Ruth);

        (await ruth.PostAsJsonAsync($"{Contact}/messages", new SendMessageRequest(Message, "Hello"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        console.Records.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(QueueReplyOutcome.CannotReply, 409)]
    [InlineData(QueueReplyOutcome.UnknownContact, 404)]
    public async Task AReplyThatRecordsRefuses_SaysWhy(QueueReplyOutcome outcome, int status)
    {
        await using var console = await InHandAsync(AssignmentState.Active);
        console.Records.Queue = outcome;
        using var maya = await console.SignedInAsync(Data.Maya);

        (await (await maya.PostAsJsonAsync($"{Contact}/messages", new SendMessageRequest(Message, "Hello"))).WordsAsync()).Status.ShouldBe(status);
    }

    [Theory]
    [InlineData(0, 422)]
    [InlineData(1, 202)]
    [InlineData(1600, 202)]
    [InlineData(1601, 422)]
    public async Task AReply_HasOneTo1600Characters(int length, int status)
    {
        await using var console = await InHandAsync(AssignmentState.Active);
        using var maya = await console.SignedInAsync(Data.Maya);

        var answer = await maya.PostAsJsonAsync($"{Contact}/messages", new SendMessageRequest(Message, new string('a', length)));

        ((int)answer.StatusCode).ShouldBe(status);
    }

    private static async Task<TestConsole> InHandAsync(AssignmentState state, Channel channel = Channel.Sms)
    {
        var console = await TestConsole.StartAsync();
        console.Routing.Stand(Data.ContactIn(ContactState.InHand, channel), Data.AssignmentOf(Data.Maya, state, channel));
        return console;
    }
}
