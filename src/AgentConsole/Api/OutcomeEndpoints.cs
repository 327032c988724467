using System.Security.Claims;
using Helpline.AgentConsole.Access;
using Helpline.Contracts;
using Helpline.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Api;

internal static class OutcomeEndpoints
{
    public static void Map(RouteGroupBuilder outcome)
    {
        outcome.ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        outcome.MapGet("", Read);
        outcome.MapPut("", Save)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        outcome.MapPost("/log", Log).ProducesProblem(StatusCodes.Status409Conflict);
    }

    public static void MapWords(RouteGroupBuilder api) => api.MapGet("/outcome-words", Words);

    private static async Task<Results<Ok<OutcomeView>, ProblemHttpResult>> Read(
        AssignmentId id, ClaimsPrincipal principal, WrapUps wrapUps, CancellationToken cancellationToken) =>
        await wrapUps.ReadAsync(ConsoleUser.Of(principal), id, cancellationToken);

    private static async Task<Results<Ok<SaveOutcomeReply>, ProblemHttpResult>> Save(
        AssignmentId id, SaveOutcomeRequest request, ClaimsPrincipal principal, WrapUps wrapUps, CancellationToken cancellationToken) =>
        await wrapUps.SaveAsync(ConsoleUser.Of(principal), id, request, cancellationToken);

    private static async Task<Results<Ok<LogOutcomeReply>, UnprocessableEntity<LogOutcomeReply>, ProblemHttpResult>> Log(
        AssignmentId id, ClaimsPrincipal principal, WrapUps wrapUps, CancellationToken cancellationToken) =>
        await wrapUps.LogAsync(ConsoleUser.Of(principal), id, cancellationToken);

    private static Ok<OutcomeWordsView> Words() => TypedResults.Ok(new OutcomeWordsView(
        OutcomeWords.ContactTypes,
        OutcomeWords.Strands,
        OutcomeWords.IncidentTypes,
        OutcomeWords.Recipients,
        OutcomeWords.ShareLevels,
        OutcomeWords.Risks,
        OutcomeWords.Outcomes));
}
