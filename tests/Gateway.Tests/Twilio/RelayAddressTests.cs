using Helpline.Gateway.Twilio;
using Helpline.Records;

namespace Helpline.Gateway.Tests.Twilio;

/// <summary>The prefixes of Relay UK are no part of anybody's number.</summary>
public sealed class RelayAddressTests
{
    [Theory]
    [InlineData("+18001", "07700900123", "+447700900123")]
    [InlineData("18001", "07700900123", "+447700900123")]
    [InlineData("+18001", "447700900123", "+447700900123")]
    [InlineData("+18002", "7700900123", "+447700900123")]
    [InlineData("18002", "00447700900456", "+447700900456")]
    [InlineData("+4418001", "01632960001", "+441632960001")]
    [InlineData("018001", "01632960001", "+441632960001")]
    public void APrefixedNumber_IsThePersonsOwn_ThroughRelayUk(string prefix, string number, string own)
    {
        var (address, access) = RelayAddress.Parse(prefix + number);

        (address.Reveal, access).ShouldBe((own, AccessService.RelayUk));
    }

    [Theory]
    [InlineData("+44", "7700900123", false)]
    [InlineData("+1800", "1234567", false)]
    [InlineData("", "anonymous", true)]
    [InlineData("+18001", "", false)]
    [InlineData("18001", "abcdefghijk", true)]
    [InlineData("", null, true)]
    public void AnyOtherNumber_IsReadAsItWas(string prefix, string? number, bool withheld)
    {
        var (address, access) = RelayAddress.Parse(prefix + number);

        (address.IsWithheld, access).ShouldBe((withheld, null));
    }
}
