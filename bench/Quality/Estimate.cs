using System.Globalization;

namespace Helpline.Bench.Quality;

/// <summary>
/// A mean with its 95 % confidence interval by batch means: waits of neighbours are alike, means of long batches hardly, so the spread of those says how sure the mean is.
/// </summary>
/// <param name="Margin">Half the width of the interval.</param>
internal sealed record Estimate(double Mean, double Margin)
{
    private const int Batches = 50;
    private const double StudentT = 2.0096; // 49 degrees of freedom, two-sided 95 %

    /// <param name="values">In the order of time; the first hundredth, while the system fills, is left out.</param>
    /// <summary>The mean of the rest.</summary>
    public static Estimate Of(IReadOnlyList<double> values)
    {
        var skipped = values.Count / 100;
        var size = (values.Count - skipped) / Batches;
        var means = Enumerable.Range(0, Batches).Select(b => MeanOf(values, skipped + (b * size), size)).ToArray();
        var mean = means.Average();
        return new(mean, StudentT * Math.Sqrt(means.Sum(m => (m - mean) * (m - mean)) / (Batches - 1) / Batches));
    }

    /// <summary>Whether it can be said that the truth is within this share of a value.</summary>
    public string Against(double value, double within) =>
        Math.Abs(Mean - value) + Margin <= within * value ? $"within {within:0 %}"
        : Math.Abs(Mean - value) - Margin > within * value ? $"MISSED: not within {within:0 %}"
        : $"too few contacts to say whether within {within:0 %}";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mean,9:0.0000} ± {Margin:0.0000}");

    private static double MeanOf(IReadOnlyList<double> values, int from, int count)
    {
        var sum = 0.0;
        for (var i = from; i < from + count; i++)
        {
            sum += values[i];
        }

        return sum / count;
    }
}
