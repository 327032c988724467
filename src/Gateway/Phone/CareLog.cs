using Helpline.Contracts;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone;

internal static partial class CareLog
{
    [LoggerMessage(3280, LogLevel.Information, "The call of contact {Contact} comes through Relay UK, by its number")]
    public static partial void CallIsRelayed(this ILogger log, ContactId contact);

    [LoggerMessage(3281, LogLevel.Information, "Contact {Contact} was ended by its agent with the last sentence")]
    public static partial void FarewellSaid(this ILogger log, ContactId contact);
}
