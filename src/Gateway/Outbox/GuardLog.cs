using Helpline.Contracts;
using Helpline.Records;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Outbox;

internal static partial class GuardLog
{
    [LoggerMessage(3250, LogLevel.Information, "A {Kind} to the person of contact {Contact} was refused by their safe-contact rules")]
    public static partial void RefusedAsUnsafe(this ILogger log, OutboundKind kind, ContactId contact);

    [LoggerMessage(3251, LogLevel.Warning, "Nobody can say whether message {Message} may go, because its rules cannot be read; it is not sent and is tried again")]
    public static partial void NobodyCanSay(this ILogger log, MessageId message, Exception exception);
}
