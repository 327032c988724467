using System.Globalization;
using Helpline.Simulator.Phones;
using Helpline.Simulator.Voice;

namespace Helpline.EndToEnd.World;

/// <summary>What became of one call, as the caller knows it.</summary>
/// <param name="HeardUs">Something that only we can have said.</param>
/// <param name="LastWords">Of ours or of the network's; null when they heard none.</param>
/// <param name="Longest">The longest stretch in which they heard nothing: no words or sound, and nobody on the line with them. In the network's time.</param>
public sealed record StormCall(string Sid, string Ending, bool HeardUs, string? LastWords, Silence? Longest)
{
    public const string EndedByUs = "ended by us";

    private static readonly int[] Bounds = [1, 2, 3, 5, 8, 10, 15];

    public TimeSpan Quiet => Longest?.Length ?? TimeSpan.Zero;

    public static StormCall Of(Phone phone)
    {
        var words = phone.Transcript.Where(h => h.Speaker is Speaker.Voice or Speaker.Person).Select(h => h.Text).ToList();
        var wasAnswered = words.Exists(w => w.Contains(StormAgent.Greeting, StringComparison.Ordinal));
        var hungUp = phone.Ending == "You hung up";
        var ending = (wasAnswered, hungUp) switch { (true, true) => "answered, and hung up", (true, false) => "answered, and ended by us", (false, true) => "gave up", _ => EndedByUs };
        var heardUs = wasAnswered || words.Exists(w => w.Contains("You have reached", StringComparison.Ordinal) || w.Contains("in the queue", StringComparison.Ordinal));
        return new StormCall(phone.CallSid!, ending, heardUs, words.LastOrDefault(), phone.Silences.MaxBy(s => s.Length));
    }

    /// <summary>One line: of how many calls the longest silence lay in each range, and the longest of all.</summary>
    public static string Silences(IEnumerable<StormCall> calls)
    {
        var all = calls.ToList();
        var ranges = Bounds.Zip([0, .. Bounds]).Select(range => $"<{range.First} s: {all.Count(c => c.Quiet.TotalSeconds < range.First && c.Quiet.TotalSeconds >= range.Second)}");
        return string.Join(", ", [.. ranges, $"more: {all.Count(c => c.Quiet.TotalSeconds >= Bounds[^1])}; the longest: {all.MaxBy(c => c.Quiet)?.Describe()}"]);
    }

    public string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Quiet.TotalSeconds:0.0} s in {Sid} ({Ending}) from {Longest?.From:HH:mm:ss.f}, after '{Short(Longest?.After)}', before '{Short(Longest?.Before)}'; last words '{Short(LastWords)}'");

    private static string Short(string? text) => text is null ? "" : text.Length <= 40 ? text : text[..40] + "…";
}
