namespace Helpline.Records;

/// <summary>What may be written about a danger. Lenient on purpose: whoever fills it in has somebody in danger on the line.</summary>
public static class DangerEntries
{
    public const int LongestText = 500;
    public const int LongestName = 60;

    /// <summary>What is wrong with an entry, in a sentence for its writer; null when nothing is.</summary>
    /// <param name="now">The time, to refuse a call that lies in the future.</param>
    public static string? ProblemOf(DangerEntry entry, DateTimeOffset now) =>
        entry.Text?.Length > LongestText ? $"At most {LongestText} characters can be kept at a time. Save the first part, then add the rest."
        : entry.CalledBy?.Length > LongestName || entry.Reference?.Length > LongestName ? $"A name and a reference have at most {LongestName} characters each."
        : entry.Step switch
        {
            DangerStep.Who or DangerStep.Where or DangerStep.What => string.IsNullOrWhiteSpace(entry.Text) ? "Write what you know, then save it." : null,
            DangerStep.Consent => entry.Choice is >= DangerChoice.Consents and <= DangerChoice.CannotAnswer ? null : "Choose whether they agree, or the ground on which 999 is called without it.",
            DangerStep.Told => entry.Choice is DangerChoice.Told or DangerChoice.UnsafeToTell ? null : "Choose whether they were told, or that it would be unsafe.",
            DangerStep.Called => string.IsNullOrWhiteSpace(entry.CalledBy) ? "Say who called 999."
                : entry.CalledAt is not { } at ? "Say when 999 was called."
                : at > now.AddMinutes(5) ? "The time of the 999 call lies in the future."
                : null,
            DangerStep.Joining => null,
            DangerStep.Closed => "Only a supervisor closes it, with a line of its own.",
            _ => "There is no such step.",
        };
}
