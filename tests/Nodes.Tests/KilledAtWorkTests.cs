using System.Security.Cryptography;
using Helpline.Support;
using Xunit.Abstractions;

namespace Helpline.Nodes.Tests;

/// <summary>One of three busy nodes is killed with all it was doing: steps of many calls, the sweep, deadlines, and the pump whose lease it may hold.</summary>
[Collection(WithServers.Name)]
public sealed class KilledAtWorkTests(Servers servers, ITestOutputHelper output)
{
    /// <summary>The pump's lease and an agent's (10 s each) may end at once, then an offer or a connection (5 s), and the machine is slow.</summary>
    private static readonly TimeSpan Deadlines = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task KilledAtAnyMoment_TheOthersAnswerEverybody()
    {
        var rounds = Environment.GetEnvironmentVariable("HELPLINE_NIGHTLY") == "1" ? 25 : 1;
        foreach (var _ in Enumerable.Range(0, rounds))
        {
            await Task.WhenAll(
                from toRedis in new[] { true, false }
                from moment in Enum.GetValues<CutMoment>()
                select KillAsync(toRedis, RandomNumberGenerator.GetInt32(toRedis ? 60 : 40, 300), moment));
        }
    }

    private async Task KillAsync(bool toRedis, int number, CutMoment moment)
    {
        var point = $"{moment} call {number} to {(toRedis ? "Redis" : "PostgreSQL")}";
        var site = await servers.NewSiteAsync();
        await using var b = await (await site.NewNodeAsync()).StartAsync();
        await using var c = await (await site.NewNodeAsync()).StartAsync();
        await using var a = site.NewMortal();
        await a.Node.OpenAsync();
        await a.Node.StartAsync();
        await using var day = new BusyDay(() => a.IsDead ? [b, c] : [a.Node, b, c]);
        day.AddAgent();
        day.AddAgent();
        day.AddAgent();
        day.AddCallers();
        (toRedis ? a.Redis : a.Postgres).CutAt(number, moment);
        await Poll.Until(() => a.IsDead, $"killed {point}", TimeSpan.FromSeconds(60));
        var killed = TimeProvider.System.GetTimestamp();
        day.Enough = true;

        await Poll.Until(async () => await BusyDay.OpenAsync(site) == 0, () => $"everybody is answered, killed {point}", Deadlines);

        output.WriteLine($"Killed {point}: {day.Arrived.Count} callers, all answered {TimeProvider.System.GetElapsedTime(killed).TotalSeconds:0.0} s later.");
        await day.ShouldBeWholeAsync(site);
    }
}
