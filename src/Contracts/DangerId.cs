using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Helpline.Contracts;

/// <summary>One time that somebody was in imminent danger, from raising it to closing it.</summary>
[JsonConverter(typeof(GuidIdJsonConverter<DangerId>))]
public readonly record struct DangerId(Guid Value) : IGuidId<DangerId>
{
    public static DangerId New() => new(Guid.CreateVersion7());
    public static DangerId From(Guid value) => new(value);
    public static DangerId Parse(string s) => GuidId.Parse<DangerId>(s);
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DangerId result) => GuidId.TryParse(s, out result);
    public override string ToString() => Value.ToString("N");
}
