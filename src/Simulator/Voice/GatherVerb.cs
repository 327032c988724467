using System.Text;
using System.Threading.Channels;
using System.Xml.Linq;
using Helpline.Simulator.Twiml;

namespace Helpline.Simulator.Voice;

/// <summary><c>Gather</c>: keys or words, which may interrupt the prompt.</summary>
internal sealed class GatherVerb(CallScript script)
{
    public async Task<Flow> RunAsync(XElement verb, TwimlDocument document, CancellationToken ct)
    {
        var input = verb.Attr("input") ?? "dtmf";
        var listener = new KeyListener(input.Contains("dtmf", StringComparison.Ordinal), input.Contains("speech", StringComparison.Ordinal));
        script.Leg.Listener = listener;
        try
        {
            await PromptAsync(verb, document, listener, ct);
            var gathered = await ListenAsync(verb, listener, ct);
            return gathered.Count > 0 || verb.Flag("actionOnEmptyResult")
                ? new Flow.Jump(new TwimlSource.Address(document.ResolveOrSelf(verb.Attr("action")), verb.Method(), gathered.Count > 0 ? gathered : [new("Digits", "")]))
                : Flow.Next;
        }
        finally
        {
            script.Leg.Listener = null;
        }
    }

    private async Task PromptAsync(XElement verb, TwimlDocument document, KeyListener listener, CancellationToken ct)
    {
        using var interrupted = CancellationTokenSource.CreateLinkedTokenSource(ct);
        void Stop(object? sender, EventArgs e) => _ = interrupted.CancelAsync();
        listener.First += Stop;
        try
        {
            foreach (var prompt in verb.Elements())
            {
                await new SoundVerbs(script).RunAsync(prompt, document, interrupted.Token);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // They answered before the end of the question.
        }
        finally
        {
            listener.First -= Stop;
        }
    }

    /// <summary>What was keyed or said; nothing when the time ran out first.</summary>
    private async Task<List<KeyValuePair<string, string>>> ListenAsync(XElement verb, KeyListener listener, CancellationToken ct)
    {
        var timeout = TimeSpan.FromSeconds(verb.Attr("timeout") is null or "auto" ? 5 : verb.Whole("timeout", 5));
        var finish = verb.Attr("finishOnKey") ?? "#";
        var most = verb.Whole("numDigits", int.MaxValue);
        var digits = new StringBuilder();
        while (digits.Length < most && await NextAsync(listener.Reader, timeout, ct) is { } heard)
        {
            if (heard.Length > 1 || !(char.IsAsciiDigit(heard[0]) || heard[0] is '*' or '#'))
            {
                return [new("SpeechResult", heard), new("Confidence", "0.9")];
            }

            if (finish.Contains(heard, StringComparison.Ordinal))
            {
                return digits.Length > 0 ? [new("Digits", digits.ToString()), new("FinishedOnKey", heard)] : [];
            }

            digits.Append(heard);
        }

        return digits.Length > 0 ? [new("Digits", digits.ToString()), new("FinishedOnKey", "")] : [];
    }

    private async Task<string?> NextAsync(ChannelReader<string> keys, TimeSpan timeout, CancellationToken ct)
    {
        if (keys.TryRead(out var ready))
        {
            return ready;
        }

        using var late = new CancellationTokenSource(timeout, script.Services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ct);
        try
        {
            return await keys.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }
}
