using System.Text.Json;
using Helpline.Records.Contacts;
using Helpline.Records.Keys;

namespace Helpline.Records.SafeContact;

/// <summary>The form of the agent to the row of the database and back.</summary>
internal static class SafeContactForms
{
    private const int MostTimes = 21;
    private const int LongestWording = 300;
    private const int LongestNote = 1000;
    private const int LongestSafeWord = 100;

    private static readonly OutboundKind[] Kinds = [OutboundKind.Call, OutboundKind.Text, OutboundKind.Email, OutboundKind.VideoLink];

    /// <summary>What is wrong with a form; empty when it can be kept.</summary>
    public static IReadOnlyList<string> ProblemsOf(SafeContactForm form)
    {
        List<string> problems = [];
        if (form.Kinds.Any(kind => !Kinds.Contains(kind)))
        {
            problems.Add("Kinds may be call, text, email and videoLink; whether voicemail is safe has its own field.");
        }

        if (form.Times.Count > MostTimes)
        {
            problems.Add($"At most {MostTimes} safe times can be kept; join some of them.");
        }

        if (form.Times.Any(time => !IsGood(time)))
        {
            problems.Add("A safe time needs at least one day, a beginning from 0:00 to 23:59 and another end up to 24:00.");
        }

        AddIfLong(problems, "What to say", form.Wording, LongestWording);
        AddIfLong(problems, "The note", form.Note, LongestNote);
        AddIfLong(problems, "The safe word", form.SafeWord, LongestSafeWord);
        return problems;
    }

    public static SafeContactRow Write(SafeContactForm form, OpenedContact contact)
    {
        var row = new SafeContactRow
        {
            ContactId = contact.Row.Id,
            AddressHash = contact.Row.AddressHash,
            AddressHashVersion = contact.Row.AddressHashVersion,
            Nothing = form.Never,
            Kinds = [.. form.Kinds.Distinct().Order().Select(kind => (int)kind)],
            Voicemail = form.Voicemail,
            WithholdNumber = form.WithholdNumber,
            Times = JsonSerializer.Serialize(form.Times, JsonSerializerOptions.Web),
            Until = form.Until,
        };
        row.WordingSealed = Seal(contact, SealedColumn.SafeWording, row.Id, form.Wording);
        row.NoteSealed = Seal(contact, SealedColumn.SafeNote, row.Id, form.Note);
        row.SafeWordSealed = Seal(contact, SealedColumn.SafeWord, row.Id, form.SafeWord);
        return row;
    }

    public static SafeContactForm Read(SafeContactRow row, OpenedContact contact) => new(
        row.Nothing,
        [.. row.Kinds.Select(kind => (OutboundKind)kind)],
        row.Voicemail,
        row.WithholdNumber,
        TimesOf(row),
        row.Until,
        Wording(row, contact),
        Open(contact, SealedColumn.SafeNote, row.Id, row.NoteSealed),
        Open(contact, SealedColumn.SafeWord, row.Id, row.SafeWordSealed));

    public static string? Wording(SafeContactRow row, OpenedContact contact) => Open(contact, SealedColumn.SafeWording, row.Id, row.WordingSealed);

    public static SafeRuleSet Rules(SafeContactRow row, Guid contact) => new(
        row.ContactId == contact, row.Nothing, [.. row.Kinds.Select(kind => (OutboundKind)kind)], row.Voicemail, row.WithholdNumber, TimesOf(row), row.Until);

    private static List<SafeTime> TimesOf(SafeContactRow row) => JsonSerializer.Deserialize<List<SafeTime>>(row.Times, JsonSerializerOptions.Web)!;

    /// <summary>Equal ends could mean all day or never: neither is guessed.</summary>
    private static bool IsGood(SafeTime time) =>
        time.Days.Count > 0 && time.Days.All(Enum.IsDefined)
        && time is { From: >= 0 and < SafeTimes.MinutesOfADay, To: > 0 and <= SafeTimes.MinutesOfADay } && time.From != time.To;

    private static void AddIfLong(List<string> problems, string what, string? text, int longest)
    {
        if (text?.Length > longest)
        {
            problems.Add($"{what} has {text.Length} characters; at most {longest} can be kept.");
        }
    }

    private static byte[]? Seal(OpenedContact contact, SealedColumn column, Guid row, string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : contact.Cipher.Seal(column, row, text.Trim());

    private static string? Open(OpenedContact contact, SealedColumn column, Guid row, byte[]? sealedText) =>
        sealedText is null ? null : contact.Cipher.Open(column, row, sealedText);
}
