using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace Helpline.AgentConsole.Tests.Doubles;

/// <summary>Carries a SignalR client over a WebSocket, as a browser with <c>skipNegotiation</c> does.</summary>
internal sealed class WebSocketConnectionFactory(Action<ClientWebSocketOptions> configure) : IConnectionFactory
{
    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = new ClientWebSocket();
        configure(socket.Options);
        await socket.ConnectAsync(((UriEndPoint)endpoint).Uri, cancellationToken);
        var (fromServer, toServer) = (new Pipe(), new Pipe());
        _ = ReceiveAsync(socket, fromServer.Writer);
        _ = SendAsync(socket, toServer.Reader);
        return new DefaultConnectionContext(Guid.CreateVersion7().ToString("N")) { Transport = new Duplex(fromServer.Reader, toServer.Writer) };
    }

    private static async Task ReceiveAsync(WebSocket socket, PipeWriter writer)
    {
        try
        {
            while (true)
            {
                var got = await socket.ReceiveAsync(writer.GetMemory(4096), CancellationToken.None);
                if (got.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                writer.Advance(got.Count);
                await writer.FlushAsync();
            }
        }
        catch (WebSocketException)
        {
            // The other side is gone; completing the pipe says so.
        }

        await writer.CompleteAsync();
    }

    private static async Task SendAsync(WebSocket socket, PipeReader reader)
    {
        while (true)
        {
            var read = await reader.ReadAsync();
            foreach (var segment in read.Buffer)
            {
                await socket.SendAsync(segment, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }

            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        socket.Dispose();
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
