using Helpline.Simulator.Voice;

namespace Helpline.Simulator.Queues;

/// <summary>Calls that wait, first come first.</summary>
internal sealed class WaitingQueue(string name, int maxSize, NetworkClock time)
{
    private readonly Lock gate = new();
    private readonly List<QueueMember> members = [];
    private TimeSpan waited;
    private int left;

    public string Sid { get; } = Helpline.Simulator.Sid.New("QU");

    public string Name { get; set; } = name;

    public int MaxSize { get; set; } = maxSize;

    public DateTimeOffset Created { get; } = time.GetUtcNow();

    public IReadOnlyList<QueueMember> Members
    {
        get
        {
            lock (gate)
            {
                return [.. members];
            }
        }
    }

    /// <summary>Seconds, over those who have left.</summary>
    public int AverageWait
    {
        get
        {
            lock (gate)
            {
                return left == 0 ? 0 : (int)(waited.TotalSeconds / left);
            }
        }
    }

    /// <summary>Null when the queue is full.</summary>
    public QueueMember? Join(CallLeg leg)
    {
        lock (gate)
        {
            if (members.Count >= MaxSize)
            {
                return null;
            }

            var member = new QueueMember(this, leg, time.GetUtcNow());
            members.Add(member);
            return member;
        }
    }

    /// <summary>Takes one caller out; only one taker succeeds.</summary>
    /// <param name="callSid">Null: whoever is in front.</param>
    public QueueMember? Take(string? callSid)
    {
        lock (gate)
        {
            var member = callSid is null ? members.FirstOrDefault() : members.Find(m => m.Leg.Sid == callSid);
            return member is not null && Remove(member) ? member : null;
        }
    }

    public bool Remove(QueueMember member)
    {
        lock (gate)
        {
            var removed = members.Remove(member);
            if (removed)
            {
                waited += time.GetUtcNow() - member.Joined;
                left++;
            }

            return removed;
        }
    }

    /// <summary>1 for the front; 0 when no longer in the queue.</summary>
    public int Position(QueueMember member)
    {
        lock (gate)
        {
            return members.IndexOf(member) + 1;
        }
    }
}

/// <summary>One caller's wait.</summary>
internal sealed class QueueMember(WaitingQueue queue, CallLeg leg, DateTimeOffset joined)
{
    private readonly TaskCompletionSource<QueueDequeue> dequeued = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WaitingQueue Queue => queue;

    public CallLeg Leg => leg;

    public DateTimeOffset Joined => joined;

    /// <summary>Completes when <c>Dial</c> with <c>Queue</c> takes this caller.</summary>
    public Task<QueueDequeue> Dequeued => dequeued.Task;

    public void Dequeue(QueueDequeue by) => dequeued.TrySetResult(by);
}

/// <summary>How <c>Dial</c> takes a caller out of a queue.</summary>
/// <param name="Bridge">Where the two will talk.</param>
/// <param name="Screen">What the queued caller hears first, when the <c>Queue</c> noun has an address.</param>
internal sealed record QueueDequeue(Bridge Bridge, TwimlSource? Screen, string BySid);
