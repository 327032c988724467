using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.AgentConsole.Live;

/// <summary>Routing's figures as supervisors see them: rounded to what is shown, so that nothing is told twice.</summary>
internal sealed class FiguresReader(IPoolFigures figures) : IFiguresReader
{
    public async Task<FiguresView?> ReadAsync(PoolId pool, CancellationToken cancellationToken)
    {
        try
        {
            return View(await figures.NowAsync(pool, cancellationToken));
        }
        catch (RoutingUnavailableException)
        {
            // The rest of the console must not wait for its figures.
            return null;
        }
    }

    private static FiguresView View(PoolFigures now) => new(
        Day(now.Queues.FirstOrDefault(queue => queue.Line is null && queue.Channel is null)?.Today),
        Rounded(now.Occupancy),
        [.. now.Queues.Where(queue => queue.Line is null).SelectMany(Channel)]);

    private static IEnumerable<ChannelFigures> Channel(QueueFigures queue) => queue.Channel is not { } channel ? [] :
        [new ChannelFigures(channel, Day(queue.Today), queue.EstimatedWait is { } wait ? new WaitEstimate(wait.LowMinutes, wait.HighMinutes) : null)];

    private static DayView? Day(DayFigures? today) => today is null ? null : new DayView(today.Answered, today.Abandoned, Rounded(today.ServiceLevel));

    private static double? Rounded(double? share) => share is { } known ? Math.Round(known, 2) : null;
}
