using System.Text;

namespace Helpline.Records.Keys;

/// <summary>A sealed column. Its name is part of what is sealed: renaming one means resealing it.</summary>
internal readonly record struct SealedColumn(string Table, string Column)
{
    public static readonly SealedColumn Address = new("contact", "address");
    public static readonly SealedColumn ProviderEvent = new("provider_event", "raw");
    public static readonly SealedColumn MessageText = new("message", "text");
    public static readonly SealedColumn OutcomeNotes = new("outcome", "notes");
    public static readonly SealedColumn VoicemailSound = new("voicemail_chunk", "sound");
    public static readonly SealedColumn CallSound = new("call_recording_chunk", "sound");
    public static readonly SealedColumn VoicemailTranscript = new("voicemail", "transcript");
    public static readonly SealedColumn PartyAbout = new("call_party", "about");
    public static readonly SealedColumn AccessReason = new("access_audit", "reason");
    public static readonly SealedColumn SafeWording = new("safe_contact", "wording");
    public static readonly SealedColumn SafeNote = new("safe_contact", "note");
    public static readonly SealedColumn SafeWord = new("safe_contact", "safe_word");
    public static readonly SealedColumn SafeOverrideReason = new("safe_override", "reason");
    public static readonly SealedColumn DangerWords = new("danger_note", "words");
    public static readonly SealedColumn AccessAbout = new("contact", "access_about");

    /// <summary>Where a value stands; moved to another column or row it does not open.</summary>
    public byte[] Place(Guid row) => Encoding.ASCII.GetBytes($"{Table}.{Column}:{row:N}");
}

/// <summary>Seals and opens what belongs to one contact, with its own data key.</summary>
internal sealed class ContactCipher(byte[] dataKey)
{
    public byte[] Seal(SealedColumn column, Guid row, string text) => Box.Seal(dataKey, column.Place(row), Encoding.UTF8.GetBytes(text));

    public byte[] SealBytes(SealedColumn column, Guid row, ReadOnlySpan<byte> content) => Box.Seal(dataKey, column.Place(row), content);

    public byte[] OpenBytes(SealedColumn column, Guid row, byte[] sealedBytes) => Box.Open(dataKey, column.Place(row), sealedBytes);

    public string Open(SealedColumn column, Guid row, byte[] sealedText) => Encoding.UTF8.GetString(Box.Open(dataKey, column.Place(row), sealedText));
}
