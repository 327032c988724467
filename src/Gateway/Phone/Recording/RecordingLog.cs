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

    [LoggerMessage(3312, LogLevel.Warning, "The network did not answer about the recording of contact {Contact}; it is asked again in a moment, and the call goes on")]
    public static partial void NotFollowed(this ILogger log, ContactId contact);

    [LoggerMessage(3313, LogLevel.Warning, "The network would not make the recording of contact {Contact} {State}, and it has not ended; trying again")]
    public static partial void ChangeRefused(this ILogger log, ContactId contact, RecordingState state);

    [LoggerMessage(3314, LogLevel.Warning, "The recording of contact {Contact} ran on without its agent, or for too long; it is stopped")]
    public static partial void StoppedBySweep(this ILogger log, ContactId contact);

    [LoggerMessage(3315, LogLevel.Error, "Recordings could not be looked after; trying again. One that was to pause or stop may run on meanwhile")]
    public static partial void RecordingsNotChecked(this ILogger log, Exception exception);

    [LoggerMessage(3316, LogLevel.Error,
        "Recording {Recording} is encrypted at Twilio with a key of yours, so nobody could hear it here. It is left there. Turn recording encryption off under Voice > Settings at Twilio; fetch and delete this one there")]
    public static partial void RecordingEncrypted(this ILogger log, string recording);

    [LoggerMessage(3317, LogLevel.Error, "Recording {Recording} is given up after {Tries} tries; it is deleted at the network")]
    public static partial void RecordingGivenUp(this ILogger log, string recording, int tries);
}
