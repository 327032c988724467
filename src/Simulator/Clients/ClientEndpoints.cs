using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Hosting;

namespace Helpline.Simulator.Clients;

/// <summary>What a browser's pretend telephone speaks: place, listen, say, press, mute, hang up.</summary>
internal static class ClientEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        var clients = root.MapGroup("/client/calls");
        clients.MapPost("/", Place);
        clients.MapGet("/{sid}/events", Events);
        clients.MapPost("/{sid}/say", (string sid, SayRequest said, ClientCalls calls) => On(calls, sid, call => call.Say(said.Text)));
        clients.MapPost("/{sid}/press", (string sid, PressRequest pressed, ClientCalls calls) => On(calls, sid, call => call.Press(pressed.Keys)));
        clients.MapPost("/{sid}/mute", (string sid, MuteRequest asked, ClientCalls calls) => On(calls, sid, call => call.Muted = asked.Muted));
        clients.MapDelete("/{sid}", (string sid, ClientCalls calls) => On(calls, sid, call => call.HangUp()));
    }

    private static Results<Created<PlacedCall>, BadRequest<string>> Place(PlaceRequest asked, ClientCalls calls, SimulatorOptions options)
    {
        try
        {
            var call = calls.Place(asked.Identity, asked.Params);
            call.Expect(options.ClientAttachTime);
            return TypedResults.Created($"{options.BasePath}/client/calls/{call.Sid}", new PlacedCall(call.Sid, call.Status));
        }
        catch (ArgumentException e)
        {
            return TypedResults.BadRequest(e.Message);
        }
    }

    private static Results<ServerSentEventsResult<string>, NotFound> Events(string sid, HttpRequest request, ClientCalls calls, IHostApplicationLifetime life) =>
        calls.Find(sid) is { } call ? TypedResults.ServerSentEvents(ListenAsync(call, LastSeen(request), life.ApplicationStopping, request.HttpContext.RequestAborted)) : TypedResults.NotFound();

    private static async IAsyncEnumerable<SseItem<string>> ListenAsync(ClientCall call, int after, CancellationToken stopping, [EnumeratorCancellation] CancellationToken gone)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, gone);
        call.Attach();
        try
        {
            await foreach (var item in call.Events.FollowAsync(after, either.Token))
            {
                yield return item;
            }
        }
        finally
        {
            call.Detach();
        }
    }

    private static Results<NoContent, NotFound> On(ClientCalls calls, string sid, Action<ClientCall> act)
    {
        if (calls.Find(sid) is not { } call)
        {
            return TypedResults.NotFound();
        }

        act(call);
        return TypedResults.NoContent();
    }

    private static int LastSeen(HttpRequest request) => int.TryParse(request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : 0;

    internal sealed record PlaceRequest(string Identity, Dictionary<string, string>? Params);

    internal sealed record PlacedCall(string Sid, string Status);

    internal sealed record SayRequest(string Text);

    internal sealed record PressRequest(string Keys);

    internal sealed record MuteRequest(bool Muted);
}
