using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Helpline.Gateway.Phone;
using Helpline.Gateway.Tests.Doubles;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Helpline.Gateway.Tests.Phone;

/// <summary>What is heard between the sentences.</summary>
public sealed class WaitingSoundTests
{
    [Fact]
    public async Task TheSound_IsThereForTheNetwork_AndAsLongAsWeReckon()
    {
        await using var gateway = await GatewayHost.StartAsync();
        using var client = new HttpClient();
        var url = gateway.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

        using var response = await client.GetAsync(new Uri(url + "/sounds/waiting.wav"));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("audio/wav");
        response.Headers.CacheControl!.Public.ShouldBeTrue();
        var body = await response.Content.ReadAsByteArrayAsync();
        ((body.Length - 44) / BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(28))).ShouldBe(WaitingSound.Seconds);
    }

    public static int SecondsOf(XElement play)
    {
        play.Value.ShouldBe("https://helpline.example.org/sounds/waiting.wav");
        return WaitingSound.Seconds * int.Parse(play.Attribute("loop")?.Value ?? "1", CultureInfo.InvariantCulture);
    }
}
