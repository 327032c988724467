using System.Globalization;

namespace Helpline.Bench;

/// <summary>What stands on the command line after <c>bench</c>.</summary>
/// <param name="Name">The benchmark; null: all of them.</param>
/// <param name="Parts">Which parts of it; none: all of them.</param>
/// <param name="Quick">A look at whether it works: fewer and shorter rounds, and the figures are no figures.</param>
/// <param name="Seconds">How long a round lasts, where rounds are measured by time.</param>
/// <param name="Rounds">How many rounds the median is taken of.</param>
internal sealed record BenchArguments(string? Name, IReadOnlyList<string> Parts, bool Quick, int? Seconds, int? Rounds)
{
    /// <summary>Reads the words in any order.</summary>
    /// <exception cref="UsageException">An option is not known, or its number is missing or below 1.</exception>
    public static BenchArguments Parse(string[] args)
    {
        var (words, quick) = (new List<string>(), false);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "quick" or "--quick":
                    quick = true;
                    break;
                case "--seconds" or "--rounds":
                    numbers[args[i]] = NumberAfter(args, i++);
                    break;
                case var option when option.StartsWith('-'):
                    throw new UsageException($"There is no option '{option}'. There are: quick, --seconds N, --rounds N.");
                default:
                    words.Add(args[i]);
                    break;
            }
        }

        return new(
            words.Count > 0 ? words[0] : null, [.. words.Skip(1)], quick,
            numbers.TryGetValue("--seconds", out var seconds) ? seconds : null, numbers.TryGetValue("--rounds", out var rounds) ? rounds : null);
    }

    /// <summary>Whether a part is wanted.</summary>
    public bool Wants(string part) => Parts.Count == 0 || Parts.Contains(part, StringComparer.Ordinal);

    private static int NumberAfter(string[] args, int i) =>
        i + 1 < args.Length && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new UsageException($"{args[i]} needs a whole number from 1.");
}

/// <summary>The command line asks for something that is not there.</summary>
internal sealed class UsageException(string message) : Exception(message);
