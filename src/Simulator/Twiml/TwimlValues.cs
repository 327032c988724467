using System.Globalization;
using System.Xml.Linq;

namespace Helpline.Simulator.Twiml;

/// <summary>What an attribute may say, and reading it.</summary>
internal static class TwimlValues
{
    private static readonly string[] Booleans =
        ["actionOnEmptyResult", "muted", "startConferenceOnEnter", "endConferenceOnExit", "hangupOnStar", "answerOnBridge", "playBeep", "bargeIn", "transcribe", "sequential"];

    private static readonly string[] Methods = ["method", "waitMethod", "waitUrlMethod", "statusCallbackMethod", "recordingStatusCallbackMethod", "partialResultCallbackMethod"];

    private static readonly string[] ConferenceEvents = ["start", "end", "join", "leave", "mute", "hold", "modify", "speaker", "announcement"];

    private static readonly string[] CallEvents = ["initiated", "ringing", "answered", "completed"];

    public static string? Attr(this XElement element, string name) => element.Attribute(name)?.Value;

    public static bool Flag(this XElement element, string name, bool otherwise = false) => element.Attr(name) is { } value ? value == "true" : otherwise;

    public static int Whole(this XElement element, string name, int otherwise) => element.Attr(name) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    public static string Method(this XElement element, string name = "method", string otherwise = "POST") => element.Attr(name) ?? otherwise;

    public static string[] Words(this XElement element, string name) => element.Attr(name)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Refuses a value that Twilio would not understand.</summary>
    /// <exception cref="TwimlFailure">12200 and what the value may be.</exception>
    public static void Check(XElement element, XAttribute attribute, string? url)
    {
        var (verb, name, value) = (element.Name.LocalName, attribute.Name.LocalName, attribute.Value);
        var expected = Expected(verb, name, value);
        if (expected is not null)
        {
            throw new TwimlFailure(12200, $"<{verb} {name}=\"{value}\"> must be {expected}", url);
        }
    }

    /// <summary>What the value should have been; null when it is right.</summary>
    private static string? Expected(string verb, string name, string value) => (verb, name) switch
    {
        _ when Booleans.Contains(name, StringComparer.Ordinal) => value is "true" or "false" ? null : "true or false",
        _ when Methods.Contains(name, StringComparer.Ordinal) => value is "GET" or "POST" ? null : "GET or POST",
        ("Pause", "length") => Between(value, 1, 600),
        ("Say" or "Play", "loop") => Between(value, 0, 1000),
        ("Gather", "numDigits") => Between(value, 1, 1000),
        ("Gather", "timeout") => value == "auto" ? null : Between(value, 0, 600),
        ("Gather", "input") => value is "dtmf" or "speech" or "dtmf speech" or "speech dtmf" ? null : "dtmf, speech or both",
        ("Gather" or "Record", "finishOnKey") => value.All(IsKey) ? null : "keys",
        ("Dial", "timeout") => Between(value, 1, 600),
        ("Dial", "timeLimit") => Between(value, 1, 86400),
        ("Record", "timeout" or "maxLength") => Between(value, 1, 86400),
        ("Conference", "maxParticipants") => Between(value, 1, 250),
        ("Conference", "participantLabel") => value.Length is > 0 and <= 128 ? null : "1 to 128 characters",
        ("Conference", "beep") => value is "true" or "false" or "onEnter" or "onExit" ? null : "true, false, onEnter or onExit",
        ("Conference", "statusCallbackEvent") => Among(value, ConferenceEvents),
        ("Number" or "Client", "statusCallbackEvent") => Among(value, CallEvents),
        ("Reject", "reason") => value is "busy" or "rejected" ? null : "busy or rejected",
        _ => null,
    };

    private static bool IsKey(char key) => char.IsAsciiDigit(key) || key is '#' or '*';

    private static string? Between(string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? null : $"a whole number from {least} to {most}";

    private static string? Among(string value, string[] words) =>
        value.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(w => words.Contains(w, StringComparer.Ordinal)) ? null : $"among {string.Join(' ', words)}";
}
