using System.Text.Json;
using Helpline.Records.Contacts;
using Helpline.Records.Keys;

namespace Helpline.Records.WrapUp;

/// <summary>Between the form and its row.</summary>
internal static class OutcomeForms
{
    public static void Write(OutcomeRow row, OutcomeForm form, ContactCipher cipher)
    {
        row.ContactType = form.ContactType;
        row.Strands = [.. form.Strands];
        row.IncidentTypes = [.. form.IncidentTypes];
        row.Sharing = JsonSerializer.Serialize(form.Sharing);
        row.Risk = form.Risk;
        row.Outcome = form.Outcome;
        row.NotesSealed = form.Notes is null ? null : cipher.Seal(SealedColumn.OutcomeNotes, row.AssignmentId, form.Notes);
    }

    public static OutcomeForm Read(OutcomeRow row, OpenedContact contact) => new(
        row.ContactType,
        row.Strands,
        row.IncidentTypes,
        JsonSerializer.Deserialize<Dictionary<string, string>>(row.Sharing) ?? [],
        row.Risk,
        row.Outcome,
        row.NotesSealed is null ? null : contact.Cipher.Open(SealedColumn.OutcomeNotes, row.AssignmentId, row.NotesSealed));

    /// <summary>A form read from JSON may lack its lists altogether.</summary>
    public static OutcomeForm Whole(OutcomeForm form) => form with
    {
        Strands = form.Strands ?? [],
        IncidentTypes = form.IncidentTypes ?? [],
        Sharing = form.Sharing ?? OutcomeForm.Empty.Sharing,
    };

    public static bool Same(OutcomeForm one, OutcomeForm other) =>
        string.Equals(Text(one), Text(other), StringComparison.Ordinal);

    private static string Text(OutcomeForm form) =>
        JsonSerializer.Serialize(form with { Sharing = new SortedDictionary<string, string>(form.Sharing.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal) });
}
