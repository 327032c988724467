using System.Security.Claims;
using Helpline.AgentConsole.Access;
using Helpline.Contracts;
using Helpline.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Api;

internal static class ContactEndpoints
{
    public static void Map(RouteGroupBuilder contact)
    {
        contact.ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        contact.MapGet("", Read);
        contact.MapPost("/reveal", Reveal).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        contact.MapPost("/messages", Send)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        contact.MapGet("/why", Why).RequireAuthorization(Policies.Supervisor).ProducesProblem(StatusCodes.Status409Conflict);
        contact.MapPost("/priority", ChangePriority).RequireAuthorization(Policies.Supervisor).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<ContactView>, ProblemHttpResult>> Read(
        ContactId id, ClaimsPrincipal principal, ContactFiles files, CancellationToken cancellationToken) =>
        await files.ReadAsync(ConsoleUser.Of(principal), id, cancellationToken);

    private static async Task<Results<Ok<RevealReply>, ProblemHttpResult>> Reveal(
        ContactId id, RevealRequest request, ClaimsPrincipal principal, ContactFiles files, CancellationToken cancellationToken) =>
        await files.RevealAsync(ConsoleUser.Of(principal), id, request.Reason, cancellationToken);

    private static async Task<Results<Accepted, ProblemHttpResult>> Send(
        ContactId id, SendMessageRequest request, ClaimsPrincipal principal, Replies replies, CancellationToken cancellationToken) =>
        await replies.SendAsync(ConsoleUser.Of(principal), id, request, cancellationToken);

    private static async Task<Results<Ok<WhyView>, ProblemHttpResult>> Why(
        ContactId id, ClaimsPrincipal principal, Supervision supervision, CancellationToken cancellationToken) =>
        await supervision.WhyAsync(ConsoleUser.Of(principal), id, cancellationToken);

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangePriority(
        ContactId id, ChangePriorityRequest request, ClaimsPrincipal principal, Supervision supervision) =>
        await supervision.ChangePriorityAsync(ConsoleUser.Of(principal), id, request.Priority);
}
