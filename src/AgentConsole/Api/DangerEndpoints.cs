using System.Security.Claims;
using Helpline.AgentConsole.Access;
using Helpline.Contracts;
using Helpline.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Api;

/// <summary>Imminent danger; DangerContract.cs is its table.</summary>
internal static class DangerEndpoints
{
    public static void Map(RouteGroupBuilder contact)
    {
        contact.ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        contact.MapPost("/danger", Raise);
        contact.MapGet("/danger", Read);
        contact.MapPost("/danger/{danger}/notes", Write)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        contact.MapPost("/danger/{danger}/close", Close)
            .RequireAuthorization(Policies.Supervisor)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    public static void MapOpen(RouteGroupBuilder dangers)
    {
        dangers.RequireAuthorization(Policies.Supervisor).ProducesProblem(StatusCodes.Status403Forbidden);
        dangers.MapGet("", Open);
    }

    private static async Task<Results<Ok<DangersView>, ProblemHttpResult>> Raise(ContactId id, ClaimsPrincipal principal, Dangers dangers) =>
        await dangers.RaiseAsync(ConsoleUser.Of(principal), id);

    private static async Task<Results<Ok<DangersView>, ProblemHttpResult>> Read(ContactId id, ClaimsPrincipal principal, Dangers dangers, CancellationToken cancellationToken) =>
        await dangers.ReadAsync(ConsoleUser.Of(principal), id, cancellationToken);

    private static async Task<Results<Ok<DangersView>, ProblemHttpResult>> Write(ContactId id, DangerId danger, WriteDangerRequest request, ClaimsPrincipal principal, Dangers dangers) =>
        await dangers.WriteAsync(ConsoleUser.Of(principal), id, danger, request);

    private static async Task<Results<Ok<DangersView>, ProblemHttpResult>> Close(ContactId id, DangerId danger, CloseDangerRequest request, ClaimsPrincipal principal, Dangers dangers) =>
        await dangers.CloseAsync(ConsoleUser.Of(principal), id, danger, request.Line);

    private static async Task<Ok<IReadOnlyList<OpenDanger>>> Open(ClaimsPrincipal principal, Dangers dangers, CancellationToken cancellationToken) =>
        TypedResults.Ok(await dangers.OpenAsync(ConsoleUser.Of(principal), cancellationToken));
}
