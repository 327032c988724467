using System.Security.Cryptography;

namespace Helpline.Records.Keys;

/// <summary>Makes, wraps and unwraps the data keys of contacts. Nothing is kept in memory: a deleted key is gone at once.</summary>
internal sealed class ContactKeys(KeyRing ring)
{
    private static readonly SealedColumn Wrapped = new("contact_key", "wrapped");

    /// <summary>A new data key for a contact, and the row to store it in.</summary>
    public (ContactKeyRow Row, ContactCipher Cipher) New(Guid contact)
    {
        var dataKey = RandomNumberGenerator.GetBytes(KeyFiles.KeyLength);
        var master = ring.CurrentMaster;
        var row = new ContactKeyRow { ContactId = contact, MasterVersion = master.Version, Wrapped = Box.Seal(master.Secret, Wrapped.Place(contact), dataKey) };
        return (row, new ContactCipher(dataKey));
    }

    public ContactCipher Open(ContactKeyRow row) =>
        new(Box.Open(ring.Master(row.MasterVersion).Secret, Wrapped.Place(row.ContactId), row.Wrapped));
}
