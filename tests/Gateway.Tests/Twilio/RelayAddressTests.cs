using Helpline.Gateway.Twilio;
using Helpline.Records;

namespace Helpline.Gateway.Tests.Twilio;

/// <summary>The prefixes of Relay UK are no part of anybody's number.</summary>
public sealed class RelayAddressTests
{
    [Theory]
    [InlineData("+1800107700900123", "+447700900123")]
    [InlineData("1800107700900123", "+447700900123")]
    [InlineData("+18001447700900123", "+447700900123")]
    [InlineData("+180027700900123", "+447700900123")]
    [InlineData("18002004412345678901", "+4412345678901")]
    [InlineData("+441800101632960001", "+441632960001")]
    [InlineData("01800101632960001", "+441632960001")]
    public void APrefixedNumber_IsThePersonsOwn_ThroughRelayUk(string from, string own)
    {
        var (address, access) = RelayAddress.Parse(from);

        (address.Reveal, access).ShouldBe((own, AccessService.RelayUk));
    }

    [Theory]
    [InlineData("+447700900123", false)]
    [InlineData("+18001234567", false)]
    [InlineData("+12025550100", false)]
    [InlineData("anonymous", true)]
    [InlineData("+18001", false)]
    [InlineData("18001abcdefghijk", true)]
    [InlineData(null, true)]
    public void AnyOtherNumber_IsReadAsItWas(string? from, bool withheld)
    {
        var (address, access) = RelayAddress.Parse(from);

        (address.IsWithheld, access).ShouldBe((withheld, null));
    }
}
