using Helpline.Gateway.Twilio;

namespace Helpline.Gateway.Tests.Twilio;

public sealed class TwilioAddressTests
{
    [Theory]
    [InlineData("anonymous")]
    [InlineData("Anonymous")]
    [InlineData("unknown")]
    [InlineData("restricted")]
    [InlineData("private")]
    [InlineData("unavailable")]
    [InlineData("+266696687")]
    [InlineData("+7378742833")]
    [InlineData("+2562533")]
    [InlineData("+8656696")]
    [InlineData("+86282452253")]
    [InlineData("266696687")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("client:somebody")]
    [InlineData("sip:someone@example.org")]
    [InlineData("MyBank")]
    [InlineData("+44 7700 900123")]
    public void Parse_OfWhatIsNobodysNumber_IsWithheld(string? from) => TwilioAddress.Parse(from).IsWithheld.ShouldBeTrue();

    [Theory]
    [InlineData("+447700900123")]
    [InlineData("+441632960001")]
    [InlineData("60006")]
    public void Parse_OfANumber_IsThatNumber(string from) => TwilioAddress.Parse(from).Reveal.ShouldBe(from);

    [Fact]
    public void TwoWithheldCallers_AreNeverOnePerson() => TwilioAddress.Parse("+266696687").ShouldNotBe(TwilioAddress.Parse("+266696687"));
}
