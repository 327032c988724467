using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Helpline.AgentConsole.Api;
using Helpline.AgentConsole.Tests.Doubles;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;

namespace Helpline.AgentConsole.Tests.Api;

/// <summary>Messages are heard by their agent and supervisors; a person is rung back once more by their agent alone.</summary>
public sealed class TaskEndpointsTests
{
    private static readonly string Contact = $"/api/contacts/{Data.Contact}";

    [Fact]
    public async Task AMessage_IsHeardByItsAgent_Audited_NeverCached_AndInParts()
    {
        await using var console = await InHandAsync(ContactTask.Message, AssignmentState.Active);
        console.Tasks.Sound = [1, 2, 3, 4, 5, 6];
        using var maya = await console.SignedInAsync(Data.Maya);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Contact}/voicemail");
        request.Headers.Range = new RangeHeaderValue(2, 3);

        using var answer = await maya.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe([3, 4]);
        console.Tasks.Calls.ShouldBe([$"listen {Data.Contact} {Data.Maya.Id} in-hand"]);
    }

    [Fact]
    public async Task NobodyElse_HearsOrReadsIt()
    {
        await using var console = await InHandAsync(ContactTask.Message, AssignmentState.Active);
        console.Tasks.Sound = [1];
        using var sam = await console.SignedInAsync(Data.Sam);

        foreach (var answer in new[]
        {
            await sam.GetAsync($"{Contact}/voicemail"),
            await sam.GetAsync($"{Contact}/voicemail/transcript"),
            await sam.PutAsJsonAsync($"{Contact}/voicemail/transcript", new SaveTranscriptRequest("Mine.", 0)),
            await sam.PostAsync($"{Contact}/call-back", content: null),
        })
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        console.Tasks.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnOfferedAgent_SeesWhatItIs_ButHearsNothing()
    {
        await using var console = await InHandAsync(ContactTask.Message, AssignmentState.Offered);
        console.Tasks.Facts = new VoicemailFacts(Data.Now, 80, IsHere: true);
        console.Tasks.Sound = [1];
        using var maya = await console.SignedInAsync(Data.Maya);

        var task = (await maya.GetFromJsonAsync<TaskView>($"{Contact}/task"))!;

        (task.Task, task.At, task.Seconds, task.IsHere).ShouldBe((ContactTask.Message, Data.Now, 80, true));
        (await maya.GetAsync($"{Contact}/voicemail")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(SaveTranscriptResult.Saved, 200)]
    [InlineData(SaveTranscriptResult.Stale, 409)]
    [InlineData(SaveTranscriptResult.Unknown, 404)]
    public async Task ATranscript_IsSaved_OrRefusedInWords(SaveTranscriptResult result, int status)
    {
        await using var console = await InHandAsync(ContactTask.Message, AssignmentState.WrapUp);
        console.Tasks.Saved = new SaveTranscriptReply(result, 4);
        using var maya = await console.SignedInAsync(Data.Maya);

        using var answer = await maya.PutAsJsonAsync($"{Contact}/voicemail/transcript", new SaveTranscriptRequest("Shouted at.", 3));

        ((int)answer.StatusCode).ShouldBe(status);
        console.Tasks.Calls.ShouldBe([$"save transcript {Data.Contact} {Data.Maya.Id} 3"]);
        (await maya.PutAsJsonAsync($"{Contact}/voicemail/transcript", new SaveTranscriptRequest(new string('a', 20_001), 3))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        console.Tasks.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(WantTryOutcome.Wanted, 202, true)]
    [InlineData(WantTryOutcome.UnderWay, 202, true)]
    [InlineData(WantTryOutcome.NoMore, 409, false)]
    [InlineData(WantTryOutcome.Unknown, 404, false)]
    public async Task OnceMore_IsWanted_AndTheGatewayIsTold(WantTryOutcome outcome, int status, bool told)
    {
        await using var console = await InHandAsync(ContactTask.CallBack, AssignmentState.Active);
        console.Tasks.Want = outcome;
        using var maya = await console.SignedInAsync(Data.Maya);

        ((int)(await maya.PostAsync($"{Contact}/call-back", content: null)).StatusCode).ShouldBe(status);

        console.Tasks.Calls.ShouldBe([$"want {Data.Contact} {Data.Assignment}"]);
        console.Routing.Calls.Contains($"announce {Data.Contact} {ContactNews.CallBackWanted}").ShouldBe(told);
    }

    [Theory]
    [InlineData(CallBackTryState.Busy, 1, true)]
    [InlineData(CallBackTryState.Busy, 2, false)]
    [InlineData(CallBackTryState.Ringing, 1, false)]
    [InlineData(CallBackTryState.Answered, 1, false)]
    public async Task ACallBack_SaysHowOftenTheyWereRung_AndWhetherTheyMayBeAgain(CallBackTryState last, int tries, bool again)
    {
        await using var console = await InHandAsync(ContactTask.CallBack, AssignmentState.Active);
        console.Tasks.PromisedAt = Data.Now;
        console.Tasks.Tries.AddRange(Enumerable.Range(1, tries).Select(n => new CallBackTry(Guid.CreateVersion7(), Data.Contact, Data.Assignment, n, last, null, "Engaged.", Data.Now)));
        using var maya = await console.SignedInAsync(Data.Maya);

        var task = (await maya.GetFromJsonAsync<TaskView>($"{Contact}/task"))!;

        (task.Tries.Count, task.MayRingAgain, task.Tries[0].Problem).ShouldBe((tries, again, "Engaged."));
    }

    /// <summary>Their phone rang in an earlier agent's hands: whether it rings for this one is this one's to decide, and must be possible.</summary>
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task ACallBack_RungByAnEarlierAgent_MayBeRungByThisOne_WithinReason(int tries, bool again)
    {
        await using var console = await InHandAsync(ContactTask.CallBack, AssignmentState.Active);
        console.Tasks.PromisedAt = Data.Now;
        console.Tasks.Tries.AddRange(Enumerable.Range(1, tries).Select(
            n => new CallBackTry(Guid.CreateVersion7(), Data.Contact, AssignmentId.New(), n, CallBackTryState.NoAnswer, null, "Not answered.", console.Clock.GetUtcNow())));
        using var maya = await console.SignedInAsync(Data.Maya);

        (await maya.GetFromJsonAsync<TaskView>($"{Contact}/task"))!.MayRingAgain.ShouldBe(again);
    }

    [Fact]
    public async Task APersonOnTheLine_IsNoTask()
    {
        await using var console = await InHandAsync(task: null, AssignmentState.Active);
        using var maya = await console.SignedInAsync(Data.Maya);

        (await maya.GetAsync($"{Contact}/task")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<TestConsole> InHandAsync(ContactTask? task, AssignmentState state)
    {
        var console = await TestConsole.StartAsync();
        var contact = Data.ContactIn(state == AssignmentState.Offered ? ContactState.Waiting : ContactState.InHand, Channel.Phone) with { Task = task };
        console.Routing.Standings[Data.Contact] = new ContactStanding(contact, 0, Data.AssignmentOf(Data.Maya, state, Channel.Phone));
        return console;
    }
}
