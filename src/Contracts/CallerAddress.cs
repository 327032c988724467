using System.Text.Json;
using System.Text.Json.Serialization;

namespace Helpline.Contracts;

/// <summary>
/// A number or address of a person who contacts us. It masks itself wherever it is printed and refuses to be serialised;
/// <see cref="Reveal"/> is the only way to the value, so that every use of it stands out in review.
/// </summary>
[JsonConverter(typeof(RefuseToSerialise))]
public readonly struct CallerAddress : IEquatable<CallerAddress>
{
    private readonly string? value;

    private CallerAddress(string value) => this.value = value;

    /// <summary>The person withheld their number, or the network did not pass it on: two such people are never "the same person".</summary>
    public static CallerAddress Withheld => default;

    public bool IsWithheld => value is null;

    /// <summary>The value itself: E.164 (<c>+447700900123</c>) or an e-mail address in lower case.</summary>
    /// <exception cref="InvalidOperationException">The number is withheld: ask <see cref="IsWithheld"/> first.</exception>
    public string Reveal => value ?? throw new InvalidOperationException("The number is withheld; there is nothing to reveal.");

    /// <summary>Takes E.164 or an e-mail address; anything blank is <see cref="Withheld"/>. Words that networks send for "withheld" are the gateway's to know.</summary>
    public static CallerAddress Of(string? address) =>
        string.IsNullOrWhiteSpace(address) ? Withheld : new CallerAddress(Normalise(address.Trim()));

    /// <summary>A masked form: <c>+44 •••• 123</c>, <c>a•••@•••.org</c>, <c>withheld</c>. At most the country code and three digits survive, and of an e-mail address one letter and the ending.</summary>
    public override string ToString()
    {
        if (value is null)
        {
            return "withheld";
        }

        var at = value.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
        {
            return $"{(at > 1 ? value[..1] : "")}•••@•••{(value.LastIndexOf('.') is var dot && dot > at ? value[dot..] : "")}";
        }

        return value.Length < 8 ? "•••" : $"{CountryCode(value)} •••• {value[^3..]}".TrimStart();
    }

    public bool Equals(CallerAddress other) => !IsWithheld && string.Equals(value, other.value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is CallerAddress other && Equals(other);

    public override int GetHashCode() => value is null ? 0 : StringComparer.Ordinal.GetHashCode(value);

    public static bool operator ==(CallerAddress left, CallerAddress right) => left.Equals(right);

    public static bool operator !=(CallerAddress left, CallerAddress right) => !left.Equals(right);

    /// <summary>Country codes have one digit (+1, +7) or at least two, of which we show two.</summary>
    private static string CountryCode(string number) =>
        number[0] != '+' ? "" : number[1] is '1' or '7' ? number[..2] : number[..3];

    private static string Normalise(string address) =>
        address.Contains('@', StringComparison.Ordinal)
            ? address.ToLowerInvariant()
            : string.Concat(address.Where(c => char.IsAsciiDigit(c) || c == '+'));

    private sealed class RefuseToSerialise : JsonConverter<CallerAddress>
    {
        public override CallerAddress Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("A caller's address is never read from JSON.");

        public override void Write(Utf8JsonWriter writer, CallerAddress value, JsonSerializerOptions options) =>
            throw new NotSupportedException("A caller's address is never written to JSON: write its masked form, or Reveal it where that is audited.");
    }
}
