using System.Net;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Helpline.Gateway.Twilio;

/// <summary>
/// Tries and limits of requests to Twilio. Anything is tried again after 429 (Twilio: "never processed, always safe to retry") and after a connect failure;
/// only what may be repeated is tried again after a time-out, a broken connection or a 5xx.
/// </summary>
internal static class TwilioResilience
{
    public static readonly ResiliencePropertyKey<bool> Repeatable = new("repeatable");

    private static readonly TimeSpan WholeTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RepeatableTry = TimeSpan.FromSeconds(3);

    // A message that timed out is an unknown message; better to wait for Twilio a while longer.
    private static readonly TimeSpan OnlyTry = TimeSpan.FromSeconds(10);

    public static ResiliencePipeline<HttpResponseMessage> Build(TimeProvider time) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddTimeout(WholeTime)
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = arguments => ValueTask.FromResult(MayTryAgain(arguments.Outcome, arguments.Context)),
                MaxRetryAttempts = 4,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(100),
                UseJitter = true,
                OnRetry = arguments =>
                {
                    arguments.Outcome.Result?.Dispose();
                    return ValueTask.CompletedTask;
                },
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = arguments => ValueTask.FromResult(IsOutage(arguments.Outcome)),
                FailureRatio = 0.5,
                MinimumThroughput = 20,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(5),
            })
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = arguments => ValueTask.FromResult(IsRepeatable(arguments.Context) ? RepeatableTry : OnlyTry),
            })
            .Build();

    /// <summary>The connection was never made, so nothing of the request left us.</summary>
    public static bool NeverLeft(Exception? exception) =>
        exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError };

    private static bool MayTryAgain(Outcome<HttpResponseMessage> outcome, ResilienceContext context) =>
        outcome.Result?.StatusCode == HttpStatusCode.TooManyRequests
        || NeverLeft(outcome.Exception)
        || (IsRepeatable(context) && IsOutage(outcome));

    private static bool IsOutage(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException or TimeoutRejectedException || (int?)outcome.Result?.StatusCode >= 500;

    private static bool IsRepeatable(ResilienceContext context) => context.Properties.GetValue(Repeatable, defaultValue: false);
}
