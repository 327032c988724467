using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Gateway.Twilio;

namespace Helpline.Gateway.Tests.Twilio;

/// <summary>Nothing unsigned, malformed or oversized gets in, whichever webhook it knocks at, and nothing changes by it.</summary>
public sealed class SignedByTwilioTests : IAsyncLifetime
{
    private const string Url = "/twilio/voice/incoming";
    private GatewayHost gateway = null!;

    public static TheoryData<string> Webhooks => new(
        "/twilio/voice/incoming", "/twilio/voice/wait", "/twilio/voice/queue-left", "/twilio/voice/status", "/twilio/voice/client", "/twilio/voice/conference",
        "/twilio/voice/join", "/twilio/voice/agent-left", "/twilio/voice/caller-left", "/twilio/voice/requeue", "/twilio/sms/incoming", "/twilio/sms/status");

    private static List<KeyValuePair<string, string>> Call =>
        [new("CallSid", "CA1"), new("From", "+441632960001"), new("To", FakeLines.PhoneNumber), new("AccountSid", GatewayHost.Account)];

    public async Task InitializeAsync() => gateway = await GatewayHost.StartAsync();

    public async Task DisposeAsync() => await gateway.DisposeAsync();

    [Theory]
    [MemberData(nameof(Webhooks))]
    public async Task EveryWebhook_WithoutOrWithWrongSignature_Is403_AndChangesNothing(string url)
    {
        (await SendAsync(url, new FormUrlEncodedContent(Call), signature: null)).ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(url, new FormUrlEncodedContent(Call), "")).ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(url, new FormUrlEncodedContent(Call), Sign(url, Call, token: "guessed"))).ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(url, new FormUrlEncodedContent(Call), Sign("/twilio/other", Call))).ShouldBe(HttpStatusCode.Forbidden);
        NothingHappened();
    }

    [Theory]
    [MemberData(nameof(Webhooks))]
    public async Task EveryWebhook_WhenNotConfigured_Is503InPlainWords(string url)
    {
        await using var bare = await GatewayHost.StartAsync(configured: false);
        using var response = await bare.SendAsync(url, new FormUrlEncodedContent(Call), Sign(url, Call));

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync()).ShouldContain("Twilio:AccountSid");
    }

    [Fact]
    public async Task ASignedWebhook_GetsIn_WithEitherToken()
    {
        (await SendAsync(Url, new FormUrlEncodedContent(Call), Sign(Url, Call))).ShouldBe(HttpStatusCode.OK);
        (await SendAsync(Url, new FormUrlEncodedContent(Call), Sign(Url, Call, GatewayHost.OldToken))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task TheSignedUrl_IsThePublicOneWithTheRequestLineAsItCame()
    {
        const string odd = Url + "?held=1&x=%2F%20%C3%A9&y=a+b";

        (await SendAsync(odd, new FormUrlEncodedContent(Call), Sign(odd, Call))).ShouldBe(HttpStatusCode.OK);
        (await SendAsync(odd, new FormUrlEncodedContent(Call), Sign(Url, Call))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task AChangedAddedOrEmptyField_BreaksTheSignature()
    {
        var signature = Sign(Url, Call);

        foreach (var changed in new List<KeyValuePair<string, string>>[] { [.. Call, new("Extra", "")], [.. Call.Skip(1)], [new("CallSid", "CA2"), .. Call.Skip(1)] })
        {
            (await SendAsync(Url, new FormUrlEncodedContent(changed), signature)).ShouldBe(HttpStatusCode.Forbidden);
        }

        NothingHappened();
    }

    [Theory]
    [InlineData("ACzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("")]
    public async Task AnotherAccount_Is403_EvenWhenSignedWithOurToken(string account)
    {
        List<KeyValuePair<string, string>> fields = [.. Call.SkipLast(1), new("AccountSid", account)];

        (await SendAsync(Url, new FormUrlEncodedContent(fields), Sign(Url, fields))).ShouldBe(HttpStatusCode.Forbidden);
        NothingHappened();
    }

    [Theory]
    [InlineData("CallSid=%zz")]
    [InlineData("CallSid=%")]
    [InlineData("=x&CallSid=CA1")]
    public async Task AMalformedForm_Is400(string body)
    {
        using var content = new StringContent(body, Encoding.ASCII, "application/x-www-form-urlencoded");
        content.Headers.ContentType = new("application/x-www-form-urlencoded");

        (await SendAsync(Url, content, "any")).ShouldBe(HttpStatusCode.BadRequest);
        NothingHappened();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ABodyOver64Kb_Is413_DeclaredOrNot(bool declared)
    {
        using var content = declared ? (HttpContent)new ByteArrayContent(Large(SignedByTwilio.MostBytes + 1)) : new StreamContent(new Endless(SignedByTwilio.MostBytes + 1));
        content.Headers.ContentType = new("application/x-www-form-urlencoded");

        (await SendAsync(Url, content, "any")).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        NothingHappened();
    }

    [Fact]
    public async Task ABodyOfJust64Kb_IsRead()
    {
        var rest = string.Join('&', Call.Select(f => $"{f.Key}={Uri.EscapeDataString(f.Value)}"));
        var padding = new string('a', SignedByTwilio.MostBytes - rest.Length - "&Body=".Length);
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes($"{rest}&Body={padding}"));
        content.Headers.ContentType = new("application/x-www-form-urlencoded");

        (await SendAsync(Url, content, Sign(Url, [.. Call, new("Body", padding)]))).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-16")]
    [InlineData(null)]
    public async Task AnotherContentType_Is415(string? type)
    {
        using var content = new ByteArrayContent("CallSid=CA1"u8.ToArray());
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);

        (await SendAsync(Url, content, "any")).ShouldBe(HttpStatusCode.UnsupportedMediaType);
        NothingHappened();
    }

    private static byte[] Large(int bytes) => Encoding.ASCII.GetBytes("Body=" + new string('a', bytes - 5));

    private static string Sign(string target, IEnumerable<KeyValuePair<string, string>> fields, string token = GatewayHost.Token) =>
        TwilioSignature.Sign(token, GatewayHost.PublicUrl + target, fields);

    private async Task<HttpStatusCode> SendAsync(string url, HttpContent content, string? signature)
    {
        using var response = await gateway.SendAsync(url, content, signature);
        if (!response.IsSuccessStatusCode)
        {
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }

        return response.StatusCode;
    }

    private void NothingHappened()
    {
        gateway.Records.Incoming.ShouldBeEmpty();
        gateway.Records.Notes.ShouldBe(0);
        gateway.Router.Enqueued.ShouldBeEmpty();
        gateway.Router.Steps.ShouldBeEmpty();
        gateway.Twilio.Requests.Where(r => !r.Path.StartsWith("Queues", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    /// <summary>A body whose length is not told before.</summary>
    private sealed class Endless(int bytes) : MemoryStream(Large(bytes))
    {
        public override bool CanSeek => false;
    }
}
