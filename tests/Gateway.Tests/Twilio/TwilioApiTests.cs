using Helpline.Gateway.Tests.Doubles;
using Helpline.Gateway.Twilio;
using Microsoft.Extensions.DependencyInjection;

namespace Helpline.Gateway.Tests.Twilio;

/// <summary>Each operation, as it stands on the wire.</summary>
public sealed class TwilioApiTests : IAsyncLifetime
{
    private const string Url = "https://helpline.example.org/twilio/voice/join";
    private GatewayHost gateway = null!;

    public async Task InitializeAsync() => gateway = await GatewayHost.StartAsync();

    public async Task DisposeAsync() => await gateway.DisposeAsync();

    public static TheoryData<string, string> Operations => new()
    {
        { "fetch message", "GET Messages/SM1.json " },
        { "list messages", "GET Messages.json?From=%2B447700900001&To=%2B447700900123&PageSize=50 " },
        { "create call", "POST Calls.json From=+447700900001&To=+447700900123&Url=" + Url + "&Method=POST&Timeout=30&StatusCallback=" + Url + "&StatusCallbackMethod=POST&StatusCallbackEvent=initiated,ringing,answered,completed" },
        { "fetch call", "GET Calls/CA1.json " },
        { "redirect call", "POST Calls/CA1.json Url=" + Url },
        { "end call", "POST Calls/CA1.json Status=completed" },
        { "create queue", "POST Queues.json FriendlyName=helpline&MaxSize=5000" },
        { "dequeue", "POST Queues/QU1/Members/CA1.json Url=" + Url + "&Method=POST" },
        { "find conference", "GET Conferences.json?FriendlyName=contact-1&Status=in-progress " },
        { "end conference", "POST Conferences/CF1.json Status=completed" },
        { "update participant", "POST Conferences/CF1/Participants/CA1.json EndConferenceOnExit=false" },
        { "remove participant", "DELETE Conferences/CF1/Participants/CA1.json " },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task EachOperation_IsWhatTwilioDocuments(string operation, string expected)
    {
        var api = gateway.Services.GetRequiredService<TwilioApi>();
        var none = CancellationToken.None;
        await (operation switch
        {
            "fetch message" => (Task)api.FetchMessageAsync("SM1", none),
            "list messages" => api.ListMessagesAsync(FakeLines.SmsNumber, "+447700900123", none),
            "create call" => api.CreateCallAsync(new(FakeLines.SmsNumber, "+447700900123", Url, Url), none),
            "fetch call" => api.FetchCallAsync("CA1", none),
            "redirect call" => api.RedirectCallAsync("CA1", Url, none),
            "end call" => api.EndCallAsync("CA1", none),
            "create queue" => api.CreateQueueAsync("helpline", 5000, none),
            "dequeue" => api.DequeueAsync("QU1", "CA1", Url, none),
            "find conference" => api.FindConferenceAsync("contact-1", "in-progress", none),
            "end conference" => api.EndConferenceAsync("CF1", none),
            "update participant" => api.SetEndOnExitAsync("CF1", "CA1", endConferenceOnExit: false, none),
            "remove participant" => api.RemoveParticipantAsync("CF1", "CA1", none),
            _ => throw new ArgumentOutOfRangeException(nameof(operation)),
        });

        gateway.Twilio.Requests.Select(r => $"{r.Method} {r.Path}{r.Query} {string.Join('&', r.Fields.Select(f => $"{f.Key}={f.Value}"))}").ShouldContain(expected);
    }

    [Theory]
    [InlineData("Thu, 20 Nov 2026 03:00:07 +0000")]
    [InlineData("Fri, 20 Nov 2026 03:00:07 +0000")]
    public void ATime_IsReadAsTwilioWritesIt(string date) =>
        (new TwilioMessage("SM1", "sent", DateCreated: date).CreatedAt is null).ShouldBe(date.StartsWith("Thu", StringComparison.Ordinal));

    [Fact]
    public void Texts_DoNotPrintThemselves()
    {
        new OutgoingText("+447700900001", "+447700900123", "secret", "u", 1).ToString().ShouldNotContain("900123");
        new TwilioMessage("SM1", "sent", "+447700900123", "secret").ToString().ShouldBe("SM1 sent");
    }
}
