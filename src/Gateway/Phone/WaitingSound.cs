using Helpline.Gateway.Twilio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Phone;

/// <summary>
/// What is heard between the sentences: five quiet seconds, made for this, whose end meets its beginning. Silence sounds like a dead line, and cheerful music mocks the frightened.
/// Nothing secret and nothing personal in it, so anybody may fetch it; the network keeps it for a day.
/// </summary>
internal sealed class WaitingSound(IOptions<TwilioOptions> options)
{
    public const int Seconds = 5;
    private const string Path = "/sounds/waiting.wav";

    private static readonly Lazy<byte[]> Bytes = new(Read);

    /// <summary>For about so long, at least once.</summary>
    public Play For(int seconds) => new(options.Value.Absolute(Path), Math.Max(1, seconds / Seconds));

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet(Path, Serve).ExcludeFromDescription().AllowAnonymous();

    private static FileContentHttpResult Serve(HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=86400";
        return TypedResults.Bytes(Bytes.Value, "audio/wav");
    }

    private static byte[] Read()
    {
        using var stream = typeof(WaitingSound).Assembly.GetManifestResourceStream("waiting.wav")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
