using Helpline.Contracts;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone;

internal static partial class CallControlLog
{
    [LoggerMessage(3270, LogLevel.Information, "Order {Order} about contact {Contact} is carried out")]
    public static partial void OrderCarriedOut(this ILogger log, MediaOrderKind order, ContactId contact);

    [LoggerMessage(3271, LogLevel.Information, "Order {Order} about contact {Contact} came too late: the call is in other hands or over")]
    public static partial void OrderTooLate(this ILogger log, MediaOrderKind order, ContactId contact);

    [LoggerMessage(3272, LogLevel.Warning, "An order about contact {Contact} is not one this version knows; nothing was done")]
    public static partial void OrderUnknown(this ILogger log, ContactId contact);

    [LoggerMessage(3273, LogLevel.Warning, "Party {Party} could not be rung: Twilio's code {Code}")]
    public static partial void PartyRefused(this ILogger log, CallPartyId party, int code);

    [LoggerMessage(3274, LogLevel.Warning, "Whether party {Party} was rung is not known; they are looked for before they are rung again")]
    public static partial void PartyUnknown(this ILogger log, CallPartyId party);

    [LoggerMessage(3275, LogLevel.Warning, "A supervisor's leg showed no valid ticket")]
    public static partial void SupervisorRefused(this ILogger log);

    [LoggerMessage(3276, LogLevel.Information, "Contact {Contact} is handed over; assignment {Assignment} leaves the call")]
    public static partial void HandedOver(this ILogger log, ContactId contact, AssignmentId assignment);

    [LoggerMessage(3277, LogLevel.Warning, "The first agent of a warm transfer of contact {Contact} left before it was done; the caller is not left alone")]
    public static partial void FirstAgentLost(this ILogger log, ContactId contact);

    [LoggerMessage(3278, LogLevel.Information, "Whoever contact {Contact} was left alone with is gone; the caller waits again")]
    public static partial void AloneEnded(this ILogger log, ContactId contact);
}
