using Helpline.Contracts;
using Helpline.Records;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone.Recording;

internal static partial class RecordingLog
{
    [LoggerMessage(3310, LogLevel.Information, "The recording of contact {Contact} is {State}")]
    public static partial void RecordingIs(this ILogger log, ContactId contact, RecordingState state);

    [LoggerMessage(3311, LogLevel.Warning, "The network tells of a recording of a call that nobody here asked for")]
    public static partial void RecordingOfNobody(this ILogger log);
}
