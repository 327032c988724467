using System.Globalization;

namespace Helpline.Bench.Quality;

/// <summary>
/// A mean with its 95 % confidence interval by batch means: waits of neighbours are alike, means of long batches hardly, so the spread of those says how sure the mean is.
/// </summary>
/// <param name="Margin">Half the width of the interval.</param>
internal sealed record Estimate(double Mean, double Margin)
{
    private const int Batches = 50;

    /// <param name="plays">Of each play the values in the order of time; the first hundredth, while the system fills, is left out.</param>
    /// <summary>The mean over all plays.</summary>
    public static Estimate Of(IEnumerable<IReadOnlyList<double>> plays)
    {
        var means = plays.SelectMany(BatchMeans).ToArray();
        var (mean, freedom) = (means.Average(), means.Length - 1);
        var studentT = 1.96 + (2.42 / freedom); // two-sided 95 %; right to three digits from 30 degrees of freedom on
        return new(mean, studentT * Math.Sqrt(means.Sum(m => (m - mean) * (m - mean)) / freedom / means.Length));
    }

    /// <summary>Whether it can be said that the truth is within this share of a value.</summary>
    public string Against(double value, double within) =>
        Math.Abs(Mean - value) + Margin <= within * value ? $"within {within:0 %}"
        : Math.Abs(Mean - value) - Margin > within * value ? $"MISSED: not within {within:0 %}"
        : $"too few contacts to say whether within {within:0 %}";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mean,9:0.0000} ± {Margin:0.0000}");

    private static IEnumerable<double> BatchMeans(IReadOnlyList<double> values)
    {
        var skipped = values.Count / 100;
        var size = (values.Count - skipped) / Batches;
        return Enumerable.Range(0, Batches).Select(b => Enumerable.Range(skipped + (b * size), size).Average(i => values[i]));
    }
}
