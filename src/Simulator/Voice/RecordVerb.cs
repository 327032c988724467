using System.Xml.Linq;
using Helpline.Simulator.Twiml;

namespace Helpline.Simulator.Voice;

/// <summary><c>Record</c>: a message left after the tone. Words count; a silence, a key or the end of the call finishes it.</summary>
internal sealed class RecordVerb(CallScript script)
{
    /// <summary>How fast people speak; what was said takes at least as long, however fast it was typed.</summary>
    private const double WordsPerSecond = 2.5;

    private readonly List<string> words = [];
    private readonly VoiceServices services = script.Services;

    public async Task<Flow> RunAsync(XElement verb, TwimlDocument document, CancellationToken ct)
    {
        var begun = services.Time.GetUtcNow();
        var action = document.ResolveOrSelf(verb.Attr("action"));
        var listener = new KeyListener(keys: true, speech: true);
        script.Leg.Listener = listener;
        try
        {
            if (verb.Flag("playBeep", otherwise: true))
            {
                script.Leg.Hear(begun, Speaker.Sound, "(beep)");
            }

            using var speaks = script.Leg.Hearing.While(services.Time, "(they speak)");
            var ended = await ListenAsync(verb, listener, ct);
            return words.Count == 0 ? Flow.Next : new Flow.Jump(new TwimlSource.Address(action, verb.Method(), Finish(verb, document, begun, ended)));
        }
        catch (OperationCanceledException) when (script.Leg.Pending is Interruption.HangUp && HaveSpoken(listener))
        {
            services.Reports.Tell(script.Leg, action, verb.Method(), Finish(verb, document, begun, "hangup"));
            throw;
        }
        finally
        {
            script.Leg.Listener = null;
        }
    }

    /// <summary>What was said in the moment the line went is on the tape too.</summary>
    private bool HaveSpoken(KeyListener listener)
    {
        while (listener.Reader.TryRead(out var heard))
        {
            words.Add(heard);
        }

        return words.Count > 0;
    }

    /// <summary>The key that ended it; empty after a silence or at the limit.</summary>
    private async Task<string> ListenAsync(XElement verb, KeyListener listener, CancellationToken ct)
    {
        var finish = verb.Attr("finishOnKey") ?? "1234567890*#";
        using var longest = new CancellationTokenSource(TimeSpan.FromSeconds(verb.Whole("maxLength", 3600)), services.Time);
        while (true)
        {
            using var silence = new CancellationTokenSource(TimeSpan.FromSeconds(verb.Whole("timeout", 5)), services.Time);
            using var any = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, longest.Token, ct);
            try
            {
                var heard = await listener.Reader.ReadAsync(any.Token);
                if (heard.Length == 1 && finish.Contains(heard, StringComparison.Ordinal))
                {
                    return heard;
                }

                words.Add(heard);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                return "";
            }
        }
    }

    private TimeSpan Length(TimeSpan elapsed)
    {
        var spoken = TimeSpan.FromSeconds(words.Sum(w => w.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length) / WordsPerSecond);
        return elapsed > spoken ? elapsed : spoken;
    }

    private List<KeyValuePair<string, string>> Finish(XElement verb, TwimlDocument document, DateTimeOffset begun, string ended)
    {
        var recording = new RecordingShelf.Recording(Sid.New("RE"), script.Leg.Sid, begun, Length(services.Time.GetUtcNow() - begun), string.Join(' ', words));
        services.Recordings.Keep(recording);
        var url = RecordingShelf.UrlOf(services.Options, recording.Sid);
        List<KeyValuePair<string, string>> about =
            [new("RecordingUrl", url), new("RecordingSid", recording.Sid), new("RecordingDuration", Sid.Number(Math.Max(1, recording.Length.TotalSeconds)))];
        if (verb.Attr("recordingStatusCallback") is { } callback)
        {
            services.Reports.Tell(script.Leg, document.Resolve(callback), verb.Method("recordingStatusCallbackMethod"), [
                .. about, new("RecordingStatus", "completed"), new("RecordingChannels", "1"), new("RecordingStartTime", Sid.Date(begun)), new("RecordingSource", "RecordVerb")]);
        }

        return [.. about, new("Digits", ended)];
    }
}
