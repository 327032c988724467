namespace Helpline.Simulator.Voice;

/// <summary>Who is told of a call's progress, and of which events (initiated, ringing, answered, completed).</summary>
internal sealed record StatusCallback(string Url, string Method, IReadOnlyList<string> Events)
{
    public static readonly string[] AtEnd = ["completed"];

    public static StatusCallback? Of(string? url, string? method = null, IReadOnlyList<string>? events = null) =>
        string.IsNullOrEmpty(url) ? null : new(url, method ?? "POST", events is { Count: > 0 } ? events : AtEnd);
}
