using System.Globalization;

namespace Helpline.Bench.Routing;

/// <summary>One figure of several rounds, as a line.</summary>
internal static class Figures
{
    public static double Median(IEnumerable<double> values) => values.Order().ToArray() is { Length: > 0 } sorted ? sorted[sorted.Length / 2] : double.NaN;

    /// <summary>The median, and from where to where the rounds went.</summary>
    public static void Print(string what, IEnumerable<double> values, string format)
    {
        var all = values.ToArray();
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        Console.WriteLine($"    {what,-34}{Text(Median(all)),10}   ({Text(all.Min())} to {Text(all.Max())})");
    }

    /// <summary>Whether an aim is met, and by how much not.</summary>
    public static void PrintAim(string aim, double value, double bound) => Console.WriteLine(
        value <= bound ? $"    aim {aim}: met" : string.Create(CultureInfo.InvariantCulture, $"    aim {aim}: MISSED, {value / bound:0.00} times the bound"));
}
