using Helpline.Contracts;
using Helpline.Routing.Figures;

namespace Helpline.Routing.Tests.Figures;

/// <summary>A queue of equal agents on a clock of its own (Poisson arrivals, exponential lengths, first come first served), told to a fold as events.</summary>
internal sealed class SimulatedQueue
{
    private static readonly TimeSpan Mean = TimeSpan.FromMinutes(8);
    private readonly Random random;
    private readonly FiguresFold fold;
    private readonly History history;
    private readonly double load;
    private readonly PriorityQueue<Action, DateTimeOffset> due = new();
    private readonly Queue<(ContactFacts Contact, DateTimeOffset Came, WaitRange? Range, bool Stood)> waiting = new();
    private readonly Queue<AgentId> idle = new();
    private readonly int agents;
    private readonly List<(WaitRange Range, TimeSpan Wait, bool Stood)> told = [];

    public SimulatedQueue(int agents, double load, int seed, FigureRules rules)
    {
        (random, this.agents, this.load) = (new(seed), agents, load);
        fold = new(new("main"), rules);
        history = new(new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero)) { Written = fold.Apply };
        for (var i = 0; i < agents; i++)
        {
            idle.Enqueue(history.Agent());
        }
    }

    public IReadOnlyList<(WaitRange Range, TimeSpan Wait, bool Stood)> Run(int contacts)
    {
        In(TimeSpan.Zero, () => Arrive(contacts));
        while (due.TryDequeue(out var next, out var at))
        {
            history.After(at - history.Now);
            next();
        }

        return told;
    }

    private void Arrive(int left)
    {
        var said = fold.At(history.Now).Queues.SingleOrDefault(q => q is { Line: null, Channel: Channel.Phone })?.EstimatedWait;
        var stood = idle.Count == 0;
        waiting.Enqueue((history.Enqueue(), history.Now, said, stood));
        Match();
        if (left > 1)
        {
            In(Exponential(Mean / (agents * load)), () => Arrive(left - 1));
        }
    }

    private void Match()
    {
        while (waiting.Count > 0 && idle.Count > 0)
        {
            var (next, agent) = (waiting.Dequeue(), idle.Dequeue());
            history.Offer(next.Contact, agent);
            In(TimeSpan.FromSeconds(2 + 10 * random.NextDouble()), () =>
            {
                history.Accept(next.Contact);
                history.Connect(next.Contact);
                if (next.Range is { } range)
                {
                    told.Add((range, history.Now - next.Came, next.Stood));
                }

                In(Exponential(Mean), () =>
                {
                    history.End(next.Contact);
                    history.Complete(next.Contact);
                    idle.Enqueue(agent);
                    Match();
                });
            });
        }
    }

    private void In(TimeSpan time, Action action) => due.Enqueue(action, history.Now + time);

    private TimeSpan Exponential(TimeSpan mean) => mean * -Math.Log(1 - random.NextDouble());
}
