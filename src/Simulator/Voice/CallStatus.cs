namespace Helpline.Simulator.Voice;

/// <summary>A call's life, in Twilio's words.</summary>
internal enum CallStatus
{
    Queued = 1,
    Ringing,
    InProgress,
    Completed,
    Busy,
    Failed,
    NoAnswer,
    Canceled,
}

internal static class CallStatuses
{
    public static string Wire(this CallStatus status) => status switch
    {
        CallStatus.Queued => "queued",
        CallStatus.Ringing => "ringing",
        CallStatus.InProgress => "in-progress",
        CallStatus.Completed => "completed",
        CallStatus.Busy => "busy",
        CallStatus.Failed => "failed",
        CallStatus.NoAnswer => "no-answer",
        CallStatus.Canceled => "canceled",
        _ => throw new InvalidOperationException($"No such status: {status}."),
    };

    public static bool IsOver(this CallStatus status) => status >= CallStatus.Completed;
}
