using Helpline.Bench.Quality;

namespace Helpline.Bench.Routing;

/// <summary>The router alone, on a Redis of its own: <c>bench routing [part…] [quick] [--seconds N] [--rounds N]</c>.</summary>
internal static class RoutingBench
{
    private static readonly (string Name, Func<BenchArguments, Task> RunAsync)[] Parts =
    [
        ("lives", Lives.RunAsync),
        ("growth", Growth.RunAsync),
        ("offers", OfferSeen.RunAsync),
        ("memory", WaitingMemory.RunAsync),
        ("quality", QualityBench.RunAsync),
    ];

    public static async Task RunAsync(BenchArguments arguments)
    {
        if (arguments.Parts.FirstOrDefault(p => !Array.Exists(Parts, known => string.Equals(known.Name, p, StringComparison.Ordinal))) is { } unknown)
        {
            throw new UsageException($"There is no part '{unknown}' of the benchmark 'routing'. There are: {string.Join(", ", Parts.Select(p => p.Name))}.");
        }

        foreach (var part in Parts.Where(p => arguments.Wants(p.Name)))
        {
            await part.RunAsync(arguments);
        }
    }
}
