using System.Globalization;
using StackExchange.Redis;

namespace Helpline.Bench.Routing;

/// <summary>What Redis has done so far, by its own account (INFO). The difference of two is what was done between.</summary>
/// <param name="CpuMicroseconds">User and system, of the whole process.</param>
/// <param name="Commands">Every command, also those that scripts call.</param>
/// <param name="ScriptCalls">Calls of scripts or functions.</param>
/// <param name="ScriptMicroseconds">Time spent in those.</param>
internal sealed record RedisUse(double CpuMicroseconds, long Commands, long ScriptCalls, double ScriptMicroseconds)
{
    private static readonly string[] Scripts = ["cmdstat_evalsha", "cmdstat_eval", "cmdstat_fcall", "cmdstat_evalsha_ro", "cmdstat_fcall_ro"];

    public static RedisUse operator -(RedisUse after, RedisUse before) => new(
        after.CpuMicroseconds - before.CpuMicroseconds, after.Commands - before.Commands,
        after.ScriptCalls - before.ScriptCalls, after.ScriptMicroseconds - before.ScriptMicroseconds);

    public static async Task<RedisUse> ReadAsync(IDatabase database)
    {
        var cpu = Fields((string?)await database.ExecuteAsync("INFO", "cpu") ?? "");
        var commands = Fields((string?)await database.ExecuteAsync("INFO", "commandstats") ?? "").Where(f => f.Key.StartsWith("cmdstat_", StringComparison.Ordinal)).ToList();
        var scripts = commands.Where(c => Scripts.Contains(c.Key, StringComparer.Ordinal)).ToList();
        return new(
            (Number(cpu["used_cpu_user"]) + Number(cpu["used_cpu_sys"])) * 1_000_000,
            commands.Sum(c => (long)Part(c.Value, "calls")),
            scripts.Sum(c => (long)Part(c.Value, "calls")),
            scripts.Sum(c => Part(c.Value, "usec")));
    }

    /// <summary>Bytes of all data and buffers.</summary>
    public static async Task<double> MemoryAsync(IDatabase database) => Number(Fields((string?)await database.ExecuteAsync("INFO", "memory") ?? "")["used_memory"]);

    private static Dictionary<string, string> Fields(string info) =>
        info.Split("\r\n").Select(line => line.Split(':', 2)).Where(f => f.Length == 2).ToDictionary(f => f[0], f => f[1], StringComparer.Ordinal);

    // calls=3,usec=41,usec_per_call=13.67,rejected_calls=0,failed_calls=0
    private static double Part(string statistics, string name) => Number(statistics.Split(',').First(p => p.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
