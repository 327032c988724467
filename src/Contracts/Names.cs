using System.Text.Json;
using System.Text.Json.Serialization;

namespace Helpline.Contracts;

/// <summary>A published service line, by its short name ("northants"): lower-case letters, digits and dashes, 1 to 40.</summary>
[JsonConverter(typeof(LineIdJsonConverter))]
public readonly record struct LineId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>The agents and lines that can serve each other, by its short name; all their Redis keys share one hash tag.</summary>
[JsonConverter(typeof(PoolIdJsonConverter))]
public readonly record struct PoolId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>What both short names must look like: they stand in Redis keys, URLs and configuration.</summary>
public static class ShortName
{
    public const int MaxLength = 40;

    public static bool IsValid(string? name) =>
        name is { Length: > 0 and <= MaxLength } && name[0] != '-' && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}

public sealed class LineIdJsonConverter : JsonConverter<LineId>
{
    public override LineId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, LineId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

public sealed class PoolIdJsonConverter : JsonConverter<PoolId>
{
    public override PoolId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, PoolId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
