using System.Security.Claims;
using Helpline.AgentConsole.Access;
using Helpline.Contracts;
using Helpline.Records;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Api;

/// <summary>Recording calls and hearing what was recorded; RecordingContract.cs is its table.</summary>
internal static class RecordingEndpoints
{
    public static void Map(RouteGroupBuilder contact)
    {
        var recordings = contact.MapGroup("/recordings");
        recordings.ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        recordings.MapGet("", Read);
        recordings.MapPost("", (ContactId id, RecordRequest request, ClaimsPrincipal principal, Recordings desk) => desk.StartAsync(ConsoleUser.Of(principal), id, request))
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        recordings.MapPost("/withdraw", (ContactId id, ClaimsPrincipal principal, Recordings desk) => desk.WithdrawAsync(ConsoleUser.Of(principal), id));
        recordings.MapGet("/{recording:guid}", Listen).Produces(StatusCodes.Status200OK, contentType: "audio/mpeg");
        MapWish(recordings, "/pause", RecordingWish.Pause);
        MapWish(recordings, "/resume", RecordingWish.Record);
        MapWish(recordings, "/stop", RecordingWish.Stop);
    }

    private static void MapWish(RouteGroupBuilder recordings, string path, RecordingWish wish) =>
        recordings.MapPost(path, (ContactId id, ClaimsPrincipal principal, Recordings desk) => desk.WishAsync(ConsoleUser.Of(principal), id, wish))
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<RecordingsView>, ProblemHttpResult>> Read(ContactId id, ClaimsPrincipal principal, Recordings desk, CancellationToken cancellationToken) =>
        await desk.ReadAsync(ConsoleUser.Of(principal), id, cancellationToken);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Listen(
        ContactId id, Guid recording, ClaimsPrincipal principal, HttpResponse response, Recordings desk, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        return await desk.ListenAsync(ConsoleUser.Of(principal), id, recording, cancellationToken);
    }
}
