using Helpline.Contracts;

namespace Helpline.Records.Calls;

/// <summary>Section <c>Recording</c>.</summary>
internal sealed class RecordingOptions
{
    public const string Section = "Recording";

    /// <summary>Lines whose calls may be recorded when the person agrees, by id; <c>*</c> for all. None by default.</summary>
    public IList<string> Lines { get; } = [];

    public bool Allows(LineId line) => Lines.Contains("*") || Lines.Contains(line.Value);
}
