using Helpline.Contracts;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Outbox;

internal static partial class OutboxLog
{
    [LoggerMessage(3301, LogLevel.Information, "Message {Message} is with the provider: {State}")]
    public static partial void Accepted(this ILogger log, MessageId message, DeliveryState state);

    [LoggerMessage(3302, LogLevel.Warning, "Message {Message} is settled as {State}; the agent is told")]
    public static partial void Settled(this ILogger log, MessageId message, DeliveryState state);

    [LoggerMessage(3303, LogLevel.Warning, "Message {Message} may or may not have been sent; it will be matched, not sent again")]
    public static partial void SendUnknown(this ILogger log, MessageId message);

    [LoggerMessage(3304, LogLevel.Information, "Message {Message} was found in the provider's list")]
    public static partial void Matched(this ILogger log, MessageId message);

    [LoggerMessage(3305, LogLevel.Error, "Message {Message} could not be handled; it is looked at again when its claim runs out")]
    public static partial void MessageFailed(this ILogger log, Exception exception, MessageId message);

    [LoggerMessage(3306, LogLevel.Error, "A round of the outbox failed; the next one tries again")]
    public static partial void RoundFailed(this ILogger log, Exception exception);

    [LoggerMessage(3307, LogLevel.Warning, "The queue (Redis) could not be told that a message of contact {Contact} has changed")]
    public static partial void NotAnnounced(this ILogger log, ContactId contact);
}
