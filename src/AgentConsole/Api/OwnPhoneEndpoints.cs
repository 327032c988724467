using System.Security.Claims;
using Helpline.AgentConsole.Access;
using Helpline.Contracts;
using Helpline.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Api;

/// <summary>Where an agent's calls ring; OwnPhoneContract.cs is its table.</summary>
internal static class OwnPhoneEndpoints
{
    public static void Map(RouteGroupBuilder own)
    {
        own.MapGet("", (ClaimsPrincipal principal, OwnPhoneDesk desk, CancellationToken cancellationToken) => desk.ReadAsync(ConsoleUser.Of(principal), cancellationToken));
        own.MapPut("", Choose).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        own.MapGet("/rings/{assignment}", End).ProducesProblem(StatusCodes.Status404NotFound);
        own.MapDelete("", (ClaimsPrincipal principal, OwnPhoneDesk desk) => desk.ForgetAsync(ConsoleUser.Of(principal)));
    }

    public static void MapCall(RouteGroupBuilder call)
    {
        call.MapPost("/mute", (ContactId id, ClaimsPrincipal principal, OwnPhoneDesk desk) => desk.MuteAsync(ConsoleUser.Of(principal), id, muted: true));
        call.MapPost("/unmute", (ContactId id, ClaimsPrincipal principal, OwnPhoneDesk desk) => desk.MuteAsync(ConsoleUser.Of(principal), id, muted: false));
    }

    private static async Task<Results<Ok<OwnPhoneEnd>, ProblemHttpResult>> End(AssignmentId assignment, ClaimsPrincipal principal, OwnPhoneDesk desk, CancellationToken cancellationToken) =>
        await desk.EndAsync(ConsoleUser.Of(principal), assignment, cancellationToken);

    private static async Task<Results<Ok<OwnPhone>, ProblemHttpResult>> Choose(ChooseOwnPhoneRequest request, ClaimsPrincipal principal, OwnPhoneDesk desk) =>
        await desk.ChooseAsync(ConsoleUser.Of(principal), request);
}
