using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Helpline.Contracts;

/// <summary>One thing written down about an imminent danger; made by the browser, so that a repeat is known.</summary>
[JsonConverter(typeof(GuidIdJsonConverter<DangerNoteId>))]
public readonly record struct DangerNoteId(Guid Value) : IGuidId<DangerNoteId>
{
    public static DangerNoteId New() => new(Guid.CreateVersion7());
    public static DangerNoteId From(Guid value) => new(value);
    public static DangerNoteId Parse(string s) => GuidId.Parse<DangerNoteId>(s);
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DangerNoteId result) => GuidId.TryParse(s, out result);
    public override string ToString() => Value.ToString("N");
}
