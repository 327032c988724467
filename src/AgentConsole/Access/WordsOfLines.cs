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
            [.. sentences.Select(s => new SentenceView(s.Sentence.Key, s.Sentence.When, s.Text, s.Sentence.Default, s.Sentence.Placeholders ?? [], s.Sentence.Needed, s.Version, s.EditedBy, s.EditedAt))]));
    }

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

    private ServiceLine? Find(ConsoleUser user, string id) =>
        ShortName.IsValid(id) && lines.Find(new LineId(id)) is { } line && line.Pool == user.Pool ? line : null;

    private static ProblemHttpResult NoSuchLine() => Problems.NothingHere(StatusCodes.Status404NotFound);
}
