using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Helpline.Contracts;

/// <summary>One attack on somebody who answers.</summary>
[JsonConverter(typeof(GuidIdJsonConverter<StaffIncidentId>))]
public readonly record struct StaffIncidentId(Guid Value) : IGuidId<StaffIncidentId>
{
    public static StaffIncidentId New() => new(Guid.CreateVersion7());
    public static StaffIncidentId From(Guid value) => new(value);
    public static StaffIncidentId Parse(string s) => GuidId.Parse<StaffIncidentId>(s);
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out StaffIncidentId result) => GuidId.TryParse(s, out result);
    public override string ToString() => Value.ToString("N");
}
