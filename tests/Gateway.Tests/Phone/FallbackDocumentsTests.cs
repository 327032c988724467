using System.Xml.Linq;
using Helpline.Contracts;
using Helpline.Gateway.Phone;
using Helpline.Gateway.Tests.Doubles;
using Helpline.Gateway.Twilio;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>What callers hear while we cannot be reached, written down while we can.</summary>
public sealed class FallbackDocumentsTests
{
    [Fact]
    public async Task WithAStandByNumber_ItRings_AndThenTheCallerIsHeld()
    {
        await using var gateway = await GatewayHost.StartAsync();

        var document = XElement.Parse(Documents(gateway, "+441632960199").Of(Line(gateway)));

        document.Elements().Select(e => e.Name.LocalName).ShouldBe(["Say", "Dial", "Say", "Enqueue"]);
        document.Element("Dial")!.Value.ShouldBe("+441632960199");
        document.Element("Enqueue")!.Value.ShouldBe(HeldCallers.Queue);
        document.Descendants().Attributes().Select(a => a.Value).ShouldNotContain(v => v.Contains("example.org", StringComparison.Ordinal), "it needs nothing of ours");
        document.Elements("Say").ShouldAllBe(say => say.Value.Contains("9 9 9", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EachLine_HasItsFile()
    {
        await using var gateway = await GatewayHost.StartAsync();
        var folder = Directory.CreateTempSubdirectory("hl-fallback-");
        try
        {
            using var documents = Documents(gateway, standBy: null, folder.FullName);
            await documents.StartAsync(default);
            var file = Path.Combine(folder.FullName, $"fallback-{Line(gateway).Id}.xml");
            await Helpline.Support.Poll.Until(() => File.Exists(file), "the document is written");

            XElement.Load(file).Elements().Select(e => e.Name.LocalName).ShouldBe(["Say", "Enqueue"]);
            folder.GetFiles("*.new").ShouldBeEmpty();
            await documents.StopAsync(default);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ServiceLine Line(GatewayHost gateway) => gateway.Services.GetRequiredService<IServiceLines>().All.First(l => l.Addresses.Any(a => a.Channel == Channel.Phone));

    private static FallbackDocuments Documents(GatewayHost gateway, string? standBy, string? folder = null) => new(
        gateway.Services.GetRequiredService<IServiceLines>(),
        gateway.Services.GetRequiredService<CallerSpeech>(),
        Microsoft.Extensions.Options.Options.Create(new TwilioOptions { AccountSid = GatewayHost.Account, StandByNumber = standBy, FallbackDirectory = folder }),
        TimeProvider.System,
        NullLogger<FallbackDocuments>.Instance);
}
