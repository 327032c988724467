using Helpline.Records.Keys;
using Helpline.Records.Storage;

namespace Helpline.Records.Contacts;

/// <summary>Writes down who looks at what, in the transaction that reads it: no note, no read.</summary>
internal sealed class AccessAudit(TimeProvider clock)
{
    public const string Thread = "thread";
    public const string Address = "address";
    public const string Outcome = "outcome";
    public const string SafeContact = "safe-contact";
    public const string SafeOverride = "safe-override";
    public const string Voicemail = "voicemail";
    public const string Recording = "recording";
    public const string Transcript = "transcript";
    public const string Listen = "call-listen";
    public const string Whisper = "call-whisper";
    public const string Barge = "call-barge";
    public const string Danger = "danger";
    public const string Relay = "relay";

    private const int MaxPurposeLength = 40;

    public async Task NoteAsync(RecordsContext db, OpenedContact contact, Reader reader, string what, string? reason, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(reader.Purpose) || reader.Purpose.Length > MaxPurposeLength)
        {
            throw new ArgumentException($"A reader names a purpose of 1 to {MaxPurposeLength} characters.", nameof(reader));
        }

        var row = new AccessRow { At = clock.Now(), AgentId = reader.Agent.Value, ContactId = contact.Row.Id, Purpose = reader.Purpose, What = what };
        row.ReasonSealed = reason is null ? null : contact.Cipher.Seal(SealedColumn.AccessReason, row.Id, reason);
        db.AccessAudit.Add(row);
        await db.SaveChangesAsync(cancellationToken);
    }
}
