using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Helpline.Contracts;

/// <summary>An id that is a version-7 guid and nothing else; written everywhere as 32 lower-case hex digits.</summary>
public interface IGuidId<TSelf> where TSelf : struct, IGuidId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);
}

/// <summary>Writes an id as its hex digits, also where it is a key of a JSON object.</summary>
public sealed class GuidIdJsonConverter<TId> : JsonConverter<TId> where TId : struct, IGuidId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        GuidId.TryParse<TId>(reader.GetString(), out var id) ? id : throw new JsonException("Expected an id of 32 hex digits.");

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, [DisallowNull] TId value, JsonSerializerOptions options) => writer.WritePropertyName(value.Value.ToString("N"));
}

/// <summary>One engagement of one person on one channel.</summary>
[JsonConverter(typeof(GuidIdJsonConverter<ContactId>))]
public readonly record struct ContactId(Guid Value) : IGuidId<ContactId>
{
    public static ContactId New() => new(Guid.CreateVersion7());
    public static ContactId From(Guid value) => new(value);
    public static ContactId Parse(string s) => GuidId.Parse<ContactId>(s);
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ContactId result) => GuidId.TryParse(s, out result);
    public override string ToString() => Value.ToString("N");
}

/// <summary>One agent's share in a contact.</summary>
[JsonConverter(typeof(GuidIdJsonConverter<AssignmentId>))]
public readonly record struct AssignmentId(Guid Value) : IGuidId<AssignmentId>
{
    public static AssignmentId New() => new(Guid.CreateVersion7());
    public static AssignmentId From(Guid value) => new(value);
    public static AssignmentId Parse(string s) => GuidId.Parse<AssignmentId>(s);
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AssignmentId result) => GuidId.TryParse(s, out result);
    public override string ToString() => Value.ToString("N");
}

/// <summary>A person who answers: the same guid as their sign-in account.</summary>
[JsonConverter(typeof(GuidIdJsonConverter<AgentId>))]
public readonly record struct AgentId(Guid Value) : IGuidId<AgentId>
{
    public static AgentId New() => new(Guid.CreateVersion7());
    public static AgentId From(Guid value) => new(value);
    public static AgentId Parse(string s) => GuidId.Parse<AgentId>(s);
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AgentId result) => GuidId.TryParse(s, out result);
    public override string ToString() => Value.ToString("N");
}

/// <summary>One message of a conversation, inbound or outbound; for an outbound one also the id of its outbox row.</summary>
[JsonConverter(typeof(GuidIdJsonConverter<MessageId>))]
public readonly record struct MessageId(Guid Value) : IGuidId<MessageId>
{
    public static MessageId New() => new(Guid.CreateVersion7());
    public static MessageId From(Guid value) => new(value);
    public static MessageId Parse(string s) => GuidId.Parse<MessageId>(s);
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MessageId result) => GuidId.TryParse(s, out result);
    public override string ToString() => Value.ToString("N");
}

internal static class GuidId
{
    public static TId Parse<TId>(string s) where TId : struct, IGuidId<TId> =>
        TryParse<TId>(s, out var id) ? id : throw new FormatException("Not an id: expected 32 hex digits.");

    public static bool TryParse<TId>(string? s, out TId id) where TId : struct, IGuidId<TId>
    {
        var ok = Guid.TryParseExact(s, "N", out var guid) || Guid.TryParseExact(s, "D", out guid);
        id = TId.From(guid);
        return ok;
    }
}
