using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Outbox;

/// <summary>The loop behind the outbox: at once when the bell rings, every second otherwise.</summary>
internal sealed class OutboxSender(OutboxDispatch dispatch, UnsettledMessages unsettled, OutboxBell bell, TimeProvider time, ILogger<OutboxSender> log) : BackgroundService
{
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan AskEvery = TimeSpan.FromMinutes(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        TickAsync(Poll, () => { bell.Ring(); return Task.CompletedTask; }, stoppingToken),
        TickAsync(AskEvery, () => unsettled.AskAsync(stoppingToken), stoppingToken),
        SendAsync(stoppingToken));

    private async Task SendAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await bell.WaitAsync(stoppingToken);
            await SurviveAsync(async () =>
            {
                while (await dispatch.RunAsync(stoppingToken) > 0)
                {
                    // until the outbox is empty
                }
            }, stoppingToken);
        }
    }

    private async Task TickAsync(TimeSpan period, Func<Task> act, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await SurviveAsync(act, stoppingToken);
        }
    }

    private async Task SurviveAsync(Func<Task> act, CancellationToken stoppingToken)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // The loop must outlive any outage; the next round tries again.
            log.RoundFailed(e);
        }
    }
}
