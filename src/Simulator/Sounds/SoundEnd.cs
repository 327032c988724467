using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Threading.Channels;
using Helpline.Simulator.Voice;

namespace Helpline.Simulator.Sounds;

/// <summary>A browser that hears and speaks for one leg of a call, for as long as it listens to us.</summary>
internal sealed class SoundEnd(CallLeg leg)
{
    /// <summary>More than a call sets up; a browser that does not read is let go, and comes again.</summary>
    private const int MostWaiting = 512;
    private readonly Channel<SseItem<string>> outbox = Channel.CreateBounded<SseItem<string>>(MostWaiting);
    private string lastPeers = "";

    /// <summary>What others know it as. It says nothing about the call.</summary>
    public string Id { get; } = Sid.New("SE");

    public CallLeg Leg => leg;

    public ChannelReader<SseItem<string>> Events => outbox.Reader;

    public void Signal(string from, string data) => Send("signal", JsonSerializer.Serialize(new { from, data }, JsonSerializerOptions.Web));

    /// <summary>Who else there is by sound, when that has changed.</summary>
    public void Tell(IReadOnlyList<SoundPeer> peers)
    {
        var now = JsonSerializer.Serialize(new { you = Id, peers }, JsonSerializerOptions.Web);
        if (now != lastPeers)
        {
            lastPeers = now;
            Send("peers", now);
        }
    }

    public void Close() => outbox.Writer.TryComplete();

    private void Send(string kind, string data)
    {
        if (!outbox.Writer.TryWrite(new SseItem<string>(data, kind)))
        {
            Close();
        }
    }
}

/// <param name="Polite">Gives way when both begin at once: true at exactly one of the two.</param>
/// <param name="Send">They may hear us.</param>
/// <param name="Hear">We may hear them.</param>
/// <summary>Somebody else on the call who has sound.</summary>
internal sealed record SoundPeer(string Id, bool Polite, bool Send, bool Hear);
