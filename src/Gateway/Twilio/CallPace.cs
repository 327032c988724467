using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Twilio;

/// <summary>
/// Spaces out the calls we place by REST: Twilio places so many a second for an account (one by default) and queues the others, where nobody sees them.
/// In order of asking. Nothing that answers a webhook may wait for a turn here; callers and agents who ring in are not counted by Twilio, nor here.
/// </summary>
internal sealed class CallPace(IOptions<TwilioOptions> options, TimeProvider time)
{
    private readonly Lock gate = new();
    private DateTimeOffset next;

    /// <summary>Comes back when a call may be placed.</summary>
    public Task TurnAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (gate)
        {
            var now = time.GetUtcNow();
            var turn = next > now ? next : now;
            next = turn + TimeSpan.FromSeconds(1.0 / options.Value.CallsPerSecond);
            wait = turn - now;
        }

        return wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellationToken) : Task.CompletedTask;
    }
}
