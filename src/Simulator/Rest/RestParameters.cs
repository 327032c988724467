using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Helpline.Simulator.Rest;

/// <summary>What a request asks for. A name that Twilio does not have is refused: Twilio would ignore it, and the misspelling would go unnoticed.</summary>
internal sealed class RestParameters
{
    private readonly Dictionary<string, StringValues> values;

    private RestParameters(Dictionary<string, StringValues> values) => this.values = values;

    /// <summary>Reads the form of a POST, the query of anything else.</summary>
    /// <exception cref="RestError">400, 20001: a parameter that this operation does not have.</exception>
    public static async Task<RestParameters> ReadAsync(HttpRequest request, params string[] allowed)
    {
        var given = request.Query.ToDictionary(q => q.Key, q => q.Value, StringComparer.Ordinal);
        if (HttpMethods.IsPost(request.Method))
        {
            if (given.Count > 0)
            {
                throw new RestError(400, 20001, "A POST carries its parameters in the form, not in the address");
            }

            given = request.HasFormContentType
                ? (await request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal)
                : request.ContentLength is > 0 ? throw new RestError(415, 20415, "The content type should be application/x-www-form-urlencoded") : [];
        }

        var stranger = given.Keys.FirstOrDefault(name => !allowed.Contains(name, StringComparer.Ordinal));
        return stranger is null
            ? new RestParameters(given)
            : throw new RestError(400, 20001, $"Unknown parameter '{stranger}'; this operation has: {string.Join(", ", allowed)}");
    }

    public bool Has(string name) => values.ContainsKey(name);

    public string? Text(string name) => values.TryGetValue(name, out var value) ? value.ToString() : null;

    public IReadOnlyList<string> All(string name) => values.TryGetValue(name, out var value) ? [.. value.OfType<string>()] : [];

    public bool? Flag(string name) => Text(name)?.ToUpperInvariant() switch
    {
        null => null,
        "TRUE" => true,
        "FALSE" => false,
        _ => throw new RestError(400, 20001, $"{name} must be true or false"),
    };

    public int? Whole(string name, int least, int most) => Text(name) switch
    {
        null => null,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most => value,
        _ => throw new RestError(400, 20001, $"{name} must be a whole number from {least} to {most}"),
    };

    public string Method(string name = "Method", string otherwise = "POST") => Text(name)?.ToUpperInvariant() switch
    {
        null => otherwise,
        "GET" => "GET",
        "POST" => "POST",
        _ => throw new RestError(400, 20001, $"{name} must be GET or POST"),
    };

    /// <summary>An absolute address, for the parameter named.</summary>
    public string? Url(string name, int code = 21205) => Text(name) switch
    {
        null or "" => null,
        { } url when Uri.TryCreate(url, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https" => url,
        { } url => throw new RestError(400, code, $"{name} is not a valid URL: {url}"),
    };

    /// <summary>Whether a moment lies where <c>Name</c>, <c>Name&lt;</c> and <c>Name&gt;</c> ask: a day, or a time, in GMT.</summary>
    public bool Covers(string name, DateTimeOffset? at)
    {
        var (on, before, after) = (Moment(name), Moment(name + "<"), Moment(name + ">"));
        return (on is null && before is null && after is null)
            || (at is { } moment
                && (on is not { } day || moment.UtcDateTime.Date == day.UtcDateTime.Date)
                && (before is not { } latest || moment <= latest)
                && (after is not { } earliest || moment >= earliest));
    }

    private DateTimeOffset? Moment(string name) => Text(name) switch
    {
        null => null,
        { } text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) => at,
        _ => throw new RestError(400, 20001, $"{name} must be a date, YYYY-MM-DD, or a time in ISO 8601"),
    };
}
