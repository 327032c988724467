using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone.Waiting;

internal static partial class WaitingLog
{
    [LoggerMessage(3220, LogLevel.Information, "A message left on contact {Contact} is kept as task {Task}")]
    public static partial void MessageKept(this ILogger log, ContactId task, ContactId contact);

    [LoggerMessage(3221, LogLevel.Information, "Recording {Recording} is fetched and sealed")]
    public static partial void MessageFetched(this ILogger log, string recording);

    [LoggerMessage(3222, LogLevel.Warning, "Recording {Recording} could not be fetched ({Outcome}, status {Status}); trying again")]
    public static partial void MessageNotFetched(this ILogger log, string recording, TwilioOutcome outcome, int status);

    [LoggerMessage(3223, LogLevel.Error, "Messages could not be fetched; trying again")]
    public static partial void MessagesNotFetched(this ILogger log, Exception exception);

    [LoggerMessage(3224, LogLevel.Information, "A call back is promised on contact {Contact}: task {Task}")]
    public static partial void CallBackPromised(this ILogger log, ContactId task, ContactId contact);

    [LoggerMessage(3225, LogLevel.Information, "The person of call back {Task} is rung, try {Attempt}")]
    public static partial void PersonRung(this ILogger log, ContactId task, int attempt);

    [LoggerMessage(3226, LogLevel.Information, "The person of call back {Task} was not reached, try {Attempt}: {State}")]
    public static partial void PersonNotReached(this ILogger log, ContactId task, int attempt, CallBackTryState state);
}
