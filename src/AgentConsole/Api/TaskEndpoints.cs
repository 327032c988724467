using System.Security.Claims;
using Helpline.AgentConsole.Access;
using Helpline.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Api;

/// <summary>Messages to listen to and people to ring back.</summary>
internal static class TaskEndpoints
{
    public static void Map(RouteGroupBuilder contact)
    {
        contact.ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        contact.MapGet("/task", Read);
        contact.MapGet("/voicemail", Listen).Produces(StatusCodes.Status200OK, contentType: "audio/wav");
        contact.MapGet("/voicemail/transcript", ReadTranscript);
        contact.MapPut("/voicemail/transcript", SaveTranscript)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        contact.MapPost("/call-back", RingAgain).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<TaskView>, ProblemHttpResult>> Read(
        ContactId id, ClaimsPrincipal principal, Tasks tasks, CancellationToken cancellationToken) =>
        await tasks.ReadAsync(ConsoleUser.Of(principal), id, cancellationToken);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Listen(
        ContactId id, ClaimsPrincipal principal, HttpResponse response, VoicemailFiles files, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        return await files.ListenAsync(ConsoleUser.Of(principal), id, cancellationToken);
    }

    private static async Task<Results<Ok<TranscriptView>, ProblemHttpResult>> ReadTranscript(
        ContactId id, ClaimsPrincipal principal, VoicemailFiles files, CancellationToken cancellationToken) =>
        await files.ReadTranscriptAsync(ConsoleUser.Of(principal), id, cancellationToken);

    private static async Task<Results<Ok<TranscriptSaved>, ProblemHttpResult>> SaveTranscript(
        ContactId id, SaveTranscriptRequest request, ClaimsPrincipal principal, VoicemailFiles files, CancellationToken cancellationToken) =>
        await files.SaveTranscriptAsync(ConsoleUser.Of(principal), id, request, cancellationToken);

    private static async Task<Results<Accepted, ProblemHttpResult>> RingAgain(
        ContactId id, ClaimsPrincipal principal, Tasks tasks, CancellationToken cancellationToken) =>
        await tasks.RingAgainAsync(ConsoleUser.Of(principal), id, cancellationToken);
}
