using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Helpline.Support;

/// <summary>
/// A server the tests start for themselves. It hangs on this process's standard input pipe: when the test process ends, however it ends,
/// the pipe closes and the server is told to stop.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly List<string> lines = [];

    private ServerProcess(Process process) => this.process = process;

    /// <summary>Starts <paramref name="command"/> (a program and its arguments, already quoted for sh).</summary>
    public static ServerProcess Start(string command, string workingDirectory, string stopSignal = "TERM")
    {
        // sh waits for our end of the pipe to close, then stops the server and waits for it.
        var script = $"exec 3<&0; {command} <&- & p=$!; ( cat <&3 >/dev/null; kill -{stopSignal} $p 2>/dev/null ) & wait $p; kill $! 2>/dev/null; exit 0";
        var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script])
        {
            WorkingDirectory = workingDirectory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("Could not start /bin/sh.");
        var server = new ServerProcess(shell);
        shell.OutputDataReceived += (_, e) => server.Keep(e.Data);
        shell.ErrorDataReceived += (_, e) => server.Keep(e.Data);
        shell.BeginOutputReadLine();
        shell.BeginErrorReadLine();
        return server;
    }

    public bool HasExited => process.HasExited;

    public string Output
    {
        get
        {
            lock (lines)
            {
                return string.Join('\n', lines);
            }
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static bool IsRoot => geteuid() == 0;

    /// <summary>Waits until the server answers; one that ended instead, or stays silent, fails with what it said.</summary>
    public async Task UntilReadyAsync(Func<Task<bool>> answers, string name)
    {
        try
        {
            await Poll.Until(async () => HasExited || await answers(), $"{name} answers");
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message} It said:\n{Output}", e);
        }

        if (HasExited)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync(); // reads its last words to the end
            throw new InvalidOperationException($"{name} ended at its start. It said:\n{Output}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lock (lines)
            {
                lines.Add(line);
            }
        }
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint geteuid();
}
