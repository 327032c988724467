namespace Helpline.Records.WrapUp;

/// <summary>What a form may say, and what it must say before it is logged.</summary>
internal static class OutcomeRules
{
    public const int MaxNotes = 20_000;

    /// <summary>Every problem at once, each a sentence; a form left half empty has none.</summary>
    public static IReadOnlyList<string> ProblemsOf(OutcomeForm form) =>
    [
        .. Unknown("contact type", form.ContactType, OutcomeWords.ContactTypes),
        .. Unknown("risk", form.Risk, OutcomeWords.Risks),
        .. Unknown("outcome", form.Outcome, OutcomeWords.Outcomes),
        .. form.Strands.SelectMany(s => Unknown("strand", s, OutcomeWords.Strands)),
        .. form.IncidentTypes.SelectMany(t => Unknown("incident type", t, OutcomeWords.IncidentTypes)),
        .. form.Sharing.Keys.SelectMany(r => Unknown("recipient", r, OutcomeWords.Recipients)),
        .. form.Sharing.Values.SelectMany(l => Unknown("share level", l, OutcomeWords.ShareLevels)),
        .. Repeated("strand", form.Strands),
        .. Repeated("incident type", form.IncidentTypes),
        .. form.Notes?.Length > MaxNotes ? [$"The notes are {form.Notes.Length:N0} characters long; {MaxNotes:N0} fit."] : Array.Empty<string>(),
    ];

    /// <summary>The fields that have to be filled in before the outcome can be logged, by their names in the form's JSON.</summary>
    public static IReadOnlyList<string> MissingFrom(OutcomeForm form) =>
    [
        .. Missing("contactType", form.ContactType),
        .. Missing("risk", form.Risk),
        .. Missing("outcome", form.Outcome),
    ];

    // The word itself is not repeated: it may be anything somebody typed.
    private static IEnumerable<string> Unknown(string field, string? word, IReadOnlyList<string> known) =>
        word is null || known.Contains(word, StringComparer.Ordinal) ? [] : [$"The {field} is not one of the words this helpline uses; choose one from the list."];

    private static IEnumerable<string> Repeated(string field, IReadOnlyList<string> words) =>
        words.Distinct(StringComparer.Ordinal).Count() == words.Count ? [] : [$"A {field} is named twice; name each once."];

    private static IEnumerable<string> Missing(string field, string? value) => value is null ? [field] : [];
}
