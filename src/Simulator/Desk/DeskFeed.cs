using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Helpline.Simulator.Phones;
using Helpline.Simulator.Webhooks;

namespace Helpline.Simulator.Desk;

/// <summary>Keeps every open desk page up to date: the whole desk first, then each person as they change.</summary>
internal sealed class DeskFeed
{
    private readonly TelephoneNetwork network;
    private readonly Lock gate = new();
    private readonly List<Channel<SseItem<string>>> pages = [];

    public DeskFeed(TelephoneNetwork network, WarningLog warnings)
    {
        this.network = network;
        network.Phones.Watcher = phone => Send("person", phone);
        warnings.Changed += (_, _) => Send("warnings", network.Warnings);
    }

    public void TroublesChanged() => Send("troubles", DeskView.Of(network.Troubles));

    public void ClockChanged() => Send("clock", network.ClockSpeed);

    public async IAsyncEnumerable<SseItem<string>> FollowAsync(CancellationToken stopping, [EnumeratorCancellation] CancellationToken gone)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, gone);
        var page = Channel.CreateUnbounded<SseItem<string>>();
        lock (gate)
        {
            pages.Add(page);
        }

        try
        {
            yield return Item("desk", DeskView.Of(network));
            await foreach (var item in page.Reader.ReadAllAsync(either.Token))
            {
                yield return item;
            }
        }
        finally
        {
            lock (gate)
            {
                pages.Remove(page);
            }
        }
    }

    private void Send(string kind, object what)
    {
        lock (gate)
        {
            if (pages.Count == 0)
            {
                return; // A benchmark's thousand telephones cost nothing when nobody watches.
            }

            // Made under the lock, so that two changes of one person cannot overtake each other.
            var item = Item(kind, what is Phone phone ? DeskView.Of(phone) : what);
            pages.ForEach(p => p.Writer.TryWrite(item));
        }
    }

    private static SseItem<string> Item(string kind, object what) => new(JsonSerializer.Serialize(what, JsonSerializerOptions.Web), kind);
}
