using System.Security.Claims;
using Helpline.AgentConsole.Access;
using Helpline.Contracts;
using Helpline.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Api;

/// <summary>Relayed calls and abusive ones; CareContract.cs is their table.</summary>
internal static class CareEndpoints
{
    public static void Map(RouteGroupBuilder contact)
    {
        contact.ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        contact.MapPut("/access", Mark).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        contact.MapPost("/abusive", Leave).ProducesProblem(StatusCodes.Status409Conflict);
    }

    public static void MapIncidents(RouteGroupBuilder incidents)
    {
        incidents.RequireAuthorization(Policies.Supervisor).ProducesProblem(StatusCodes.Status403Forbidden);
        incidents.MapGet("", Count);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Mark(ContactId id, MarkAccessRequest request, ClaimsPrincipal principal, Relays relays) =>
        await relays.MarkAsync(ConsoleUser.Of(principal), id, request.Mark);

    private static async Task<Results<NoContent, ProblemHttpResult>> Leave(ContactId id, AbusiveCallRequest request, ClaimsPrincipal principal, AbusiveCalls calls) =>
        await calls.LeaveAsync(ConsoleUser.Of(principal), id, request);

    private static async Task<Ok<StaffIncidentCounts>> Count(ClaimsPrincipal principal, AbusiveCalls calls, CancellationToken cancellationToken) =>
        TypedResults.Ok(await calls.CountAsync(ConsoleUser.Of(principal), cancellationToken));
}
