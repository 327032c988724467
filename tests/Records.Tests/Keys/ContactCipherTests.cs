using System.Security.Cryptography;
using Helpline.Records.Keys;

namespace Helpline.Records.Tests.Keys;

public sealed class ContactCipherTests
{
    private static readonly Guid Row = Guid.CreateVersion7();
    private readonly ContactCipher cipher = new(RandomNumberGenerator.GetBytes(32));

    [Fact]
    public void WhatIsSealed_OpensInItsPlaceOnly()
    {
        var words = cipher.Seal(SealedColumn.MessageText, Row, "hello");

        cipher.Open(SealedColumn.MessageText, Row, words).ShouldBe("hello");
        Should.Throw<CryptographicException>(() => cipher.Open(SealedColumn.OutcomeNotes, Row, words));
        Should.Throw<CryptographicException>(() => cipher.Open(SealedColumn.MessageText, Guid.CreateVersion7(), words));
        Should.Throw<CryptographicException>(() => new ContactCipher(RandomNumberGenerator.GetBytes(32)).Open(SealedColumn.MessageText, Row, words));
    }

    [Fact]
    public void BytesThatWereNeverSealed_AreRefused()
    {
        Should.Throw<CryptographicException>(() => cipher.Open(SealedColumn.MessageText, Row, []));
        Should.Throw<CryptographicException>(() => cipher.Open(SealedColumn.MessageText, Row, new byte[64]));
    }
}
