using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Access;

/// <summary>Supervisors read and edit what the lines of their pool say.</summary>
internal sealed class WordsOfLines(IServiceLines lines, ILineWordsFile words, ILogger<WordsOfLines> logger)
{
    public async Task<Results<Ok<LineWordsView>, ProblemHttpResult>> ReadAsync(ConsoleUser user, string id, CancellationToken cancellationToken)
    {
        if (Find(user, id) is not { } line)
        {
            return NoSuchLine();
        }

        var sentences = await words.ReadAsync(line, cancellationToken);
        return TypedResults.Ok(new LineWordsView(
            line.Id,
            line.Language,
            line.Addresses.Any(a => a.Channel == Channel.Phone),
            line.Addresses.Any(a => a.Channel == Channel.Sms),
            [.. sentences.Select(s => View(line, s))]));
    }

    public async Task<Results<Ok<IReadOnlyList<WordsVersionView>>, ProblemHttpResult>> VersionsAsync(ConsoleUser user, string id, string key, CancellationToken cancellationToken) =>
        Find(user, id) is { } line && await words.VersionsAsync(line, key, cancellationToken) is { } versions
            ? TypedResults.Ok<IReadOnlyList<WordsVersionView>>([.. versions.Select(v => new WordsVersionView(v.Version, v.Text, v.EditedBy, v.EditedAt))])
            : NoSuchLine();

    public async Task<Results<Ok<WordsSaved>, ProblemHttpResult>> EditAsync(ConsoleUser user, string id, EditWordsRequest request, CancellationToken cancellationToken)
    {
        if (Find(user, id) is not { } line)
        {
            return NoSuchLine();
        }

        var reply = await words.EditAsync(line, request.Key, request.Text, request.Version, user.Id, cancellationToken);
        switch (reply.Result)
        {
            case EditWordsResult.Saved:
                Log.WordsEdited(logger, user.Id, line.Id, request.Key, reply.Version);
                return TypedResults.Ok(new WordsSaved(reply.Version));
            case EditWordsResult.Stale:
                return Problems.Conflict("Somebody else changed this sentence since", "Read it again, then change it. Nothing was saved.");
            default:
                return Problems.Invalid("It cannot be said like this", string.Join(' ', reply.Problems) + " Nothing was saved.");
        }
    }

    private static SentenceView View(ServiceLine line, EditedSentence edited)
    {
        var sentence = edited.Sentence;
        var isGreeting = string.Equals(sentence.Key, CallerWords.Greeting, StringComparison.Ordinal);
        return new(
            sentence.Key, sentence.When, edited.Text, isGreeting ? line.Greeting : sentence.Default, sentence.Placeholders ?? [], sentence.Needed, edited.Version, edited.EditedBy, edited.EditedAt);
    }

    private ServiceLine? Find(ConsoleUser user, string id) =>
        ShortName.IsValid(id) && lines.Find(new LineId(id)) is { } line && line.Pool == user.Pool ? line : null;

    private static ProblemHttpResult NoSuchLine() => Problems.NothingHere(StatusCodes.Status404NotFound);
}
