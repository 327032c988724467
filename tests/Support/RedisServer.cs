using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Helpline.Support;

/// <summary>A real Redis on a free loopback port, with AOF, as the product runs it. Stop and start it to see what survives.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private const string Password = "test";
    private readonly string folder = Directory.CreateTempSubdirectory("hl-redis-").FullName;
    private ServerProcess? process;

    public int Port { get; } = ServerProcess.FreePort();

    public string ConnectionString => $"127.0.0.1:{Port},password={Password},abortConnect=false,connectTimeout=2000,syncTimeout=2000";

    /// <summary>Every command that ever wrote something, as it lies on disk.</summary>
    public string ReadAppendOnlyFiles() =>
        string.Concat(Directory.EnumerateFiles(folder, "*.aof", SearchOption.AllDirectories).Select(file =>
        {
            using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(open, Encoding.UTF8);
            return reader.ReadToEnd();
        }));

    public static async Task<RedisServer> StartAsync()
    {
        var server = new RedisServer();
        await server.StartAgainAsync();
        return server;
    }

    public async Task StartAgainAsync()
    {
        process = ServerProcess.Start(
            $"redis-server --port {Port} --bind 127.0.0.1 --requirepass {Password} --appendonly yes --appendfsync everysec --save '' --maxmemory-policy noeviction --dir '{folder}' --pidfile '{folder}/redis.pid'",
            folder);
        await process.UntilReadyAsync(IsReadyAsync, $"Redis on port {Port}");
    }

    /// <summary>It hangs: its connections stay open and nothing is answered, until <see cref="ResumeAsync"/>.</summary>
    public Task SuspendAsync() => SignalAsync("STOP");

    public Task ResumeAsync() => SignalAsync("CONT");

    /// <summary>What is on its disk now, to be put back by <see cref="SetBackAsync"/>.</summary>
    public string CopyData()
    {
        var copy = Directory.CreateTempSubdirectory("hl-redis-copy-").FullName;
        CopyFiles(folder, copy);
        return copy;
    }

    /// <summary>An operator puts an older copy back: stops it, replaces its data, starts it.</summary>
    public async Task SetBackAsync(string copy)
    {
        await StopAsync(andForget: true);
        CopyFiles(copy, folder);
        Directory.Delete(copy, recursive: true);
        await StartAgainAsync();
    }

    /// <summary>Stops it in order; with <paramref name="andForget"/> its data is gone too.</summary>
    public async Task StopAsync(bool andForget = false)
    {
        if (process is not null)
        {
            await process.DisposeAsync();
            process = null;
        }

        if (andForget)
        {
            Directory.Delete(folder, recursive: true);
            Directory.CreateDirectory(folder);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await ResumeAsync();
        }

        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static void CopyFiles(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*.aof*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} $(cat '{folder}/redis.pid')"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Asks over a bare socket: a Redis client would wait out its connect time-out whenever it comes a moment too early.</summary>
    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            await using var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"AUTH {Password}\r\nPING\r\n"));
            using var reader = new StreamReader(stream, Encoding.ASCII);
            await reader.ReadLineAsync();
            return string.Equals(await reader.ReadLineAsync(), "+PONG", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }
}
