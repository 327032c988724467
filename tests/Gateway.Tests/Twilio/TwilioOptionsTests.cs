using Helpline.Gateway.Tests.Doubles;
using Helpline.Gateway.Twilio;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Tests.Twilio;

public sealed class TwilioOptionsTests
{
    [Fact]
    public void NoneAtAll_IsValid_AndNotConfigured()
    {
        var options = Read([]);

        options.IsConfigured.ShouldBeFalse();
        options.HasVoiceKeys.ShouldBeFalse();
    }

    [Fact]
    public void AllSet_IsValid()
    {
        var options = Read(GatewayHost.Settings("http://127.0.0.1:5001"));

        options.AuthTokens.ShouldBe([GatewayHost.Token, GatewayHost.OldToken]);
        options.HasVoiceKeys.ShouldBeTrue();
        options.Absolute("/x").ShouldBe(GatewayHost.PublicUrl + "/x");
    }

    [Fact]
    public void ManyWrong_AreNamedAllAtOnce()
    {
        var failure = Should.Throw<OptionsValidationException>(() => Read(new()
        {
            ["Twilio:AccountSid"] = "AC-not-a-sid",
            ["Twilio:ApiKeySid"] = "SKbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
            ["Twilio:ApiBaseUrl"] = "http://api.twilio.com",
            ["Twilio:SmsValiditySeconds"] = "5",
            ["Twilio:CallsPerSecond"] = "0",
            ["Twilio:LongestCallMinutes"] = "5",
            ["Twilio:StandByNumber"] = "0800 1111",
        }));

        foreach (var name in new[] { "Twilio:AccountSid", "Twilio:AuthToken", "Twilio:ApiKeySecret", "Twilio:ApiBaseUrl", "Twilio:SmsValiditySeconds", "Twilio:CallsPerSecond", "Twilio:LongestCallMinutes", "Twilio:StandByNumber", "PublicBaseUrl" })
        {
            failure.Failures.ShouldContain(f => f.Contains(name, StringComparison.Ordinal), name);
        }
    }

    [Theory]
    [InlineData("Twilio:TwimlAppSid", "APP1")]
    [InlineData("Twilio:ApiKeySid", "SK1")]
    [InlineData("Twilio:ApiKeySid", null)]
    [InlineData("Twilio:AuthToken", " , ")]
    [InlineData("PublicBaseUrl", "helpline.example.org")]
    [InlineData("PublicBaseUrl", "http://helpline.example.org")]
    [InlineData("PublicBaseUrl", "https://user:password@helpline.example.org")]
    [InlineData("PublicBaseUrl", "https://helpline.example.org/?a=1")]
    [InlineData("PublicBaseUrl", null)]
    public void OneWrong_IsNamed(string name, string? value)
    {
        var settings = GatewayHost.Settings("http://127.0.0.1:5001");
        settings[name] = value;

        Should.Throw<OptionsValidationException>(() => Read(settings)).Failures.ShouldContain(f => f.Contains(name, StringComparison.Ordinal));
    }

    private static TwilioOptions Read(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        using var services = new ServiceCollection().AddTwilioSoftphone(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<TwilioOptions>>().Value;
    }
}
