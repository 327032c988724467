using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;

namespace Helpline.Support;

/// <summary>Where a node dies, seen from one request.</summary>
public enum CutMoment
{
    /// <summary>The server never sees the request.</summary>
    Before = 1,

    /// <summary>The server has done it; the node never hears so.</summary>
    After = 2,
}

/// <summary>
/// Stands between one node and a server and counts the node's requests. At a chosen one it ends the node's life: everything of it is severed for good,
/// here and at every other proxy that shares the life.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int serverPort;
    private readonly CancellationTokenSource life;
    private readonly Func<RequestReader> readers;
    private readonly Lock gate = new();
    private readonly List<string> requests = [];
    private readonly Task accepting;
    private (int Number, CutMoment Moment)? cut;

    private FaultProxy(int serverPort, CancellationTokenSource life, Func<RequestReader> readers)
    {
        (this.serverPort, this.life, this.readers) = (serverPort, life, readers);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>What was asked so far, one word or a few for each request, in order.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (gate)
            {
                return [.. requests];
            }
        }
    }

    /// <param name="life">Cancelled when the node is to be cut off; the proxy cancels it itself at the request of <see cref="CutAt"/>.</param>
    /// <summary>A proxy before Redis: a request is a command, those of the client's own greeting left out.</summary>
    public static FaultProxy BeforeRedis(int serverPort, CancellationTokenSource life) => new(serverPort, life, static () => new RedisRequests());

    /// <summary>A proxy before PostgreSQL: a request is a query or a batch up to its Sync; signing on is none.</summary>
    public static FaultProxy BeforePostgres(int serverPort, CancellationTokenSource life) => new(serverPort, life, static () => new PostgresRequests());

    /// <summary>Ends the node's life at its request of this number, counted from 1 over all its connections.</summary>
    public void CutAt(int number, CutMoment moment) => cut = (number, moment);

    public async ValueTask DisposeAsync()
    {
        await life.CancelAsync();
        listener.Dispose();
        await accepting;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = CarryAsync(await listener.AcceptTcpClientAsync(life.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                listener.Stop();
                return;
            }
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                (client.NoDelay, server.NoDelay) = (true, true);
                await server.ConnectAsync(IPAddress.Loopback, serverPort, life.Token);
                var connection = new Connection();
                await await Task.WhenAny(RequestsAsync(connection, client.GetStream(), server.GetStream()), RepliesAsync(connection, server.GetStream(), client.GetStream()));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One side is gone, or the node is dead; leaving closes both.
            }
        }
    }

    private async Task RequestsAsync(Connection connection, NetworkStream client, NetworkStream server)
    {
        var pipe = PipeReader.Create(client);
        var reader = readers();
        while (true)
        {
            var read = await pipe.ReadAsync(life.Token);
            var bytes = read.Buffer.ToArray();
            var done = 0;
            while (reader.Next(bytes.AsSpan(done)) is { Length: > 0 } piece)
            {
                if (piece.Name is { } name && Count(name) is { } moment)
                {
                    if (moment == CutMoment.Before)
                    {
                        await life.CancelAsync();
                        return;
                    }

                    connection.EndsWithReply = true;
                }

                await server.WriteAsync(bytes.AsMemory(done, piece.Length), life.Token);
                done += piece.Length;
            }

            pipe.AdvanceTo(read.Buffer.GetPosition(done), read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }

    private async Task RepliesAsync(Connection connection, NetworkStream server, NetworkStream client)
    {
        var bytes = new byte[16384];
        while (await server.ReadAsync(bytes, life.Token) is > 0 and var count)
        {
            if (connection.EndsWithReply)
            {
                await life.CancelAsync();
                return;
            }

            await client.WriteAsync(bytes.AsMemory(0, count), life.Token);
        }
    }

    private CutMoment? Count(string name)
    {
        lock (gate)
        {
            requests.Add(name);
            return cut is { } at && at.Number == requests.Count ? at.Moment : null;
        }
    }

    private sealed class Connection
    {
        private volatile bool endsWithReply;

        public bool EndsWithReply
        {
            get => endsWithReply;
            set => endsWithReply = value;
        }
    }
}
