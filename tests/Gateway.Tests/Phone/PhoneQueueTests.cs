using Helpline.Gateway.Phone;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Support;

namespace Helpline.Gateway.Tests.Phone;

public sealed class PhoneQueueTests
{
    [Fact]
    public async Task AtStart_TheQueueIsMadeAsLargeAsItMayBe()
    {
        await using var gateway = await GatewayHost.StartAsync();

        await Poll.Until(() => gateway.Twilio.Requests.Any(r => r.Method == "POST" && r.Path == "Queues.json"), "the queue is made");

        var made = gateway.Twilio.Requests.Single(r => r.Method == "POST");
        made.Fields["FriendlyName"].ShouldBe(VoiceDocuments.Queue);
        made.Fields["MaxSize"].ShouldBe("5000");
    }
}
