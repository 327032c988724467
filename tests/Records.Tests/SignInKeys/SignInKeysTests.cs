using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Helpline.Records.Tests.SignInKeys;

public sealed class SignInKeysTests(PostgresFixture postgres) : RecordsTest(postgres)
{
    [Fact]
    public async Task WhatOneNodeProtects_AnotherOpens_AndSoDoesTheNextStart()
    {
        var cookie = Protector(Node).Protect("who I am");

        await using var other = await Node.AnotherAsync();

        Protector(other).Unprotect(cookie).ShouldBe("who I am");
        (await Node.ScalarAsync<long>("select count(*) from sign_in_key")).ShouldBe(1);
    }

    [Fact]
    public async Task TheStoredKey_HoldsNoSecretInClear()
    {
        Protector(Node).Protect("who I am");

        var xml = (await Node.ScalarAsync<string>("select xml from sign_in_key"))!;

        xml.ShouldContain("sealedByMasterKey");
        xml.ShouldNotContain("<masterKey");
    }

    [Fact]
    public async Task AfterAMasterKeyRotation_OldCookiesStillOpen()
    {
        var cookie = Protector(Node).Protect("who I am");
        await File.WriteAllTextAsync(Path.Combine(Node.Keys, "master-2.key"), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

        await using var rotated = await Node.AnotherAsync();

        Protector(rotated).Unprotect(cookie).ShouldBe("who I am");
    }

    private static IDataProtector Protector(Node node) => node.Get<IDataProtectionProvider>().CreateProtector("cookies");
}
