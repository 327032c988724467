using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Helpline.Contracts;

/// <summary>One asking to go against a person's safe-contact rules, once.</summary>
[JsonConverter(typeof(GuidIdJsonConverter<SafeOverrideId>))]
public readonly record struct SafeOverrideId(Guid Value) : IGuidId<SafeOverrideId>
{
    public static SafeOverrideId New() => new(Guid.CreateVersion7());
    public static SafeOverrideId From(Guid value) => new(value);
    public static SafeOverrideId Parse(string s) => GuidId.Parse<SafeOverrideId>(s);
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SafeOverrideId result) => GuidId.TryParse(s, out result);
    public override string ToString() => Value.ToString("N");
}
