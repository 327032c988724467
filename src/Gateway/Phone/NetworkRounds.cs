using Helpline.Gateway.Twilio;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Phone;

/// <summary>Something looked at again and again while there is a telephone network. It outlives every failure: what could not be done in one round is done in the next.</summary>
/// <param name="atStart">The first round comes at once.</param>
internal abstract class NetworkRounds(TimeSpan period, bool atStart, IOptions<TwilioOptions> options, TimeProvider time) : BackgroundService
{
    protected TwilioOptions Options => options.Value;

    protected abstract Task RoundAsync(CancellationToken cancellationToken);

    /// <summary>A round failed; the log says what it means for people.</summary>
    protected abstract void Failed(Exception exception);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!Options.IsConfigured)
        {
            return;
        }

        using var timer = new PeriodicTimer(period, time);
        for (var isDue = atStart; isDue || await timer.WaitForNextTickAsync(stoppingToken); isDue = false)
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(e);
            }
        }
    }
}
