namespace Helpline.Bench.Quality;

/// <summary>
/// Chance, repeatable: SplitMix64. The seeded generator of the runtime is a lagged one whose draws of one caller hang together with those of callers a few places on,
/// which could be seen in the share who hang up.
/// </summary>
/// <remarks>Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014.</remarks>
internal sealed class Draws(ulong seed)
{
    private ulong state = seed;

    /// <summary>From 0, below 1.</summary>
    public double Uniform()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    public double Exponential(double mean) => -Math.Log(1 - Uniform()) * mean;

    public static long Milliseconds(double seconds) => (long)Math.Round(seconds * 1000);
}
