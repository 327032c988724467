using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Helpline.Support;

/// <summary>The real host as an operator runs it: a process of its own that can be stopped, or killed without a word, and started again.</summary>
public sealed partial class HostProcess : IAsyncDisposable
{
    private readonly Dictionary<string, string> settings;
    private readonly List<string> log = [];
    private readonly Dictionary<string, string> passwords = new(StringComparer.Ordinal);
    private Process? process;
    private volatile bool ready;

    private HostProcess(int port, Dictionary<string, string> settings)
    {
        Port = port;
        this.settings = settings;
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}";

    public int ProcessId => process?.Id ?? throw new InvalidOperationException("The host is not running.");

    /// <summary>Everything the host ever printed, over all its starts.</summary>
    public string Log
    {
        get
        {
            lock (log)
            {
                return string.Join('\n', log);
            }
        }
    }

    /// <summary>The passwords a newcomer reads off the start-up block, by user name; those of the last start.</summary>
    public IReadOnlyDictionary<string, string> Passwords
    {
        get
        {
            lock (log)
            {
                return new Dictionary<string, string>(passwords, StringComparer.Ordinal);
            }
        }
    }

    /// <param name="settings">Configuration, with <c>__</c> between the parts.</param>
    /// <summary>Starts the host built beside these tests and waits until it says it is ready.</summary>
    public static async Task<HostProcess> StartAsync(IReadOnlyDictionary<string, string> settings, int? port = null, string? arguments = null)
    {
        var host = new HostProcess(port ?? ServerProcess.FreePort(), new Dictionary<string, string>(settings, StringComparer.Ordinal));
        await host.StartAgainAsync(arguments);
        return host;
    }

    public async Task StartAgainAsync(string? arguments = null)
    {
        ready = false;
        var start = new ProcessStartInfo("dotnet", $"\"{HostDll()}\" {arguments}")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(HostDll()),
        };
        start.Environment["ASPNETCORE_URLS"] = Url;
        start.Environment["PublicBaseUrl"] = Url;
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start) ?? throw new InvalidOperationException("Could not start dotnet.");
        process.OutputDataReceived += (_, e) => Keep(e.Data);
        process.ErrorDataReceived += (_, e) => Keep(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Poll.Until(() => ready || process.HasExited, "the host starts", TimeSpan.FromSeconds(60));
        if (!ready)
        {
            throw new InvalidOperationException($"The host ended at its start:\n{Log}");
        }
    }

    /// <summary>As a power cut would.</summary>
    public async Task KillAsync()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>As an operator would: asks it to end, and waits.</summary>
    public async Task StopAsync()
    {
        if (process is null)
        {
            return;
        }

        if (!process.HasExited)
        {
            using var signal = Process.Start("/bin/sh", ["-c", $"kill -TERM {process.Id}"]);
            await process.WaitForExitAsync();
        }

        process.Dispose();
        process = null;
    }

    public ValueTask DisposeAsync() => new(StopAsync());

    private static string HostDll() =>
        Path.Combine(Repository.Root, "src", "Host", "bin", Repository.Configuration, "net10.0", "Helpline.Host.dll");

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (log)
        {
            log.Add(line);
            if (SignIn().Match(line) is { Success: true } match)
            {
                passwords[match.Groups["name"].Value] = match.Groups["password"].Value;
            }
        }

        ready |= line.StartsWith("Helpline is ready at", StringComparison.Ordinal) || line.Contains("Ctrl-C stops everything", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"Sign in as\s+(?<name>\S+)\s+password\s+(?<password>\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SignIn();
}
