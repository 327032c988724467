using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Helpline.EndToEnd.World;
using Helpline.Simulator.Phones;
using Helpline.Support;

namespace Helpline.EndToEnd;

/// <summary>Webhooks that are forged, broken, strange, repeated or late.</summary>
public sealed class BadInputTests : IClassFixture<BadInputTests.Helpline>, IDisposable
{
    private const string Calls = "/twilio/voice/incoming";
    private const string Texts = "/twilio/sms/incoming";

    private readonly Helpline world;
    private readonly HttpClient http = new();
    private readonly TwilioWebhook twilio;

    public BadInputTests(Helpline world)
    {
        this.world = world;
        twilio = new(http, SimulatedNetwork.AccountSid, SimulatedNetwork.AuthToken);
    }

    public sealed class Helpline : InstallationFixture;

    public static TheoryData<string> Doors => [Calls, Texts, "/twilio/voice/status", "/twilio/sms/status", "/twilio/voice/client", "/twilio/voice/conference"];

    private Phone Amira => world.Installation.Network.Telephones.Phones[SimulatedNetwork.Amira];

    public void Dispose() => http.Dispose();

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Webhook_Unsigned_IsRefused(string door) =>
        await RefusesAsync(() => twilio.PostAsync(Url(door), Fields(door), signature: null), HttpStatusCode.Forbidden, "PublicBaseUrl", "Twilio:AuthToken");

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Webhook_SignedWithAnotherToken_IsRefused(string door)
    {
        var forger = new TwilioWebhook(http, SimulatedNetwork.AccountSid, "another-token-for-tests");

        await RefusesAsync(() => forger.PostAsync(Url(door), Fields(door)), HttpStatusCode.Forbidden, "PublicBaseUrl", "Twilio:AuthToken");
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Webhook_WithTheSignatureOfAnotherAddress_IsRefused(string door)
    {
        var fields = twilio.WithAccount(Fields(door));

        await RefusesAsync(() => twilio.PostAsync(Url(door), fields, twilio.Sign(Url(door) + "?held=1", fields)), HttpStatusCode.Forbidden, "PublicBaseUrl");
        await RefusesAsync(() => twilio.PostAsync(Url(door) + "?held=1", fields, twilio.Sign(Url(door), fields)), HttpStatusCode.Forbidden, "PublicBaseUrl");
    }

    [Fact]
    public async Task Webhook_OfAnotherAccount_IsRefused_ThoughItsSignatureIsRight()
    {
        var fields = Fields(Texts);
        fields["AccountSid"] = TwilioWebhook.NewSid("AC");

        await RefusesAsync(() => twilio.PostAsync(Url(Texts), fields), HttpStatusCode.Forbidden, "our Twilio account");
    }

    [Theory]
    [InlineData(Calls, "phone")]
    [InlineData(Texts, "texts")]
    public async Task NumberOfNoLine_IsRefused(string door, string channel)
    {
        var fields = Fields(door);
        fields["To"] = "+441632960999";

        await RefusesAsync(() => twilio.PostAsync(Url(door), fields), HttpStatusCode.NotFound, channel, "Add it to a line");
    }

    [Theory]
    [InlineData(Calls, "CallSid")]
    [InlineData(Calls, "To")]
    [InlineData(Texts, "MessageSid")]
    [InlineData(Texts, "From")]
    [InlineData("/twilio/voice/status", "CallSid")]
    [InlineData("/twilio/sms/status", "MessageStatus")]
    public async Task Webhook_WithoutWhatItIsAbout_IsRefused(string door, string missing)
    {
        var fields = Fields(door);
        fields.Remove(missing);

        await RefusesAsync(() => twilio.PostAsync(Url(door), fields), HttpStatusCode.BadRequest, missing);
    }

    [Theory]
    [InlineData("From=%2B44770090010%", HttpStatusCode.BadRequest)]
    [InlineData("From=%zz&To=x", HttpStatusCode.BadRequest)]
    [InlineData("From=%ff%fe", HttpStatusCode.BadRequest)]
    [InlineData("=nameless", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.Forbidden)]
    [InlineData("not a form at all", HttpStatusCode.Forbidden)]
    public async Task Webhook_ThatIsNoForm_IsRefused(string body, HttpStatusCode status) =>
        await RefusesAsync(() => PostRawAsync(Texts, new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded")), status);

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data")]
    public async Task Webhook_OfAnotherKind_IsRefused(string kind) =>
        await RefusesAsync(() => PostRawAsync(Texts, new StringContent("{}", Encoding.UTF8, kind)), HttpStatusCode.UnsupportedMediaType, "application/x-www-form-urlencoded");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Webhook_LargerThanAny_IsRefused(bool withoutSayingSo) =>
        await RefusesAsync(
            () =>
            {
                var body = new ByteArrayContent(Encoding.ASCII.GetBytes("Body=" + new string('a', 70_000)));
                body.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
                return PostRawAsync(Texts, body, withoutSayingSo);
            },
            HttpStatusCode.RequestEntityTooLarge,
            "64 KB");

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task Webhook_ByAnotherMethod_IsRefused_AndToldWhatToSet(string method) =>
        await RefusesAsync(() => http.SendAsync(new HttpRequestMessage(new HttpMethod(method), Url(Calls))), HttpStatusCode.MethodNotAllowed, "POST");

    [Fact]
    public async Task Text_DeliveredFiveTimes_IsOneContactAndOneMessage()
    {
        var fields = TwilioWebhook.Text(TwilioWebhook.NewSid("SM"), "+447700900150", TestLine.Northants.Sms, "Please write back.");
        var (contacts, messages) = (await CountAsync("contact"), await CountAsync("message"));

        var replies = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => twilio.PostAsync(Url(Texts), fields)));

        replies.ShouldAllBe(r => r.StatusCode == HttpStatusCode.OK);
        (await CountAsync("contact") - contacts, await CountAsync("message") - messages).ShouldBe((1, 1));
        await CloseTextAsync();
    }

    [Fact]
    public async Task Call_DeliveredFiveTimes_IsOneContact()
    {
        var call = TwilioWebhook.NewSid("CA");
        var contacts = await CountAsync("contact");

        var replies = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => twilio.PostAsync(Url(Calls), TwilioWebhook.Call(call, "+447700900151", TestLine.Northants.Phone))));

