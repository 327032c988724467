using Helpline.Contracts;

namespace Helpline.Routing.Figures;

/// <summary>
/// How long somebody who comes now may wait in one queue (a channel, or a channel of a line), from what its agents did in the last hour.
/// Two cases, each from its own observations:
/// <list type="bullet">
/// <item>Nobody stands before them and an agent is free: the shortest and the longest wait of the last answers to people who came like that.</item>
/// <item>Otherwise as many hand-overs must come as people stand in the queue, and one more. How fast they come is measured only while somebody stood, as the
/// agents' time per hand-over; it is divided by the agents who work now. For exponential times the ratio of the wait to that estimate has an F distribution with
/// 2 × (people) and 2 × (observations) degrees of freedom, so few observations widen the range by themselves: we give its 10th and 90th percentile.</item>
/// </list>
/// People ahead who give up shorten the wait, new arrivals with a boost lengthen it; neither is foreseen. Null: fewer observations than needed,
/// nobody at work, or a wait beyond four hours. "Standing" is waiting without ringing at anyone.
/// </summary>
internal sealed class WaitEstimator(LineId? line, Channel channel)
{
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);
    public const int FewestHandOvers = 5;
    public const int FewestFreeAnswers = 9;
    public const int MostObservations = 100;
    private const double Z = 1.2816; // of the 90th percentile
    private const double LongestMinutes = 240;

    private readonly Queue<(long At, long AgentTicks)> handOvers = new();
    private readonly Queue<(long At, long Wait)> freeAnswers = new();
    private long clock;
    private long agentTicks;

    public LineId? Line => line;

    public Channel Channel => channel;

    public int Standing { get; private set; }

    public int Workers { get; private set; }

    public void Stand(long at, int change)
    {
        Advance(at);
        Standing += change;
    }

    public void Work(long at, int change)
    {
        Advance(at);
        Workers += change;
    }

    /// <summary>Somebody who had stood was accepted by an agent.</summary>
    public void HandOver(long at)
    {
        Advance(at);
        Keep(handOvers, (at, agentTicks));
        agentTicks = 0;
    }

    /// <summary>Somebody who found an agent free was answered.</summary>
    public void FreeAnswer(long at, long wait) => Keep(freeAnswers, (at, wait));

    /// <summary>The estimate for somebody who comes now.</summary>
    /// <param name="free">Whether an agent has room for it now.</param>
    public WaitRange? At(long now, bool free)
    {
        if (Workers == 0)
        {
            return null;
        }

        return Standing == 0 && free ? OfFreeAnswers(now) : OfHandOvers(now);
    }

    private WaitRange? OfFreeAnswers(long now)
    {
        var waits = freeAnswers.Where(a => a.At > now - Window.Ticks).Select(a => a.Wait).ToList();
        return waits.Count < FewestFreeAnswers ? null : WaitRounding.Outwards(Minutes(waits.Min()), Minutes(waits.Max()), LongestMinutes);
    }

    private WaitRange? OfHandOvers(long now)
    {
        var seen = handOvers.Where(h => h.At > now - Window.Ticks).Select(h => h.AgentTicks).ToList();
        if (seen.Count < FewestHandOvers)
        {
            return null;
        }

        var open = Standing > 0 ? Workers * Math.Max(0, now - clock) : 0;
        return Range(Standing + 1, seen.Count, seen.Sum() + agentTicks + open, Workers);
    }

    /// <summary>The 10th and 90th percentile of the time until so many hand-overs, after so many were seen in so much time of agents.</summary>
    public static WaitRange? Range(int people, int seen, long ticksOfAgents, int agents)
    {
        var mean = Minutes(ticksOfAgents) / seen * people / agents;
        var (low, high) = Percentiles(people, seen);
        return WaitRounding.Outwards(mean * low, mean * high, LongestMinutes);
    }

    /// <summary>The 10th and 90th percentile of F(2 × people, 2 × seen), as multiples of the mean.</summary>
    public static (double Low, double High) Percentiles(int people, int seen) => (FQuantile(2 * people, 2 * seen, -Z), FQuantile(2 * people, 2 * seen, Z));

    private void Advance(long at)
    {
        if (at > clock)
        {
            agentTicks += Standing > 0 ? Workers * (at - clock) : 0;
            clock = at;
        }
    }

    private static void Keep<T>(Queue<T> observations, T observation)
    {
        observations.Enqueue(observation);
        if (observations.Count > MostObservations)
        {
            observations.Dequeue();
        }
    }

    private static double Minutes(long ticks) => (double)ticks / TimeSpan.TicksPerMinute;

    // Paulson's approximation by cube roots; within 2 % where we use it.
    private static double FQuantile(double d1, double d2, double z)
    {
        var (a, b) = (2 / (9 * d1), 2 / (9 * d2));
        var root = ((1 - a) * (1 - b) + z * Math.Sqrt(a * (1 - b) * (1 - b) + b * (1 - a) * (1 - a) - a * b * z * z)) / ((1 - b) * (1 - b) - b * z * z);
        return root * root * root;
    }
}

/// <summary>Minutes as one says them: whole ones, from ten minutes by fives, from an hour by quarters; always outwards, so that rounding promises nothing.</summary>
internal static class WaitRounding
{
    public static WaitRange? Outwards(double low, double high, double longest) =>
        high > longest ? null : new((int)(Math.Floor(low / Step(low)) * Step(low)), (int)Math.Max(1, Math.Ceiling(high / Step(high)) * Step(high)));

    private static int Step(double minutes) => minutes switch { < 10 => 1, < 60 => 5, _ => 15 };
}
