using Helpline.Contracts;

namespace Helpline.Bench.Quality;

/// <param name="Rate">Callers a second.</param>
/// <param name="HandleTime">Seconds, wrap-up included.</param>
/// <param name="Patience">Mean seconds until they hang up; null: never.</param>
/// <summary>One skill, equal agents, everything exponential: what the formulas of Erlang describe.</summary>
internal sealed record ErlangScenario(double Rate, double HandleTime, double? Patience, int Agents)
{
    private static readonly PoolId Pool = new("erlang");

    public static ServiceLine Line { get; } = new(new("erlang"), Pool, "Erlang", "Nowhere", "en", "", []);

    /// <summary>So many callers; equal seeds draw equal callers.</summary>
    public IEnumerable<Caller> Callers(int count, ulong seed)
    {
        var random = new Draws(seed);
        var (demand, at) = (Line.DemandFor(Channel.Phone), 0.0);
        for (var i = 0; i < count; i++)
        {
            at += random.Exponential(1 / Rate);
            var (talk, patience) = (random.Exponential(HandleTime), random.Exponential(Patience ?? 1));
            yield return new(demand, Draws.Milliseconds(at), Draws.Milliseconds(talk), 0, Patience is null ? null : Draws.Milliseconds(patience));
        }
    }

    public IReadOnlyList<Shift> Shifts() =>
        [.. Enumerable.Range(0, Agents).Select(i => new Shift(new(Numbered.Agent(i), Line.DemandFor(Channel.Phone).Skills, new Dictionary<Channel, int> { [Channel.Phone] = 1 }), 0, 0))];
}
