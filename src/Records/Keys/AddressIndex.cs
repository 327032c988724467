using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Helpline.Contracts;

namespace Helpline.Records.Keys;

internal sealed record AddressHash(byte[] Value, int Version);

/// <summary>
/// Finds an address without being able to read it: HMAC-SHA256 of the normalised address under a key of its own. One number has one hash on every channel,
/// so that a person who rang and then texts is known.
/// </summary>
internal sealed class AddressIndex(KeyRing ring)
{
    /// <summary>The hash to store.</summary>
    public AddressHash Of(CallerAddress address)
    {
        var current = ring.Indexes[^1];
        return new AddressHash(Hash(current, address.Reveal), current.Version);
    }

    /// <summary>The hashes to look for: one per key still accepted.</summary>
    public byte[][] AllOf(CallerAddress address) => [.. ring.Indexes.Select(key => Hash(key, address.Reveal))];

    /// <summary>The number of the lock that a conversation of this address on this line and channel is opened under.</summary>
    public long LockOf(CallerAddress address, LineId line, Channel channel) =>
        BinaryPrimitives.ReadInt64LittleEndian(Hash(ring.Indexes[0], $"{address.Reveal}\n{line}\n{(int)channel}"));

    private static byte[] Hash(VersionedKey key, string text) => HMACSHA256.HashData(key.Secret, Encoding.UTF8.GetBytes(text));
}
