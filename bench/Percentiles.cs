using System.Globalization;

namespace Helpline.Bench;

/// <summary>Durations of one kind, in milliseconds.</summary>
internal sealed class Percentiles(IEnumerable<double> values)
{
    private readonly double[] sorted = [.. values.Order()];

    public int Count => sorted.Length;

    /// <param name="share">0 to 1.</param>
    /// <summary>Nearest rank.</summary>
    public double At(double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];

    /// <summary>How many took longer.</summary>
    public int Over(double milliseconds) => sorted.Count(value => value > milliseconds);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"n={Count}  p50 {At(0.5):0.0} ms  p95 {At(0.95):0.0} ms  p99 {At(0.99):0.0} ms  max {At(1):0.0} ms");
}
