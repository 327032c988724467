using Helpline.Contracts;
using Microsoft.Extensions.Logging;

namespace Helpline.Routing.Delivery;

/// <summary>One event to one handler: tried again with growing pauses, at last skipped with an error, so that one bad event does not stop all others.</summary>
internal sealed partial class HandlerCall(DeliveryPatience patience, TimeProvider time, ILogger<HandlerCall> logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>Returns when the handler has done it or it is skipped.</summary>
    /// <param name="touch">Called before each further try.</param>
    public async Task HandleAsync(IRoutingEventHandler handler, RoutingEvent routingEvent, Func<Task> touch, CancellationToken cancellationToken)
    {
        var pause = patience.FirstPause;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await handler.HandleAsync(routingEvent, cancellationToken);
                return;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                if (attempt >= patience.Attempts)
                {
                    LogSkipped(e, handler.Name, routingEvent.Position, routingEvent.Pool, attempt);
                    return;
                }

                LogRetried(e, handler.Name, routingEvent.Position, routingEvent.Pool, attempt);
            }

            await Task.Delay(pause, time, cancellationToken);
            await touch();
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    [LoggerMessage(1006, LogLevel.Warning, "Handler {Handler} failed at event {Position} of pool {Pool}, attempt {Attempt}; it is tried again")]
    private partial void LogRetried(Exception exception, string handler, EventPosition position, PoolId pool, int attempt);

    [LoggerMessage(1007, LogLevel.Error, "Handler {Handler} failed at event {Position} of pool {Pool} {Attempts} times; the event is skipped. What it should have done must be looked at")]
    private partial void LogSkipped(Exception exception, string handler, EventPosition position, PoolId pool, int attempts);
}
