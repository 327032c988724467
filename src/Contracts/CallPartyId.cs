using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Helpline.Contracts;

/// <summary>Somebody brought into a call: an interpreter, a third party, or a supervisor who listens.</summary>
[JsonConverter(typeof(GuidIdJsonConverter<CallPartyId>))]
public readonly record struct CallPartyId(Guid Value) : IGuidId<CallPartyId>
{
    public static CallPartyId New() => new(Guid.CreateVersion7());
    public static CallPartyId From(Guid value) => new(value);
    public static CallPartyId Parse(string s) => GuidId.Parse<CallPartyId>(s);
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CallPartyId result) => GuidId.TryParse(s, out result);
    public override string ToString() => Value.ToString("N");
}
