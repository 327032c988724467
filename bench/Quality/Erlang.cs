namespace Helpline.Bench.Quality;

/// <summary>
/// Erlang C (M/M/n): nobody hangs up. Rates are per second, times in seconds.
/// </summary>
/// <param name="Wait">The probability of waiting at all.</param>
/// <param name="Asa">Average speed of answer: the mean wait of all.</param>
/// <param name="Occupancy">The share of their time in which agents are busy.</param>
internal sealed record ErlangC(double Wait, double Asa, double Occupancy, double Rate, double HandleTime, int Agents)
{
    /// <summary>By the recursion of Erlang B.</summary>
    /// <exception cref="ArgumentException">The load is not below the number of agents: the queue would grow for ever.</exception>
    public static ErlangC Of(double rate, double handleTime, int agents)
    {
        var load = rate * handleTime;
        if (load >= agents)
        {
            throw new ArgumentException($"{agents} agents cannot carry a load of {load} erlang.", nameof(agents));
        }

        var blocking = 1.0;
        for (var k = 1; k <= agents; k++)
        {
            blocking = load * blocking / (k + (load * blocking));
        }

        var wait = agents * blocking / (agents - (load * (1 - blocking)));
        return new(wait, wait * handleTime / (agents - load), load / agents, rate, handleTime, agents);
    }

    /// <summary>The share answered within so many seconds.</summary>
    public double ServiceLevel(double within) => 1 - (Wait * Math.Exp(-(Agents - (Rate * HandleTime)) * within / HandleTime));
}

/// <summary>Erlang A (M/M/n+M): who waits hangs up after an exponential time. Rates are per second, times in seconds.</summary>
/// <param name="Wait">The probability of waiting at all.</param>
/// <param name="Abandoned">The share of all who hang up.</param>
/// <param name="MeanWait">Of all, those who hang up included.</param>
/// <param name="Occupancy">The share of their time in which agents are busy.</param>
internal sealed record ErlangA(double Wait, double Abandoned, double MeanWait, double Occupancy)
{
    public static ErlangA Of(double rate, double handleTime, double patience, int agents)
    {
        // The share of time with k people in the system, up to a common factor, until no more matters.
        var (weights, k) = (new List<double> { 1 }, 0);
        while (k <= agents || weights[k] > 1e-18 * weights.Sum())
        {
            k++;
            weights.Add(weights[k - 1] * rate / ((Math.Min(k, agents) / handleTime) + (Math.Max(k - agents, 0) / patience)));
        }

        var total = weights.Sum();
        var queue = weights.Select((w, people) => Math.Max(people - agents, 0) * w).Sum() / total;
        var abandoned = queue / patience / rate;
        return new(weights.Skip(agents).Sum() / total, abandoned, queue / rate, rate * handleTime * (1 - abandoned) / agents);
    }
}

/// <summary>Published values and values simulated elsewhere; a formula that does not give them is wrong, and nothing may be compared with it.</summary>
internal static class ErlangVectors
{
    /// <summary>Asks both formulas for what is known.</summary>
    /// <exception cref="InvalidOperationException">A value is not the known one.</exception>
    public static void Check()
    {
        var c = ErlangC.Of(100 / 1800.0, 180, 14);
        Same(c.Wait, 0.1741319, "Erlang C, P(wait)");
        Same(c.ServiceLevel(20), 0.88835, "Erlang C, service level");
        Same(c.Asa, 7.83594, "Erlang C, ASA");
        Same(c.Occupancy, 0.7142857, "Erlang C, occupancy");
        foreach (var (agents, wait, abandoned, mean) in ((int, double, double, double)[])[(2, 0.44089, 0.37274, 44.73), (3, 0.23751, 0.18624, 22.35), (4, 0.10844, 0.07926, 9.51)])
        {
            var a = ErlangA.Of(6 / 3600.0, 1200, 120, agents);
            Same(a.Wait, wait, $"Erlang A, {agents} agents, P(wait)");
            Same(a.Abandoned, abandoned, $"Erlang A, {agents} agents, P(abandoned)");
            Same(a.MeanWait, mean, $"Erlang A, {agents} agents, mean wait");
        }
    }

    // To the digits that are published.
    private static void Same(double value, double known, string what)
    {
        if (Math.Abs(value - known) > Math.Max(0.00001, 0.0003 * known))
        {
            throw new InvalidOperationException($"{what} is {value}, and the known value is {known}.");
        }
    }
}
