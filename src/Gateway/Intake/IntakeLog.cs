using Helpline.Contracts;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Intake;

internal static partial class IntakeLog
{
    [LoggerMessage(3101, LogLevel.Error, "Could not store what came in by {Channel}; the provider is asked to try again")]
    public static partial void RecordsUnavailable(this ILogger log, Exception exception, Channel channel);

    [LoggerMessage(3102, LogLevel.Warning, "Contact {Contact} is stored but the queue (Redis) did not take it yet; the sweep brings it in")]
    public static partial void QueueUnavailable(this ILogger log, ContactId contact);
}
