using Helpline.AgentConsole.Api;
using Helpline.Contracts;

namespace Helpline.AgentConsole.Live;

/// <summary>Tells the supervisors of each pool its figures, at most once a second and only when something in them changed. Nobody looks: nothing is read.</summary>
internal sealed class FiguresPush(IFiguresReader figures, Connections connections, TimeProvider time, ILogger<FiguresPush> logger) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly Dictionary<PoolId, FiguresView> told = [];
    private readonly HashSet<PoolId> failing = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var pool in connections.Pools)
            {
                await TellAsync(pool, [.. connections.OfPool(pool).Where(window => window.User.IsSupervisor)], stoppingToken);
            }
        }
    }

    private async Task TellAsync(PoolId pool, IReadOnlyList<ConsoleConnection> supervisors, CancellationToken stopping)
    {
        if (supervisors.Count == 0)
        {
            told.Remove(pool);
            return;
        }

        try
        {
            if (await figures.ReadAsync(pool, stopping) is { } now && !(told.TryGetValue(pool, out var before) && Same(before, now)))
            {
                told[pool] = now;
                foreach (var window in supervisors)
                {
                    window.Push(client => client.Figures(now));
                }
            }

            failing.Remove(pool);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            // The loop outlives every failure. What browsers show stands still until the figures can be read again.
            if (failing.Add(pool) && !Outage.Is(exception))
            {
                Log.FiguresNotRead(logger, pool, exception);
            }
        }
    }

    private static bool Same(FiguresView one, FiguresView other) =>
        one.Channels.SequenceEqual(other.Channels) && one == other with { Channels = one.Channels };
}
