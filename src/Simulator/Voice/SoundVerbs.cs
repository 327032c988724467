using System.Text.RegularExpressions;
using System.Xml.Linq;
using Helpline.Simulator.Twiml;

namespace Helpline.Simulator.Voice;

/// <summary><c>Say</c>, <c>Play</c> and <c>Pause</c>: what the caller hears, and how long it lasts.</summary>
internal sealed partial class SoundVerbs(CallScript script)
{
    private const int Forever = 1000;

    public async Task RunAsync(XElement verb, TwimlDocument document, CancellationToken ct)
    {
        var times = verb.Whole("loop", 1) is var loop && loop == 0 ? Forever : loop;
        for (var i = 0; i < times; i++)
        {
            switch (verb.Name.LocalName)
            {
                case "Say":
                    await SayAsync(Blanks().Replace(verb.Value, " ").Trim(), ct);
                    break;
                case "Play" when verb.Attr("digits") is { } digits:
                    Hear($"[{digits}]", Speaker.Sound).Dispose();
                    break;
                case "Play":
                    await PlayAsync(document.Resolve(verb.Value.Trim()), ct);
                    break;
                default:
                    await WaitAsync(TimeSpan.FromSeconds(verb.Whole("length", 1)), ct);
                    break;
            }
        }
    }

    public async Task SayAsync(string text, CancellationToken ct)
    {
        using var heard = Hear(text, Speaker.Voice);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        await WaitAsync(TimeSpan.FromSeconds(words / script.Services.Options.SpeechRate), ct);
    }

    private async Task PlayAsync(string url, CancellationToken ct)
    {
        var media = await script.Services.Media.FindAsync(url, script.Leg.Sid).WaitAsync(ct);
        if (media is not null)
        {
            using var heard = Hear($"♪ {media.Name}", Speaker.Sound);
            await WaitAsync(script.Services.Options.PlayLength ?? media.Length, ct);
        }
    }

    private Task WaitAsync(TimeSpan length, CancellationToken ct) => length > TimeSpan.Zero ? Task.Delay(length, script.Services.Time, ct) : Task.CompletedTask;

    /// <summary>It sounds until the result is disposed of.</summary>
    private IDisposable Hear(string text, Speaker speaker)
    {
        script.Leg.Hear(script.Services.Time.GetUtcNow(), speaker, text);
        return script.Leg.Hearing.While(script.Services.Time, text);
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();
}
