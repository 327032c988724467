using System.Net;
using System.Net.Sockets;

namespace Helpline.Support;

/// <summary>What stands before the nodes of an installation: one address; a new connection goes to the next node that takes it.</summary>
public sealed class Balancer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private readonly List<int> ports = [];
    private readonly Task accepting;
    private int turn;

    public Balancer()
    {
        listener.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        accepting = AcceptAsync();
    }

    public string Url { get; }

    public void Add(int port)
    {
        lock (gate)
        {
            ports.Add(port);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = CarryAsync(await listener.AcceptTcpClientAsync(stop.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using (client)
        {
            using var node = await ConnectAsync();
            if (node is null)
            {
                return; // Nobody is up; the client sees a closed connection, as it would of a real balancer.
            }

            try
            {
                await Task.WhenAny(client.GetStream().CopyToAsync(node.GetStream(), stop.Token), node.GetStream().CopyToAsync(client.GetStream(), stop.Token));
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // One side is gone; leaving closes the other.
            }
        }
    }

    private async Task<TcpClient?> ConnectAsync()
    {
        foreach (var port in NextFirst())
        {
            var node = new TcpClient();
            try
            {
                await node.ConnectAsync(IPAddress.Loopback, port);
                return node;
            }
            catch (SocketException)
            {
                node.Dispose();
            }
        }

        return null;
    }

    private List<int> NextFirst()
    {
        lock (gate)
        {
            turn++;
            return [.. Enumerable.Range(0, ports.Count).Select(i => ports[(turn + i) % ports.Count])];
        }
    }
}
