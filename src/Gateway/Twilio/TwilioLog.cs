using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Twilio;

internal static partial class TwilioLog
{
    [LoggerMessage(3001, LogLevel.Warning, "Webhook refused: {Why}")]
    public static partial void WebhookRefused(this ILogger log, string why);

    [LoggerMessage(3002, LogLevel.Error, "Twilio refused {Operation} with status {Status}, error {Code} (twilio.com/docs/api/errors/{Code})")]
    public static partial void Rejected(this ILogger log, string operation, int status, int code);

    [LoggerMessage(3003, LogLevel.Warning, "Twilio did not answer {Operation}: {Outcome}")]
    public static partial void NoAnswer(this ILogger log, string operation, TwilioOutcome outcome);

    [LoggerMessage(3004, LogLevel.Warning, "A notice could not be acted on; Twilio repeats it")]
    public static partial void NoticeFailed(this ILogger log, Exception exception);
}
