using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Helpline.Simulator;

/// <summary>Numbered events that a browser may follow from any number on.</summary>
internal sealed class EventLog
{
    private static readonly TimeSpan Reconnect = TimeSpan.FromMilliseconds(300);
    private readonly Lock gate = new();
    private readonly List<(string Kind, string Data)> events = [];
    private TaskCompletionSource added = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool complete;

    public void Add(string kind, object data, bool last = false)
    {
        TaskCompletionSource before;
        lock (gate)
        {
            if (complete)
            {
                return;
            }

            events.Add((kind, JsonSerializer.Serialize(data, JsonSerializerOptions.Web)));
            complete = last;
            (before, added) = (added, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        before.TrySetResult();
    }

    /// <summary>Every event after that one, and each new one as it happens, until the last.</summary>
    /// <param name="after">The last event already seen; the first has number 1.</param>
    public async IAsyncEnumerable<SseItem<string>> FollowAsync(int after, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var next = Math.Max(0, after); ; next++)
        {
            var (ready, item, more) = At(next);
            while (!ready)
            {
                if (more is null)
                {
                    yield break;
                }

                await more.WaitAsync(ct);
                (ready, item, more) = At(next);
            }

            yield return item;
        }
    }

    /// <summary>The event, or what to wait for; neither when there will be none.</summary>
    private (bool Ready, SseItem<string> Item, Task? More) At(int index)
    {
        lock (gate)
        {
            return index < events.Count
                ? (true, new SseItem<string>(events[index].Data, events[index].Kind) { EventId = Sid.Number(index + 1), ReconnectionInterval = Reconnect }, null)
                : (false, default, complete ? null : added.Task);
        }
    }
}
