using Helpline.Contracts;
using Helpline.Records.Keys;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.Contacts;

/// <summary>A contact together with what opens its sealed columns.</summary>
internal sealed record OpenedContact(ContactRow Row, ContactCipher Cipher)
{
    public CallerAddress Address => Row.AddressSealed is { } sealedAddress
        ? CallerAddress.Of(Cipher.Open(SealedColumn.Address, Row.Id, sealedAddress))
        : CallerAddress.Withheld;
}

/// <summary>Finds contacts with their keys, and makes new ones.</summary>
internal sealed class ContactOpening(ContactKeys keys, AddressIndex index)
{
    /// <summary>Null when there is no such contact, or its key was destroyed: then there is nothing left to read.</summary>
    public async Task<OpenedContact?> FindAsync(RecordsContext db, ContactId contact, CancellationToken cancellationToken)
    {
        var found = await db.Contacts.AsNoTracking()
            .Where(c => c.Id == contact.Value)
            .Join(db.ContactKeys, c => c.Id, k => k.ContactId, (Contact, Key) => new { Contact, Key })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : new OpenedContact(found.Contact, keys.Open(found.Key));
    }

    /// <summary>A waiting contact with a key of its own, added to <paramref name="db"/>; the caller says when it arrived (<see cref="ContactRow.Arrive"/>).</summary>
    public OpenedContact Add(RecordsContext db, ServicePlace place, CallerAddress from)
    {
        var row = new ContactRow
        {
            Id = ContactId.New().Value,
            Pool = place.Pool.Value,
            Line = place.Line.Value,
            Channel = place.Demand.Channel,
            Threaded = ChannelTraits.Of(place.Demand.Channel).Threaded,
            Demand = place.Demand.Key,
            Priority = Priority.Normal,
            State = ContactState.Waiting,
        };
        var (key, cipher) = keys.New(row.Id);
        if (!from.IsWithheld)
        {
            var hash = index.Of(from);
            (row.AddressHash, row.AddressHashVersion) = (hash.Value, hash.Version);
            row.AddressSealed = cipher.Seal(SealedColumn.Address, row.Id, from.Reveal);
        }

        db.Contacts.Add(row);
        db.ContactKeys.Add(key);
        return new OpenedContact(row, cipher);
    }
}

/// <summary>Where a contact waits, and for whom.</summary>
internal sealed record ServicePlace(PoolId Pool, LineId Line, Demand Demand);
