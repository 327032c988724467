using System.Security.Cryptography;

namespace Helpline.Records.Keys;

/// <summary>AES-256-GCM: format byte, nonce, ciphertext, tag. What is sealed opens only with the same key and the same <c>place</c>.</summary>
internal static class Box
{
    private const byte Format = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int Overhead = 1 + NonceLength + TagLength;

    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> place, ReadOnlySpan<byte> content)
    {
        var sealedBytes = new byte[Overhead + content.Length];
        sealedBytes[0] = Format;
        var nonce = sealedBytes.AsSpan(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, content, sealedBytes.AsSpan(1 + NonceLength, content.Length), sealedBytes.AsSpan(^TagLength..), place);
        return sealedBytes;
    }

    /// <summary>Opens what <see cref="Seal"/> made.</summary>
    /// <exception cref="CryptographicException">Another key, another place, or changed bytes.</exception>
    public static byte[] Open(byte[] key, ReadOnlySpan<byte> place, ReadOnlySpan<byte> sealedBytes)
    {
        if (sealedBytes.Length < Overhead || sealedBytes[0] != Format)
        {
            throw new CryptographicException("This is not a sealed value of a format that this version knows.");
        }

        var content = new byte[sealedBytes.Length - Overhead];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(sealedBytes.Slice(1, NonceLength), sealedBytes[(1 + NonceLength)..^TagLength], sealedBytes[^TagLength..], content, place);
        return content;
    }
}
