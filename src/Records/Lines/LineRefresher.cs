using Helpline.Contracts;
using Helpline.Records.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Helpline.Records.Lines;

/// <summary>Reads the lines again every 30 s, so that a change made on one node reaches the others.</summary>
internal sealed class LineRefresher(IServiceLines lines, TimeProvider clock, ILogger<LineRefresher> log) : BackgroundService
{
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await lines.RefreshAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database may be away for a while; the lines in memory still answer the phone.
                log.LinesNotRefreshed(e);
            }
        }
    }
}