        replies.ShouldAllBe(r => r.StatusCode == HttpStatusCode.OK);
        (await CountAsync("contact") - contacts).ShouldBe(1);
        await twilio.PostAsync(Url("/twilio/voice/status"), TwilioWebhook.Call(call, "+447700900151", TestLine.Northants.Phone, "completed"));
        await UntilNobodyWaitsAsync();
    }

    [Fact]
    public async Task Call_WhoseEndCameFirst_IsNotQueued()
    {
        await using var maya = await world.AvailableAsync("maya");
        var call = TwilioWebhook.NewSid("CA");
        var contacts = await CountAsync("contact");
        (await twilio.PostAsync(Url("/twilio/voice/status"), TwilioWebhook.Call(call, "+447700900152", TestLine.Northants.Phone, "completed"))).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await twilio.PostAsync(Url(Calls), TwilioWebhook.Call(call, "+447700900152", TestLine.Northants.Phone))).StatusCode.ShouldBe(HttpStatusCode.OK);

        await UntilNobodyWaitsAsync();
        (await CountAsync("contact") - contacts).ShouldBe(1, "a call that came is in the records, however short");
        (await CountAsync("contact", "state = 3 and close_reason is not null and arrived_at = (select max(arrived_at) from contact)")).ShouldBe(1);

        // Whoever comes next is what maya is offered; the one who is gone was never hers.
        Amira.Text(TestLine.Northants.Sms, "Anybody?");
        var assignment = await maya.TakeTextAsync();
        (await CountAsync("assignment", $"agent_id = '{maya.Id.Value}' and channel = 1 and state in (1, 2, 3)")).ShouldBe(0);
        await maya.EndAndLogAsync(assignment.Id);
    }

    [Theory]
    [InlineData("/twilio/voice/status", "CallStatus=completed")]
    [InlineData("/twilio/voice/status", "CallStatus=somersault")]
    [InlineData("/twilio/voice/queue-left", "QueueResult=hangup")]
    [InlineData("/twilio/voice/queue-left", "QueueResult=leave")]
    [InlineData("/twilio/voice/queue-left", "QueueResult=somersault")]
    [InlineData("/twilio/voice/agent-left", "CallStatus=completed")]
    [InlineData("/twilio/voice/caller-left", "CallStatus=completed")]
    [InlineData("/twilio/voice/wait", "QueueSid=QU0123456789abcdef0123456789abcdef")]
    [InlineData("/twilio/voice/conference", "StatusCallbackEvent=participant-join&ParticipantLabel=caller&ConferenceSid=CF0123456789abcdef0123456789abcdef")]
    [InlineData("/twilio/voice/conference", "StatusCallbackEvent=participant-leave&ConferenceSid=CF0123456789abcdef0123456789abcdef")]
    [InlineData("/twilio/voice/conference", "StatusCallbackEvent=conference-end&FriendlyName=somersault")]
    [InlineData("/twilio/sms/status", "MessageStatus=delivered")]
    [InlineData("/twilio/sms/status", "MessageStatus=somersault")]
    [InlineData("/twilio/sms/status?message=00000000000070008000000000000001", "MessageStatus=delivered")]
    [InlineData("/twilio/sms/status?message=somersault", "MessageStatus=sent")]
    public async Task Notice_OfSomethingWeDoNotKnow_ChangesNothing(string door, string what)
    {
        var fields = what.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        fields.TryAdd("CallSid", TwilioWebhook.NewSid("CA"));
        fields.TryAdd("MessageSid", TwilioWebhook.NewSid("SM"));

        await world.Installation.IgnoresAsync(() => twilio.PostAsync(Url(door), fields));
    }

    private string Url(string door) => world.Installation.Url + door;

    private Task RefusesAsync(Func<Task<HttpResponseMessage>> send, HttpStatusCode status, params string[] words) =>
        world.Installation.RefusesAsync(send, status, words);

    /// <summary>What would be a good webhook, were it signed.</summary>
    private static Dictionary<string, string> Fields(string door)
    {
        var fields = door.Contains("/sms/", StringComparison.Ordinal)
            ? TwilioWebhook.Text(TwilioWebhook.NewSid("SM"), SimulatedNetwork.Amira, TestLine.Northants.Sms, "Hello")
            : TwilioWebhook.Call(TwilioWebhook.NewSid("CA"), SimulatedNetwork.Amira, TestLine.Northants.Phone, door == Calls ? "ringing" : "completed");
        fields["MessageStatus"] = "delivered";
        fields["StatusCallbackEvent"] = "participant-join";
        return fields;
    }

    private async Task<HttpResponseMessage> PostRawAsync(string door, HttpContent content, bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url(door)) { Content = content };
        request.Headers.Add("X-Twilio-Signature", twilio.Sign(Url(door), new Dictionary<string, string>(StringComparer.Ordinal)));
        request.Headers.TransferEncodingChunked = chunked ? true : null;
        return await http.SendAsync(request);
    }

    private Task<long> CountAsync(string table, string where = "true") => Rows.ScalarAsync<long>(world.Installation, $"select count(*) from {table} where {where}");

    private Task UntilNobodyWaitsAsync() => Poll.Until(async () => await CountAsync("contact", "state = 1") == 0, "nobody waits");

    private async Task CloseTextAsync()
    {
        await using var maya = await world.AvailableAsync("maya");
        await maya.EndAndLogAsync((await maya.TakeTextAsync()).Id);
        await UntilNobodyWaitsAsync();
    }
}
