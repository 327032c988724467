using System.Globalization;
using Helpline.Contracts;
using Helpline.Gateway.Twilio;

namespace Helpline.Gateway.Phone;

/// <summary>Says sentences as a line says them, in its language's voice.</summary>
internal sealed class CallerSpeech(ILineWords words, IServiceLines lines)
{
    /// <summary>How fast the network's voices speak.</summary>
    private const double WordsPerSecond = 2.5;

    /// <summary>Voices for the languages lines are published in; the network has none for others, and then English is honest.</summary>
    private static readonly Dictionary<string, string> Voices = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = "en-GB", ["cy"] = "cy-GB", ["pl"] = "pl-PL", ["ro"] = "ro-RO", ["pt"] = "pt-PT", ["es"] = "es-ES", ["fr"] = "fr-FR", ["ar"] = "arb", ["hi"] = "hi-IN",
    };

    /// <summary>The line a call is about: the number dialled, or, for a call of ours, the number it came from.</summary>
    public ServiceLine? LineOf(TwilioForm form) => LineAt(form["To"]) ?? LineAt(form["From"]);

    public string Words(ServiceLine? line, string key) => words.Of(line, key);

    /// <summary>A sentence with a range of minutes; null when the line does not say it.</summary>
    public string? Range(ServiceLine? line, string key, int low, int high) => Filled(words.Of(line, key), ("low", low), ("high", high));

    public string Place(ServiceLine? line, int place) => Filled(words.Of(line, CallerWords.Place), ("place", place))!;

    public Say Say(ServiceLine? line, params IEnumerable<string> keys) => Aloud(line, keys.Select(key => words.Of(line, key)));

    /// <summary>Sentences one after the other, those that are empty left out.</summary>
    public static Say Aloud(ServiceLine? line, IEnumerable<string?> sentences) =>
        new(string.Join(' ', sentences.Where(s => !string.IsNullOrWhiteSpace(s))), VoiceOf(line));

    /// <summary>The greeting: a recorded file where the line has one, else spoken.</summary>
    public TwimlVerb Greeting(ServiceLine line)
    {
        var greeting = words.Of(line, CallerWords.Greeting);
        return CallerSentence.RecordingOf(greeting) is { } file ? new Play(file.AbsoluteUri) : new Say(greeting, VoiceOf(line));
    }

    /// <summary>About how many seconds a sentence takes.</summary>
    public static int SecondsOf(Say say) => (int)Math.Ceiling(say.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length / WordsPerSecond);

    private static string VoiceOf(ServiceLine? line) => line is null ? "en-GB" : Voices.GetValueOrDefault(line.Language, "en-GB");

    private static string? Filled(string sentence, params ReadOnlySpan<(string Name, int Value)> values)
    {
        foreach (var (name, value) in values)
        {
            sentence = sentence.Replace($"{{{name}}}", value.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }

        return sentence.Length == 0 ? null : sentence;
    }

    private ServiceLine? LineAt(string? number) => number is null ? null : lines.FindByAddress(Channel.Phone, number);
}
