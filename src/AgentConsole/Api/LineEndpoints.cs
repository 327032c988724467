using System.Security.Claims;
using Helpline.AgentConsole.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Api;

/// <summary>What a line says to its callers; for supervisors.</summary>
internal static class LineEndpoints
{
    public static void Map(RouteGroupBuilder line)
    {
        line.RequireAuthorization(Policies.Supervisor).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        line.MapGet("/words", Read);
        line.MapGet("/words/{key}", Versions);
        line.MapPut("/words", Edit).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Results<Ok<LineWordsView>, ProblemHttpResult>> Read(string id, ClaimsPrincipal principal, WordsOfLines words, CancellationToken cancellationToken) =>
        await words.ReadAsync(ConsoleUser.Of(principal), id, cancellationToken);

    private static async Task<Results<Ok<IReadOnlyList<WordsVersionView>>, ProblemHttpResult>> Versions(
        string id, string key, ClaimsPrincipal principal, WordsOfLines words, CancellationToken cancellationToken) =>
        await words.VersionsAsync(ConsoleUser.Of(principal), id, key, cancellationToken);

    private static async Task<Results<Ok<WordsSaved>, ProblemHttpResult>> Edit(
        string id, EditWordsRequest request, ClaimsPrincipal principal, WordsOfLines words, CancellationToken cancellationToken) =>
        await words.EditAsync(ConsoleUser.Of(principal), id, request, cancellationToken);
}
