using System.Diagnostics;
using System.Globalization;
using Helpline.Support;

namespace Helpline.Bench.Measures;

/// <summary>From <c>./helpline run</c> on a built tree until it says what to do next; the first start here builds and is not counted.</summary>
internal static class StartUp
{
    private const int Starts = 5;

    public static async Task RunAsync()
    {
        var data = Directory.CreateTempSubdirectory("hl-start-").FullName;
        try
        {
            await OnceAsync(data);
            var seconds = new List<double>();
            for (var i = 0; i < Starts; i++)
            {
                seconds.Add(await OnceAsync(data));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"./helpline run on a built tree: ready after {seconds.Order().ElementAt(Starts / 2):0.0} s (median of {Starts}; {seconds.Min():0.0} to {seconds.Max():0.0} s)"));
            Console.WriteLine($"  target within 10 s: {(seconds.Max() <= 10 ? "met" : "MISSED")}");
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<double> OnceAsync(string data)
    {
        var began = Stopwatch.GetTimestamp();
        using var run = Process.Start(new ProcessStartInfo(Path.Combine(Repository.Root, "helpline"), ["run", "--port", ServerProcess.FreePort().ToString(CultureInfo.InvariantCulture), "--data", data])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        while (await run.StandardOutput.ReadLineAsync() is { } line && !line.Contains("Ctrl-C stops everything", StringComparison.Ordinal))
        {
            // The script says what it does; only its last line counts.
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        using var stop = Process.Start("/bin/sh", ["-c", $"kill -TERM {run.Id}"]);
        await run.WaitForExitAsync();
        return seconds;
    }
}
