using System.Security.Claims;
using Helpline.AgentConsole.Access;
using Helpline.Contracts;
using Helpline.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Api;

internal static class SafeContactEndpoints
{
    public static void Map(RouteGroupBuilder contact)
    {
        contact.ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        contact.MapGet("/safe-contact", Read);
        contact.MapPut("/safe-contact", Save)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        contact.MapPost("/safe-override", Ask)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    public static void MapOverrides(RouteGroupBuilder overrides)
    {
        overrides.RequireAuthorization(Policies.Supervisor).ProducesProblem(StatusCodes.Status403Forbidden);
        overrides.MapGet("", Open);
        overrides.MapPost("/{id}/approve", Approve).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        overrides.MapPost("/{id}/refuse", Refuse).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<SafeContactView>, ProblemHttpResult>> Read(
        ContactId id, ClaimsPrincipal principal, SafeContacts contacts, CancellationToken cancellationToken) =>
        await contacts.ReadAsync(ConsoleUser.Of(principal), id, cancellationToken);

    private static async Task<Results<Ok<SafeContactView>, ProblemHttpResult>> Save(
        ContactId id, SaveSafeContactRequest request, ClaimsPrincipal principal, SafeContacts contacts, CancellationToken cancellationToken) =>
        await contacts.SaveAsync(ConsoleUser.Of(principal), id, request, cancellationToken);

    private static async Task<Results<Ok<AskedOverride>, ProblemHttpResult>> Ask(
        ContactId id, AskOverrideRequest request, ClaimsPrincipal principal, SafeOverrides overrides, CancellationToken cancellationToken) =>
        await overrides.AskAsync(ConsoleUser.Of(principal), id, request, cancellationToken);

    private static async Task<Ok<IReadOnlyList<OpenSafeOverride>>> Open(ClaimsPrincipal principal, SafeOverrides overrides, CancellationToken cancellationToken) =>
        TypedResults.Ok(await overrides.OpenAsync(ConsoleUser.Of(principal), cancellationToken));

    private static async Task<Results<NoContent, ProblemHttpResult>> Approve(SafeOverrideId id, ClaimsPrincipal principal, SafeOverrides overrides) =>
        await overrides.DecideAsync(ConsoleUser.Of(principal), id, approve: true);

    private static async Task<Results<NoContent, ProblemHttpResult>> Refuse(SafeOverrideId id, ClaimsPrincipal principal, SafeOverrides overrides) =>
        await overrides.DecideAsync(ConsoleUser.Of(principal), id, approve: false);
}
