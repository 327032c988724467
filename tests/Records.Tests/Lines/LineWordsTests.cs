using Helpline.Contracts;

namespace Helpline.Records.Tests.Lines;

public sealed class LineWordsTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    private ILineWords Words => Node.Get<ILineWords>();

    private ILineWordsFile File => Node.Get<ILineWordsFile>();

    [Fact]
    public async Task UntilALineSaysOtherwise_ItSaysTheDefault_AndItsOwnGreeting()
    {
        Words.Of(Line, CallerWords.Connecting).ShouldBe("We are connecting you now.");
        Words.Of(null, CallerWords.Connecting).ShouldBe("We are connecting you now.");
        Words.Of(Line, CallerWords.Greeting).ShouldBe("You are through.");
        (await File.ReadAsync(Line, default)).Single(s => s.Sentence.Key == CallerWords.Greeting).ShouldSatisfyAllConditions(
            s => s.Text.ShouldBe("You are through."), s => s.Version.ShouldBe(0));
    }

    [Fact]
    public async Task AnEdit_IsSaidAtOnce_OnThisLineOnly_AndOnOtherNodesAfterTheRefresh()
    {
        await using var other = await Node.AnotherAsync();

        (await File.EditAsync(Line, CallerWords.Place, "You are number {place}.", 0, Agent, default)).Result.ShouldBe(EditWordsResult.Saved);

        Words.Of(Line, CallerWords.Place).ShouldBe("You are number {place}.");
        Words.Of(Line with { Id = new("other") }, CallerWords.Place).ShouldContain("Someone will answer");
        Words.Of(Line with { Language = "cy" }, CallerWords.Place).ShouldContain("Someone will answer");
        await other.Get<IServiceLines>().RefreshAsync(default);
        other.Get<ILineWords>().Of(Line, CallerWords.Place).ShouldBe("You are number {place}.");
    }

    [Fact]
    public async Task EveryVersion_IsKept_AndAnOlderEditIsRefused()
    {
        await File.EditAsync(Line, CallerWords.Goodbye, "Goodbye.", 0, Agent, default);
        (await File.EditAsync(Line, CallerWords.Goodbye, "Goodbye.", 0, Agent, default)).Result.ShouldBe(EditWordsResult.Saved, "a repeat");
        (await File.EditAsync(Line, CallerWords.Goodbye, "Take care.", 0, AgentId.New(), default)).Result.ShouldBe(EditWordsResult.Stale);
        (await File.EditAsync(Line, CallerWords.Goodbye, "Take care.", 1, Agent, default)).Version.ShouldBe(2);

        (await Node.ColumnAsync("select text from line_words order by version")).ShouldBe(["Goodbye.", "Take care."]);
        Words.Of(Line, CallerWords.Goodbye).ShouldBe("Take care.");
        (await File.VersionsAsync(Line, CallerWords.Goodbye, default))!.Select(v => (v.Version, v.Text, v.EditedBy)).ShouldBe([(2, "Take care.", Agent), (1, "Goodbye.", Agent)]);
        (await File.VersionsAsync(Line with { Id = new("other") }, CallerWords.Goodbye, default)).ShouldBeEmpty();
        (await File.VersionsAsync(Line, "no-such", default)).ShouldBeNull();
    }

    [Theory]
    [InlineData(CallerWords.Goodbye, "  ", "must not be empty")]
    [InlineData(CallerWords.Goodbye, "You are number {place}.", "{place} is not known here")]
    [InlineData(CallerWords.Place, "You are number {plaec}.", "Use {place}.")]
    [InlineData(CallerWords.Place, "You are number {place", "is not known here")]
    [InlineData(CallerWords.Goodbye, "https://example.org/a.mp3", "Only the greeting")]
    [InlineData(CallerWords.Greeting, "http://example.org/a.mp3", "whole https address")]
    [InlineData(CallerWords.Goodbye, "Bye\u0007.", "cannot be spoken")]
    [InlineData("no-such", "Hello.", "no sentence 'no-such'")]
    public async Task WhatCannotBeSaid_IsRefused_WithTheReason(string key, string text, string reason)
    {
        var reply = await File.EditAsync(Line, key, text, 0, Agent, default);

        reply.Result.ShouldNotBe(EditWordsResult.Saved);
        string.Join(' ', reply.Problems).ShouldContain(reason);
        (await Node.ScalarAsync<long>("select count(*) from line_words")).ShouldBe(0);
    }

    [Fact]
    public async Task TheLongestSentence_Has600Characters()
    {
        (await File.EditAsync(Line, CallerWords.Goodbye, new string('a', 601), 0, Agent, default)).Result.ShouldBe(EditWordsResult.Invalid);
        (await File.EditAsync(Line, CallerWords.Goodbye, new string('a', 600), 0, Agent, default)).Result.ShouldBe(EditWordsResult.Saved);
        (await File.EditAsync(Line, CallerWords.Greeting, "https://example.org/greeting.mp3", 0, Agent, default)).Result.ShouldBe(EditWordsResult.Saved);
        (await File.EditAsync(Line, CallerWords.Range, "", 0, Agent, default)).Result.ShouldBe(EditWordsResult.Saved);
        Words.Of(Line, CallerWords.Range).ShouldBe("");
    }

    [Fact]
    public void EveryDefault_CouldBeSaid_AndIsNamedOnce()
    {
        CallerWords.All.Where(s => s.Default.Length > 0).SelectMany(s => s.Problems(s.Default).Select(p => $"{s.Key}: {p}")).ShouldBeEmpty();
        CallerWords.All.Select(s => s.Key).ShouldBeUnique();
    }
}
