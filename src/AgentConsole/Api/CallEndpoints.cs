using System.Security.Claims;
using Helpline.AgentConsole.Access;
using Helpline.Contracts;
using Helpline.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Api;

/// <summary>Call control; CallContract.cs is its table.</summary>
internal static class CallEndpoints
{
    public static void Map(RouteGroupBuilder contact)
    {
        contact.ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        var call = contact.MapGroup("/call");
        call.MapGet("", Read);
        call.MapPost("/hold", (ContactId id, ClaimsPrincipal principal, CallDesk desk) => desk.HoldAsync(ConsoleUser.Of(principal), id));
        call.MapPost("/resume", (ContactId id, ClaimsPrincipal principal, CallDesk desk) => desk.OrderAsync(ConsoleUser.Of(principal), id, new(MediaOrderKind.Resume)));
        call.MapPost("/parties", Add).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        call.MapDelete("/parties/{party}", (ContactId id, CallPartyId party, ClaimsPrincipal principal, CallDesk desk) =>
            desk.RemoveAsync(ConsoleUser.Of(principal), id, party));
        call.MapPost("/leave-alone", (ContactId id, ClaimsPrincipal principal, CallDesk desk) => desk.LeaveAloneAsync(ConsoleUser.Of(principal), id));
        call.MapPost("/hand-over", (ContactId id, ClaimsPrincipal principal, CallDesk desk) => desk.EndHandoverAsync(ConsoleUser.Of(principal), id, MediaOrderKind.HandOver));
        call.MapPost("/back-to-queue", (ContactId id, ClaimsPrincipal principal, CallDesk desk) => desk.EndHandoverAsync(ConsoleUser.Of(principal), id, MediaOrderKind.BackToQueue));
        OwnPhoneEndpoints.MapCall(call);
        contact.MapPost("/transfer", Transfer).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        contact.MapGet("/transfer-targets", Targets);
        MapSupervisor(call.MapGroup("").RequireAuthorization(Policies.Supervisor));
    }

    private static void MapSupervisor(RouteGroupBuilder call)
    {
        call.MapPost("/listen", Listen);
        call.MapPost("/listen-only", (ContactId id, ClaimsPrincipal principal, Listening listening) => listening.ChangeAsync(ConsoleUser.Of(principal), id, ListeningMode.Listen));
        call.MapPost("/whisper", (ContactId id, ClaimsPrincipal principal, Listening listening) => listening.ChangeAsync(ConsoleUser.Of(principal), id, ListeningMode.Whisper));
        call.MapPost("/barge", (ContactId id, ClaimsPrincipal principal, Listening listening) => listening.ChangeAsync(ConsoleUser.Of(principal), id, ListeningMode.Barge));
        call.MapPost("/leave", (ContactId id, ClaimsPrincipal principal, Listening listening) => listening.LeaveAsync(ConsoleUser.Of(principal), id));
        call.MapPost("/take-over", (ContactId id, ClaimsPrincipal principal, Transfers transfers) => transfers.TakeOverAsync(ConsoleUser.Of(principal), id));
        call.MapPost("/end", (ContactId id, ClaimsPrincipal principal, Listening listening) => listening.EndAsync(ConsoleUser.Of(principal), id));
    }

    private static async Task<Results<Ok<CallView>, ProblemHttpResult>> Read(ContactId id, ClaimsPrincipal principal, CallDesk desk, OwnPhoneDesk own, CancellationToken cancellationToken) =>
        await desk.ReadAsync(ConsoleUser.Of(principal), id, own, cancellationToken);

    private static async Task<Results<Accepted, ProblemHttpResult>> Add(ContactId id, AddPartyRequest request, ClaimsPrincipal principal, CallDesk desk) =>
        await desk.AddAsync(ConsoleUser.Of(principal), id, request);

    private static async Task<Results<NoContent, ProblemHttpResult>> Transfer(ContactId id, TransferRequest request, ClaimsPrincipal principal, Transfers transfers) =>
        await transfers.TransferAsync(ConsoleUser.Of(principal), id, request);

    private static async Task<Results<Ok<TransferTargets>, ProblemHttpResult>> Targets(ContactId id, ClaimsPrincipal principal, Transfers transfers, CancellationToken cancellationToken) =>
        await transfers.TargetsAsync(ConsoleUser.Of(principal), id, cancellationToken);

    private static async Task<Results<Ok<ListenTicket>, ProblemHttpResult>> Listen(ContactId id, ClaimsPrincipal principal, Listening listening) =>
        await listening.StartAsync(ConsoleUser.Of(principal), id);
}
