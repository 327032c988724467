using Helpline.Contracts;

namespace Helpline.Routing.Figures;

/// <summary>All channels of all lines that anything was heard of, and the estimators of the channels over all lines.</summary>
/// <param name="workers">How many at work serve a line (null: any) on a channel.</param>
internal sealed class QueueBook(Func<LineId?, Channel, int> workers)
{
    private readonly Dictionary<(LineId Line, Channel Channel), FigureQueue> queues = [];
    private readonly Dictionary<Channel, WaitEstimator> channels = [];

    public IReadOnlyCollection<FigureQueue> All => queues.Values;

    public FigureQueue Of(LineId line, Channel channel)
    {
        if (queues.TryGetValue((line, channel), out var known))
        {
            return known;
        }

        if (!channels.TryGetValue(channel, out var ofChannel))
        {
            channels[channel] = ofChannel = new(null, channel);
            ofChannel.Work(0, workers(null, channel));
        }

        var queue = queues[(line, channel)] = new(line, channel, ofChannel);
        queue.Estimator.Work(0, workers(line, channel));
        return queue;
    }

    /// <summary>Somebody who can do this begins or ceases to work.</summary>
    public void Work(long at, AgentCapability? capability, int change)
    {
        if (change != 0)
        {
            foreach (var estimator in channels.Values.Concat(queues.Values.Select(q => q.Estimator)).Where(e => AgentCapability.Serves(capability, e.Line, e.Channel)))
            {
                estimator.Work(at, change);
            }
        }
    }

    public void BeginDay()
    {
        foreach (var queue in queues.Values)
        {
            queue.Undecided.Clear();
            queue.Today = new();
        }
    }
}
