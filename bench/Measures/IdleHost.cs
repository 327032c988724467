using System.Globalization;
using Helpline.Support;

namespace Helpline.Bench.Measures;

/// <summary>What the host costs when nothing happens: resident memory after a minute of quiet, and processor time per second of it.</summary>
internal static class IdleHost
{
    public static async Task RunAsync()
    {
        await using var installation = await Installation.StartAsync(more: new Dictionary<string, string>(StringComparer.Ordinal) { ["Helpline__Demo"] = "true" });
        var before = Ticks(installation.Host.ProcessId);
        await Task.Delay(TimeSpan.FromSeconds(60), TimeProvider.System);
        var cpu = (Ticks(installation.Host.ProcessId) - before) / 100.0 / 60.0;
        var resident = ResidentMegabytes(installation.Host.ProcessId);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Idle demo host after 60 s: {resident:0} MB resident, {cpu:P1} of a core"));
        Console.WriteLine($"  target under 300 MB: {(resident < 300 ? "met" : "MISSED")}");
    }

    private static double ResidentMegabytes(int pid)
    {
        var line = File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>User and system time in hundredths of a second (proc(5): fields 14 and 15).</summary>
    private static double Ticks(int pid)
    {
        var fields = File.ReadAllText($"/proc/{pid}/stat");
        var afterName = fields[(fields.LastIndexOf(')') + 2)..].Split(' ');
        return double.Parse(afterName[11], CultureInfo.InvariantCulture) + double.Parse(afterName[12], CultureInfo.InvariantCulture);
    }
}
