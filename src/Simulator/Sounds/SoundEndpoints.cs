using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Hosting;

namespace Helpline.Simulator.Sounds;

/// <summary>How a browser gives a call real sound: it listens at a leg's events, and posts what is for another browser. Both ends of a call use it alike.</summary>
internal static class SoundEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        var sound = root.MapGroup("/sound/{sid}");
        sound.MapGet("/events", Events);
        sound.MapPost("/signals", Signal).WithMetadata(new RequestSizeLimitAttribute(4 * SoundDesk.MostCharacters));
    }

    private static Results<ServerSentEventsResult<string>, NotFound> Events(string sid, SoundDesk desk, HttpContext http, IHostApplicationLifetime life) =>
        desk.Attach(sid) is { } end ? TypedResults.ServerSentEvents(ListenAsync(desk, end, life.ApplicationStopping, http.RequestAborted)) : TypedResults.NotFound();

    private static Results<NoContent, NotFound, BadRequest<string>> Signal(string sid, SignalRequest asked, SoundDesk desk)
    {
        if (asked.Data is not { Length: <= SoundDesk.MostCharacters and > 0 } || asked.To is null)
        {
            return TypedResults.BadRequest($"To names somebody on the call; Data has 1 to {SoundDesk.MostCharacters} characters.");
        }

        return desk.Signal(sid, asked.To, asked.Data) ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static async IAsyncEnumerable<SseItem<string>> ListenAsync(SoundDesk desk, SoundEnd end, CancellationToken stopping, [EnumeratorCancellation] CancellationToken gone)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, gone);
        try
        {
            await foreach (var item in end.Events.ReadAllAsync(either.Token))
            {
                yield return item;
            }
        }
        finally
        {
            desk.Detach(end);
        }
    }

    internal sealed record SignalRequest(string? To, string? Data);
}
