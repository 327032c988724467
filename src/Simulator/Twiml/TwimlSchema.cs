namespace Helpline.Simulator.Twiml;

/// <summary>Every verb and noun a gateway may send, with its attributes and what may stand inside. Source: Twilio's TwiML reference.</summary>
internal static class TwimlSchema
{
    private static readonly string[] Recording = ["recordingStatusCallback", "recordingStatusCallbackMethod", "recordingStatusCallbackEvent"];
    private static readonly string[] Progress = ["statusCallback", "statusCallbackMethod", "statusCallbackEvent"];

    private static readonly Dictionary<string, Shape> Shapes = new(StringComparer.Ordinal)
    {
        ["Say"] = new(["voice", "loop", "language"], ["break", "emphasis", "lang", "p", "phoneme", "prosody", "s", "say-as", "sub", "w"], Text: true),
        ["Play"] = new(["loop", "digits"], [], Text: true),
        ["Pause"] = new(["length"], []),
        ["Gather"] = new(
            [
                "input", "action", "method", "timeout", "speechTimeout", "maxSpeechTime", "profanityFilter", "finishOnKey", "numDigits", "partialResultCallback",
                "partialResultCallbackMethod", "language", "hints", "bargeIn", "debug", "actionOnEmptyResult", "speechModel", "enhanced",
            ],
            ["Say", "Play", "Pause"]),
        ["Enqueue"] = new(["action", "method", "waitUrl", "waitUrlMethod", "maxQueueSize", "workflowSid"], ["Task"], Text: true),
        ["Leave"] = new([], []),
        ["Dial"] = new(
            [
                "action", "method", "timeout", "hangupOnStar", "timeLimit", "callerId", "record", "trim", "recordingTrack", "answerOnBridge", "ringTone",
                "sequential", "referUrl", "referMethod", "events", .. Recording,
            ],
            ["Conference", "Number", "Client", "Queue"], Text: true),
        ["Conference"] = new(
            [
                "muted", "beep", "startConferenceOnEnter", "endConferenceOnExit", "waitUrl", "waitMethod", "maxParticipants", "record", "region", "coach",
                "trim", "eventCallbackUrl", "jitterBufferSize", "participantLabel", .. Progress, .. Recording,
            ],
            [], Text: true),
        ["Number"] = new(["sendDigits", "url", "method", "byoc", .. Progress], [], Text: true),
        ["Client"] = new(["url", "method", .. Progress], ["Identity", "Parameter"], Text: true),
        ["Identity"] = new([], [], Text: true),
        ["Parameter"] = new(["name", "value"], []),
        ["Queue"] = new(["url", "method", "reservationSid", "postWorkActivitySid"], [], Text: true),
        ["Redirect"] = new(["method"], [], Text: true),
        ["Hangup"] = new([], []),
        ["Reject"] = new(["reason"], []),
        ["Record"] = new(["action", "method", "timeout", "finishOnKey", "maxLength", "playBeep", "trim", "transcribe", "transcribeCallback", .. Recording], []),
        ["Message"] = new(["to", "from", "action", "method", "statusCallback"], ["Body", "Media"], Text: true),
        ["Body"] = new([], [], Text: true),
        ["Media"] = new([], [], Text: true),
    };

    private static readonly Dictionary<TwimlContext, string[]> Allowed = new()
    {
        [TwimlContext.Call] = ["Say", "Play", "Pause", "Gather", "Enqueue", "Leave", "Dial", "Redirect", "Hangup", "Reject", "Record"],
        [TwimlContext.QueueWait] = ["Say", "Play", "Pause", "Gather", "Hangup", "Redirect", "Leave"],
        [TwimlContext.ConferenceWait] = ["Say", "Play", "Pause", "Redirect"],
        [TwimlContext.Screening] = ["Say", "Play", "Pause", "Gather", "Hangup", "Redirect"],
        [TwimlContext.Message] = ["Message", "Redirect"],
    };

    /// <summary>Inside SSML Twilio leaves the rules to the voice.</summary>
    private static readonly string[] Ssml = Shapes["Say"].Children;

    public static bool IsAllowed(TwimlContext context, string verb) => Allowed[context].Contains(verb, StringComparer.Ordinal);

    public static bool IsSsml(string element) => Ssml.Contains(element, StringComparer.Ordinal);

    public static Shape? Of(string element) => Shapes.GetValueOrDefault(element);

    /// <summary>What an element may have.</summary>
    /// <param name="Text">Words may stand inside.</param>
    internal sealed record Shape(string[] Attributes, string[] Children, bool Text = false);
}
