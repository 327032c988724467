using System.Text.Json;
using System.Text.Json.Serialization;

namespace Helpline.Contracts;

/// <summary>Our enums travel as camelCase words; a number is refused, because a number says nothing to a reader and changes its meaning silently.</summary>
public sealed class CamelCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;
