using Helpline.Contracts;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone;

internal static partial class PhoneLog
{
    [LoggerMessage(3201, LogLevel.Information, "Call {Call} is contact {Contact}")]
    public static partial void CallTaken(this ILogger log, string call, ContactId contact);

    [LoggerMessage(3202, LogLevel.Information, "Agent's leg for assignment {Assignment} came too late; it is ended")]
    public static partial void AgentTooLate(this ILogger log, AssignmentId assignment);

    [LoggerMessage(3203, LogLevel.Information, "Caller of contact {Contact} is called in from the queue")]
    public static partial void CallerCalledIn(this ILogger log, ContactId contact);

    [LoggerMessage(3204, LogLevel.Warning, "Assignment {Assignment} lost its agent; the caller waits again")]
    public static partial void AgentLost(this ILogger log, AssignmentId assignment);

    [LoggerMessage(3205, LogLevel.Warning, "Contact {Contact} has no call that we know of; it waits again")]
    public static partial void NoCallerLeg(this ILogger log, ContactId contact);

    [LoggerMessage(3206, LogLevel.Warning, "An agent's leg showed no valid ticket: {Outcome}")]
    public static partial void TicketRefused(this ILogger log, string outcome);

    [LoggerMessage(3207, LogLevel.Warning, "Twilio's queue gave up a caller with {Result}; they are put back")]
    public static partial void QueueFailed(this ILogger log, string result);

    [LoggerMessage(3208, LogLevel.Error, "A voice webhook failed; the caller is kept on the line")]
    public static partial void DocumentFailed(this ILogger log, Exception exception);

    [LoggerMessage(3209, LogLevel.Warning, "The queue on Twilio's side could not be prepared; trying again in a minute")]
    public static partial void QueueNotPrepared(this ILogger log);

    [LoggerMessage(3210, LogLevel.Error, "Contact {Contact} is closed as {Reason}, but its caller is on the line")]
    public static partial void CallerOfClosedContact(this ILogger log, ContactId contact, CloseReason? reason);

    [LoggerMessage(3211, LogLevel.Warning, "The network could not be asked which callers are still there; trying again in a minute")]
    public static partial void CallersNotChecked(this ILogger log, Exception exception);

    [LoggerMessage(3212, LogLevel.Warning, "Call {Call} was held by the number's fallback while we could not be reached; it is led back")]
    public static partial void HeldLedBack(this ILogger log, string call);

    [LoggerMessage(3213, LogLevel.Error, "Callers held by the numbers' fallback could not be looked for; trying again in five seconds")]
    public static partial void HeldNotLedBack(this ILogger log, Exception exception);

    [LoggerMessage(3361, LogLevel.Warning, "The conferences that run could not be looked at; trying again in ten seconds")]
    public static partial void ConferencesNotChecked(this ILogger log, Exception exception);

    [LoggerMessage(3362, LogLevel.Warning, "The conference of contact {Contact} differs from our picture of it: {Difference}. It is mended")]
    public static partial void ConferenceDiffers(this ILogger log, ContactId contact, ConferenceDifference difference);

    [LoggerMessage(3363, LogLevel.Error, "Conference {Conference} bears a name of ours, but no call of it is known here. Look at it in Twilio's console; is another installation on this account?")]
    public static partial void ConferenceOfNobody(this ILogger log, string conference);

    [LoggerMessage(3364, LogLevel.Warning, "The call of contact {Contact} is ended by the network within a quarter of an hour; its agent is told")]
    public static partial void CallEndsSoon(this ILogger log, ContactId contact);

    [LoggerMessage(3365, LogLevel.Warning, "Long calls could not be looked for; trying again in a minute")]
    public static partial void LongCallsNotTold(this ILogger log, Exception exception);

    [LoggerMessage(3366, LogLevel.Information, "The fallback document of line {Line} is written; put it where Twilio finds it")]
    public static partial void FallbackWritten(this ILogger log, LineId line);

    [LoggerMessage(3367, LogLevel.Warning, "The fallback documents cannot be written: look at Twilio:FallbackDirectory and who may write there. Trying again in a minute")]
    public static partial void FallbackNotWritten(this ILogger log, Exception exception);
}
