namespace Helpline.Records.Keys;

/// <summary>A key the database has been used with: its number and a value that tells it from any other, never the key.</summary>
internal sealed class EncryptionKeyRow
{
    public string Kind { get; set; } = "";

    public int Version { get; set; }

    public byte[] CheckValue { get; set; } = [];

    public DateTimeOffset FirstUsedAt { get; set; }
}

/// <summary>A contact's data key, wrapped. Deleting the row is erasure: nothing of the contact decrypts again.</summary>
internal sealed class ContactKeyRow
{
    public Guid ContactId { get; set; }

    public int MasterVersion { get; set; }

    public byte[] Wrapped { get; set; } = [];
}
