using Helpline.Simulator.Webhooks;

namespace Helpline.Simulator.Tests;

/// <summary>Twilio's own vectors: twilio-csharp's RequestValidatorTest, and the one in its documentation.</summary>
public sealed class SignatureTests
{
    private static readonly KeyValuePair<string, string>[] Form =
        [new("CallSid", "CA1234567890ABCDE"), new("From", "+14158675309"), new("Digits", "1234"), new("To", "+18005551212"), new("Caller", "+14158675309")];

    [Theory]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("https://MyCompany.com/myapp.php?foo=1&bar=2", "g9IN/x4Cft2g517EjYvEvM/W7LU=")]
    [InlineData("https://MyCompany.com:1234/myapp.php?foo=1&bar=2", "PCqOZm8cnu/L6+u5i5fuEd+Iac4=")]
    [InlineData("http://MyCompany.com/myapp.php?foo=1&bar=2", "XY7AlKOKL6im4yWyX84gldUrtis=")]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2", "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData("http://mycompany.com:80/myapp.php?foo=1&bar=2", "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    [InlineData("https://mycompany.com:1234/myapp.php?foo=1&bar=2", "CYn1h0gLBdNxDGkKJg6hYohgeD8=")]
    [InlineData("http://mycompany.com:1234/myapp.php?foo=1&bar=2", "Zmvh+3yNM1Phv2jhDCwEM3q5ebU=")]
    public void Of_TwiliosVectors_IsTwiliosSignature(string url, string signature) => RequestSignature.Of("12345", url, Form).ShouldBe(signature);

    [Fact]
    public void Of_TheVectorInTheDocumentation_IsTwiliosSignature() =>
        RequestSignature.Of("12345", "https://example.com/myapp.php?foo=1&bar=2", [
            new("CallSid", "CA1234567890ABCDE"), new("Caller", "+14158675310"), new("Digits", "1234"), new("From", "+14158675310"), new("To", "+18005551212")])
            .ShouldBe("L/OH5YylLD5NRKLltdqwSvS0BnU=");

    [Fact]
    public void Of_ARepeatedName_TakesEachValueOnceInOrder()
    {
        var once = RequestSignature.Of("12345", "https://a.example/", [new("A", "1"), new("A", "2")]);

        RequestSignature.Of("12345", "https://a.example/", [new("A", "2"), new("A", "1"), new("A", "2")]).ShouldBe(once);
    }

    [Theory]
    [InlineData("https://a.example:8443/x?y=%20z#rc=2", true, "https://a.example/x?y=%20z")]
    [InlineData("https://a.example:8443/x?y=%20z#rc=2", false, "https://a.example:8443/x?y=%20z")]
    [InlineData("http://a.example:8080/x", true, "http://a.example:8080/x")]
    [InlineData("https://user:secret@a.example/x", true, "https://a.example/x")]
    public void SignedUrl_LeavesOutWhatTwilioLeavesOut(string url, bool voice, string signed) => RequestSignature.SignedUrl(new Uri(url), voice).ShouldBe(signed);
}
