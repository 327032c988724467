using System.Text;
using Helpline.Gateway.Twilio;

namespace Helpline.Gateway.Tests.Twilio;

/// <summary>The public vectors of twilio-csharp's RequestValidatorTest and of Twilio's documentation (token 12345).</summary>
public sealed class TwilioSignatureTests
{
    private const string Tail = "/myapp.php?foo=1&bar=2";
    private const string Json = """{"property": "value", "boolean": true}""";
    private const string JsonHash = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";

    private static readonly KeyValuePair<string, string>[] Fields =
    [
        new("CallSid", "CA1234567890ABCDE"), new("From", "+14158675309"), new("Digits", "1234"), new("To", "+18005551212"), new("Caller", "+14158675309"),
    ];

    [Theory]
    [InlineData("https://mycompany.com", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("https://MyCompany.com", "g9IN/x4Cft2g517EjYvEvM/W7LU=")]
    [InlineData("https://MyCompany.com:1234", "PCqOZm8cnu/L6+u5i5fuEd+Iac4=")]
    [InlineData("http://MyCompany.com", "XY7AlKOKL6im4yWyX84gldUrtis=")]
    [InlineData("http://username:password@MyCompany.com", "PJ08CxXr7KLPjEQCTc8LkUSMwSM=")]
    [InlineData("HTTP://username:password@MyCompany.com", "hy/l8pca+LFms4cvRdv8uiP6NGc=")]
    [InlineData("http://Username:Password@MyCompany.com", "SkTSKyDJH9kUlhItI0slbgZ1UsI=")]
    [InlineData("https://mycompany.com:1234", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("https://mycompany.com", "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData("http://mycompany.com", "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    [InlineData("https://mycompany.com:1234", "CYn1h0gLBdNxDGkKJg6hYohgeD8=")]
    [InlineData("http://mycompany.com:1234", "Zmvh+3yNM1Phv2jhDCwEM3q5ebU=")]
    public void IsGenuine_ForTheVectorsOfTheSdk(string origin, string signature) =>
        TwilioSignature.IsGenuine(origin + Tail, Fields, signature, ["12345"]).ShouldBeTrue();

    [Theory]
    [InlineData("https://mycompany.com", "NOTRSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("https://MyCompany.com", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("https://MyCompany.com:1234", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("http://MyCompany.com", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("https://mycompany.com", "")]
    public void IsGenuine_RefusesAllOthers(string origin, string signature) =>
        TwilioSignature.IsGenuine(origin + Tail, Fields, signature, ["12345"]).ShouldBeFalse();

    [Fact]
    public void IsGenuine_ForTheVectorOfTheDocumentation()
    {
        KeyValuePair<string, string>[] fields =
        [
            new("CallSid", "CA1234567890ABCDE"), new("Caller", "+14158675310"), new("Digits", "1234"), new("From", "+14158675310"), new("To", "+18005551212"),
        ];

        TwilioSignature.IsGenuine("https://example.com" + Tail, fields, "L/OH5YylLD5NRKLltdqwSvS0BnU=", ["12345"]).ShouldBeTrue();
    }

    [Fact]
    public void BodySha256_IsTheVectorOfTheSdk() =>
        TwilioSignature.BodySha256(Encoding.UTF8.GetBytes(Json)).ShouldBe(JsonHash);

    [Theory]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=" + JsonHash, "a9nBmqA0ju/hNViExpshrM61xv4=", true)]
    [InlineData("https://mycompany.com/myapp.php?bodySHA256=" + JsonHash, "y77kIzt2vzLz71DgmJGsen2scGs=", true)]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8=", false)]
    public void IsGenuineJson_ForTheVectorsOfTheSdk(string url, string signature, bool expected) =>
        TwilioSignature.IsGenuineJson(url, Encoding.UTF8.GetBytes(Json), signature, ["12345"]).ShouldBe(expected);

    [Fact]
    public void IsGenuineJson_WhenTheBodyIsNotTheOneSigned_IsFalse() =>
        TwilioSignature.IsGenuineJson(
            $"https://mycompany.com/myapp.php?bodySHA256={JsonHash}", Encoding.UTF8.GetBytes(Json + " "), "y77kIzt2vzLz71DgmJGsen2scGs=", ["12345"]).ShouldBeFalse();

    [Fact]
    public void IsGenuine_WithSeveralTokens_AcceptsEach_AndNoOther()
    {
        var signature = TwilioSignature.Sign("second", "https://a.example" + Tail, Fields);

        TwilioSignature.IsGenuine("https://a.example" + Tail, Fields, signature, ["first", "second"]).ShouldBeTrue();
        TwilioSignature.IsGenuine("https://a.example" + Tail, Fields, signature, ["first", "third"]).ShouldBeFalse();
        TwilioSignature.IsGenuine("https://a.example" + Tail, Fields, signature, []).ShouldBeFalse();
    }

    [Fact]
    public void Sign_TakesRepeatedFieldsAsTheirDistinctValuesSorted()
    {
        KeyValuePair<string, string>[] repeated = [new("B", "2"), new("A", "z"), new("B", "1"), new("B", "2")];
        KeyValuePair<string, string>[] plain = [new("A", "z"), new("B", "1B2")];

        TwilioSignature.Sign("t", "https://a.example/", repeated).ShouldBe(TwilioSignature.Sign("t", "https://a.example/", plain));
    }

    [Fact]
    public void Sign_CoversEmptyFieldsAndSpaces()
    {
        var none = TwilioSignature.Sign("t", "https://a.example/", [new("A", "x")]);

        TwilioSignature.Sign("t", "https://a.example/", [new("A", "x"), new("Body", "")]).ShouldNotBe(none);
        TwilioSignature.Sign("t", "https://a.example/", [new("A", "x ")]).ShouldNotBe(none);
    }
}
