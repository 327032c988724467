using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Access;

/// <summary>Lets a message be heard and written down by its agent or a supervisor, and by nobody else.</summary>
internal sealed class VoicemailFiles(ContactFiles files, IVoicemails voicemails)
{
    public const int LongestTranscript = 20_000;

    public async Task<Results<FileContentHttpResult, ProblemHttpResult>> ListenAsync(ConsoleUser user, ContactId contact, CancellationToken cancellationToken)
    {
        var right = await files.RightAsync(user, contact, cancellationToken);
        return right.Refusal is { } refusal ? refusal
            : await voicemails.ListenAsync(contact, new Reader(user.Id, right.Purpose), cancellationToken) is { } sound
                ? TypedResults.File(sound.Bytes, sound.ContentType, enableRangeProcessing: true)
                : Problems.NoSuchContact();
    }

    public async Task<Results<Ok<TranscriptView>, ProblemHttpResult>> ReadTranscriptAsync(ConsoleUser user, ContactId contact, CancellationToken cancellationToken)
    {
        var right = await files.RightAsync(user, contact, cancellationToken);
        return right.Refusal is { } refusal ? refusal
            : await voicemails.ReadTranscriptAsync(contact, new Reader(user.Id, right.Purpose), cancellationToken) is { } transcript
                ? TypedResults.Ok(new TranscriptView(transcript.Text, transcript.Revision))
                : Problems.NoSuchContact();
    }

    public async Task<Results<Ok<TranscriptSaved>, ProblemHttpResult>> SaveTranscriptAsync(
        ConsoleUser user, ContactId contact, SaveTranscriptRequest request, CancellationToken cancellationToken)
    {
        if (request.Text.Length > LongestTranscript)
        {
            return Problems.Invalid("The transcript is too long", $"It may have {LongestTranscript} characters; it has {request.Text.Length}. Nothing was saved.");
        }

        var right = await files.RightAsync(user, contact, cancellationToken);
        if (right.Refusal is { } refusal)
        {
            return refusal;
        }

        var saved = await voicemails.SaveTranscriptAsync(contact, user.Id, request.Text, request.Revision, cancellationToken);
        return saved.Result switch
        {
            SaveTranscriptResult.Saved => TypedResults.Ok(new TranscriptSaved(saved.Revision)),
            SaveTranscriptResult.Stale => Problems.Conflict("Another window saved this transcript since", "Read it again; what you typed here is kept until then. Nothing was saved."),
            SaveTranscriptResult.Unknown => Problems.NoSuchContact(),
            _ => throw new InvalidOperationException($"No such result: {saved.Result}."),
        };
    }
}
