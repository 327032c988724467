using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Helpline.Contracts;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Helpline.Gateway.Tests.Twilio;

public sealed class TwilioSoftphoneTests
{
    private static readonly AgentId Agent = AgentId.New();
    private readonly TestClock clock = new();

    [Fact]
    public void For_IsATokenAsTwilioReadsIt()
    {
        var setup = Provider(GatewayHost.Settings("http://127.0.0.1:1")).For(Agent);
        var parts = setup.Token!.Split('.');
        var header = Part(parts[0]);
        var payload = Part(parts[1]);
        var issued = clock.GetUtcNow().ToUnixTimeSeconds();

        setup.Kind.ShouldBe(SoftphoneKind.Twilio);
        setup.Identity.ShouldBe($"agent_{Agent}");
        setup.ExpiresAt.ShouldBe(clock.GetUtcNow().AddMinutes(30));
        header.GetRawText().ShouldBe("""{"typ":"JWT","alg":"HS256","cty":"twilio-fpa;v=1"}""");
        payload.GetProperty("jti").GetString().ShouldBe($"SKbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb-{issued}");
        payload.GetProperty("iss").GetString().ShouldBe("SKbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb");
        payload.GetProperty("sub").GetString().ShouldBe(GatewayHost.Account);
        payload.GetProperty("iat").GetInt64().ShouldBe(issued);
        payload.GetProperty("exp").GetInt64().ShouldBe(issued + 1800);
        payload.GetProperty("grants").GetRawText().ShouldBe(
            """{"identity":"agent_ID","voice":{"incoming":{"allow":true},"outgoing":{"application_sid":"APcccccccccccccccccccccccccccccccc"}}}""".Replace("ID", Agent.ToString(), StringComparison.Ordinal));
        parts[2].ShouldBe(Base64Url.EncodeToString(HMACSHA256.HashData("api-secret"u8, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"))));
    }

    [Theory]
    [InlineData("Twilio:TwimlAppSid")]
    [InlineData(null)]
    public void For_WithoutVoiceKeys_IsNone(string? missing)
    {
        var settings = GatewayHost.Settings("http://127.0.0.1:1");
        if (missing is null)
        {
            settings.Clear();
        }
        else
        {
            settings.Remove(missing);
        }

        Provider(settings).For(Agent).ShouldBe(new(SoftphoneKind.None, $"agent_{Agent}", Token: null, ExpiresAt: null));
    }

    private static JsonElement Part(string part) => JsonDocument.Parse(Base64Url.DecodeFromChars(part)).RootElement;

    private ISoftphoneProvider Provider(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddSingleton<TimeProvider>(clock).AddTwilioSoftphone(configuration).BuildServiceProvider().GetRequiredService<ISoftphoneProvider>();
    }
}
