using Helpline.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Twilio;

/// <summary>
/// Notices nobody listens to: bounded in time, not cut short when Twilio hangs up, and answered 503 when they could not be acted on, so that Twilio repeats them.
/// </summary>
internal sealed class RepeatedByTwilio(TimeProvider time, ILogger<RepeatedByTwilio> log) : IEndpointFilter
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        context.HttpContext.RequestAborted = limit.Token;
        try
        {
            return await next(context);
        }
        catch (Exception e) when (e is RoutingUnavailableException or TwilioUnavailableException or OperationCanceledException)
        {
            log.NoticeFailed(e);
            return TypedResults.Problem("The queue, the database or Twilio did not answer in time. Send this notice again.", statusCode: 503, title: "Not now");
        }
    }
}
