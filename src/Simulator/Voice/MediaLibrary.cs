using System.Buffers.Binary;
using System.Collections.Concurrent;
using Helpline.Simulator.Webhooks;

namespace Helpline.Simulator.Voice;

/// <summary>Fetches what <c>Play</c> names, once, to learn that it is there and how long it lasts.</summary>
internal sealed class MediaLibrary(IHttpClientFactory clients, WarningLog warnings)
{
    private static readonly TimeSpan UnknownLength = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, Media> known = new(StringComparer.Ordinal);

    /// <summary>Null when it cannot be played: Twilio notes that and goes on.</summary>
    public async Task<Media?> FindAsync(string url, string sid)
    {
        if (known.TryGetValue(url, out var media))
        {
            return media;
        }

        try
        {
            using var client = clients.CreateClient(WebhookSender.ClientName);
            using var response = await client.GetAsync(new Uri(url));
            if (response.IsSuccessStatusCode)
            {
                var body = await response.Content.ReadAsByteArrayAsync();
                return known[url] = new Media(Path.GetFileNameWithoutExtension(new Uri(url).AbsolutePath), WavLength(body) ?? UnknownLength);
            }

            warnings.Add(11200, $"<Play>: the address answered {(int)response.StatusCode}", sid, url);
        }
        catch (HttpRequestException e)
        {
            warnings.Add(11205, $"<Play>: {e.HttpRequestError}", sid, url);
        }

        return null;
    }

    /// <summary>Bytes of sound by bytes a second, from the header of a canonical WAV file.</summary>
    private static TimeSpan? WavLength(ReadOnlySpan<byte> body)
    {
        if (body.Length < 44 || !body[..4].SequenceEqual("RIFF"u8))
        {
            return null;
        }

        var rate = BinaryPrimitives.ReadInt32LittleEndian(body[28..]);
        return rate > 0 ? TimeSpan.FromSeconds((body.Length - 44) / (double)rate) : null;
    }

    internal sealed record Media(string Name, TimeSpan Length);
}
