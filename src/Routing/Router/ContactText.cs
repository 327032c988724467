using System.Text.Json;
using System.Text.Json.Serialization;
using Helpline.Contracts;

namespace Helpline.Routing.Router;

/// <summary>A contact on its way to the scripts, as JSON.</summary>
internal static class ContactText
{
    public static string Of(QueuedContact contact) => Write(
        new(contact.Id, contact.Line, contact.Demand.Key, contact.Priority, contact.WaitingSince.ToUnixTimeMilliseconds(), contact.KnownTo, contact.Task, Close: null, contact.BegunBy));

    public static string Of(ContactFacts contact) => Write(
        new(contact.Id, contact.Line, contact.Demand.Key, contact.Priority, contact.WaitingSince.ToUnixTimeMilliseconds(), contact.KnownTo, contact.Task, contact.CloseReason));

    public static string Of(IEnumerable<AssignmentFacts> assignments) => JsonSerializer.Serialize(
        assignments.Select(a => new GivenAssignment(a.Id, a.Agent, a.State, a.Since.ToUnixTimeMilliseconds())).ToList(), GivenJson.Default.ListGivenAssignment);

    private static string Write(GivenContact contact) => JsonSerializer.Serialize(contact, GivenJson.Default.GivenContact);
}

internal sealed record GivenContact(
    ContactId Id, LineId Line, string Demand, Priority Priority, long WaitingSince, AgentId? KnownTo, ContactTask? Task, CloseReason? Close, AgentId? BegunBy = null);

internal sealed record GivenAssignment(AssignmentId Id, AgentId Agent, AssignmentState State, long Since);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GivenContact))]
[JsonSerializable(typeof(List<GivenAssignment>))]
internal sealed partial class GivenJson : JsonSerializerContext;
