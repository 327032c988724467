using System.Net;
using System.Net.Http.Json;
using Helpline.AgentConsole.Api;
using Helpline.AgentConsole.Tests.Doubles;
using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.AgentConsole.Tests.Api;

/// <summary>What callers hear is read and edited by the supervisors of the line's own pool.</summary>
public sealed class LineWordsTests
{
    private const string Words = "/api/lines/northants/words";

    [Fact]
    public async Task ASupervisor_ReadsEverySentence_AndWhatMayStandInIt()
    {
        await using var console = await TestConsole.StartAsync();
        console.Records.All = [console.Records.Find(Data.Line)! with { Addresses = [new(Channel.Phone, "+441632960100")] }];
        using var ruth = await console.SignedInAsync(Data.Ruth);

        var words = (await ruth.GetFromJsonAsync<LineWordsView>(Words))!;

        words.Sentences.Select(s => s.Key).ShouldBe(CallerWords.All.Select(s => s.Key));
        words.Sentences.Single(s => s.Key == CallerWords.Place).Placeholders.ShouldBe(["place"]);
        words.Sentences.Single(s => s.Key == CallerWords.Greeting).Default.ShouldBe("Hello.", "what a line goes back to is its own greeting");
        (words.HasPhone, words.HasTexts).ShouldBe((true, false));
    }

    [Fact]
    public async Task EarlierVersions_AreRead_AndASentenceThatIsNotThere_IsNot()
    {
        await using var console = await TestConsole.StartAsync();
        console.Tasks.Versions.Add(new WordsVersion(1, "Goodbye.", Data.Ruth.Id, DateTimeOffset.UnixEpoch));
        using var ruth = await console.SignedInAsync(Data.Ruth);
        using var maya = await console.SignedInAsync(Data.Maya);

        (await ruth.GetFromJsonAsync<WordsVersionView[]>($"{Words}/{CallerWords.Goodbye}"))!.ShouldBe([new(1, "Goodbye.", Data.Ruth.Id, DateTimeOffset.UnixEpoch)]);
        (await ruth.GetAsync($"{Words}/no-such")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ruth.GetAsync($"/api/lines/durham/words/{CallerWords.Goodbye}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await maya.GetAsync($"{Words}/{CallerWords.Goodbye}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(EditWordsResult.Saved, 200)]
    [InlineData(EditWordsResult.Stale, 409)]
    [InlineData(EditWordsResult.Invalid, 422)]
    [InlineData(EditWordsResult.UnknownKey, 422)]
    public async Task AnEdit_IsSaved_OrRefusedInWords(EditWordsResult result, int status)
    {
        await using var console = await TestConsole.StartAsync();
        console.Tasks.Edited = new EditWordsReply(result, 2, ["It must not be empty: a caller would hear nothing there."]);
        using var ruth = await console.SignedInAsync(Data.Ruth);

        using var answer = await ruth.PutAsJsonAsync(Words, new EditWordsRequest(CallerWords.Goodbye, "Goodbye.", 1));

        ((int)answer.StatusCode).ShouldBe(status);
        console.Tasks.Calls.ShouldBe([$"words northants {CallerWords.Goodbye} 1 {Data.Ruth.Id}"]);
        if (status == 422)
        {
            (await answer.WordsAsync()).Detail.ShouldBe("It must not be empty: a caller would hear nothing there. Nothing was saved.");
        }
    }

    [Fact]
    public async Task AnAgent_AndALineOfAnotherPool_AreRefused()
    {
        await using var console = await TestConsole.StartAsync();
        using var maya = await console.SignedInAsync(Data.Maya);
        using var ruth = await console.SignedInAsync(Data.Ruth);

        (await maya.GetAsync(Words)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await ruth.GetAsync("/api/lines/durham/words")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ruth.PutAsJsonAsync("/api/lines/nowhere/words", new EditWordsRequest(CallerWords.Goodbye, "Goodbye.", 0))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        console.Tasks.Calls.ShouldBeEmpty();
    }
}
