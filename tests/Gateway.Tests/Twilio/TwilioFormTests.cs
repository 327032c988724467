using System.Text;
using Helpline.Gateway.Twilio;

namespace Helpline.Gateway.Tests.Twilio;

public sealed class TwilioFormTests
{
    [Fact]
    public void TryParse_KeepsOrderRepeatsEmptiesAndEveryLetter()
    {
        TwilioForm.TryParse("Body=a+b%20%F0%9F%95%AF%0D%0A&To=%2B447700900001&Body=&Flag&"u8, out var form).ShouldBeTrue();

        form.Fields.ShouldBe([new("Body", "a b 🕯\r\n"), new("To", "+447700900001"), new("Body", ""), new("Flag", "")]);
        form["To"].ShouldBe("+447700900001");
        form["Flag"].ShouldBeNull();
        form["Missing"].ShouldBeNull();
    }

    [Theory]
    [InlineData("Body=%")]
    [InlineData("Body=%4")]
    [InlineData("Body=%zz")]
    [InlineData("Body=%FF%FE")]
    [InlineData("=value")]
    public void TryParse_RefusesWhatIsNoForm(string body) =>
        TwilioForm.TryParse(Encoding.ASCII.GetBytes(body), out _).ShouldBeFalse();

    [Fact]
    public void TryParse_RefusesRawBytesThatAreNoUtf8() =>
        TwilioForm.TryParse([(byte)'a', (byte)'=', 0xC3, 0x28], out _).ShouldBeFalse();

    [Fact]
    public void TryParse_OfNothing_IsAnEmptyForm()
    {
        TwilioForm.TryParse([], out var form).ShouldBeTrue();
        form.Fields.ShouldBeEmpty();
    }
}
