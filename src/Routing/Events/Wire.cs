using System.Text.Json;
using System.Text.Json.Serialization;
using Helpline.Contracts;

namespace Helpline.Routing.Events;

/// <summary>Records as the scripts write them; what they keep for themselves is skipped.</summary>
internal sealed record ContactWire(
    ContactId Id, LineId Line, string Demand, Priority Priority, ContactState State, long WaitingSince, CloseReason? Close,
    int Stage, AgentId? KnownTo, AgentId? ReservedFor, ContactTask? Task)
{
    public ContactFacts ToFacts() => new(
        Id, Line, Contracts.Demand.Parse(Demand), Priority, State, DateTimeOffset.FromUnixTimeMilliseconds(WaitingSince), Close, Stage, KnownTo, ReservedFor, Task);
}

internal sealed record AssignmentWire(
    AssignmentId Id, ContactId Contact, AgentId Agent, string Channel, AssignmentState State, long Since, long? Deadline)
{
    public AssignmentFacts ToFacts() =>
        new(Id, Contact, Agent, Enum.Parse<Channel>(Channel, ignoreCase: true), State, DateTimeOffset.FromUnixTimeMilliseconds(Since),
            Deadline is { } due ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null);
}

internal sealed record AgentWire(AgentId Id, AgentStatus Status, bool Connected, long Since, string? Reason)
{
    public AgentFacts ToFacts() => new(Id, Status, Connected, DateTimeOffset.FromUnixTimeMilliseconds(Since), Reason);
}

/// <summary>One entry of the stream: the facts of one script call.</summary>
internal sealed record EntryWire(long At, IReadOnlyList<FactWire> F);

/// <summary>One fact, as short as the scripts write it.</summary>
/// <param name="K">Kind.</param>
/// <param name="C">Contact.</param>
/// <param name="A">Assignment.</param>
/// <param name="G">Agent.</param>
/// <param name="R">Reason.</param>
/// <param name="D">Detail.</param>
internal sealed record FactWire(
    RoutingEventKind K, ContactWire? C, AssignmentWire? A, AgentWire? G, string? R, [property: JsonConverter(typeof(RawJsonConverter))] string? D);

/// <summary>JSON inside JSON, kept as its text.</summary>
internal sealed class RawJsonConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.GetRawText();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteRawValue(value);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(EntryWire))]
[JsonSerializable(typeof(ContactWire))]
[JsonSerializable(typeof(AssignmentWire))]
[JsonSerializable(typeof(AgentWire))]
internal sealed partial class WireJson : JsonSerializerContext;
