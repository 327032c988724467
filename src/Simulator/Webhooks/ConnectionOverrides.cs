using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Helpline.Simulator.Webhooks;

/// <summary>
/// What the fragment of a webhook's address asks for: <c>#ct=2000&amp;rt=5000&amp;tt=15000&amp;rc=2&amp;rp=all</c>.
/// Source: Twilio, "Webhooks connection overrides".
/// </summary>
internal sealed record ConnectionOverrides(TimeSpan Read, TimeSpan Total, int Retries, IReadOnlySet<string> RetryOn)
{
    private static readonly string[] Policies = ["4xx", "5xx", "ct", "rt", "all"];

    /// <summary>Reads the fragment; anything Twilio does not know is told in <paramref name="mistake"/> and ignored.</summary>
    public static ConnectionOverrides Of(string fragment, out string? mistake)
    {
        mistake = null;
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in QueryHelpers.ParseQuery(fragment.TrimStart('#')))
        {
            found[name] = value.ToString();
        }

        int Whole(string name, int otherwise, int least, int most, ref string? wrong)
        {
            if (!found.TryGetValue(name, out var text))
            {
                return otherwise;
            }

            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            {
                return value;
            }

            wrong = $"connection override {name}={text} is not a whole number from {least} to {most}";
            return otherwise;
        }

        // Checked only: a connection on one machine is made or refused at once.
        Whole("ct", 5000, 100, 10000, ref mistake);
        var read = Whole("rt", 15000, 100, 15000, ref mistake);
        var total = Whole("tt", 15000, 100, 15000, ref mistake);
        var retries = Whole("rc", 1, 0, 5, ref mistake);
        var on = found.TryGetValue("rp", out var policy) ? policy.Split(',') : ["ct"];
        if (on.FirstOrDefault(p => !Policies.Contains(p, StringComparer.Ordinal)) is { } unknown)
        {
            mistake = $"retry policy {unknown} is none of {string.Join(", ", Policies)}";
        }

        if (found.Keys.FirstOrDefault(k => k is not ("ct" or "rt" or "tt" or "rc" or "rp" or "e" or "sni")) is { } stranger)
        {
            mistake = $"there is no connection override {stranger}";
        }

        return new(
            TimeSpan.FromMilliseconds(read), TimeSpan.FromMilliseconds(total), retries,
            on.Where(p => Policies.Contains(p, StringComparer.Ordinal)).ToHashSet(StringComparer.Ordinal));
    }

    public bool RetryAfter(WebhookFailure failure) => RetryOn.Contains("all") || RetryOn.Contains(failure.Policy);
}
