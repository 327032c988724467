using System.Security.Claims;
using Helpline.AgentConsole.Access;
using Helpline.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Api;

/// <summary>Calls that agents begin; BegunCallContract.cs is its table.</summary>
internal static class BegunCallEndpoints
{
    public static void Map(RouteGroupBuilder contact) => contact.MapPost("/ring", RingThem)
        .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);

    public static void MapCalls(RouteGroupBuilder calls) => calls.MapPost("", CallNumber)
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Ok<BegunCallView>, ProblemHttpResult>> RingThem(ContactId id, RingThemRequest request, ClaimsPrincipal principal, BegunCallDesk desk) =>
        await desk.RingThemAsync(ConsoleUser.Of(principal), id, request);

    private static async Task<Results<Ok<BegunCallView>, ProblemHttpResult>> CallNumber(CallNumberRequest request, ClaimsPrincipal principal, BegunCallDesk desk) =>
        await desk.CallNumberAsync(ConsoleUser.Of(principal), request);
}
