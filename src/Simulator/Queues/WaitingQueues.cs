namespace Helpline.Simulator.Queues;

/// <summary>The account's queues, by name and by sid.</summary>
internal sealed class WaitingQueues(NetworkClock time)
{
    public const int DefaultSize = 1000;
    public const int LargestSize = 5000;
    private readonly Lock gate = new();
    private readonly List<WaitingQueue> queues = [];

    public IReadOnlyList<WaitingQueue> All
    {
        get
        {
            lock (gate)
            {
                return [.. queues];
            }
        }
    }

    public WaitingQueue? Find(string sid) => All.FirstOrDefault(q => q.Sid == sid);

    /// <summary>Null when the name is taken.</summary>
    public WaitingQueue? Create(string name, int maxSize)
    {
        lock (gate)
        {
            if (queues.Exists(q => q.Name == name))
            {
                return null;
            }

            var queue = new WaitingQueue(name, maxSize, time);
            queues.Add(queue);
            return queue;
        }
    }

    /// <summary><c>Enqueue</c> makes a queue that does not exist yet.</summary>
    public WaitingQueue Named(string name)
    {
        lock (gate)
        {
            return queues.Find(q => q.Name == name) ?? Create(name, DefaultSize)!;
        }
    }
}
