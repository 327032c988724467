using System.Text.Json;
using System.Text.Json.Nodes;
using Helpline.Contracts;

namespace Helpline.AgentConsole.Live;

/// <summary>The reasons of an offer as an agent may see them: how the candidates stood, but not who the others were.</summary>
internal static class OfferReasons
{
    public static string? WithoutColleagues(string? detail, AgentId me)
    {
        if (Read(detail) is not { } reasons)
        {
            return null;
        }

        if (reasons["candidates"] is JsonArray candidates)
        {
            foreach (var candidate in candidates.OfType<JsonObject>().Where(c => !IsOf(c, me)))
            {
                candidate.Remove("agent");
            }
        }

        return reasons.ToJsonString();
    }

    private static bool IsOf(JsonObject candidate, AgentId me) =>
        candidate["agent"] is JsonValue value && value.TryGetValue<string>(out var id) && string.Equals(id, me.ToString(), StringComparison.Ordinal);

    private static JsonObject? Read(string? detail)
    {
        try
        {
            return detail is null ? null : JsonNode.Parse(detail) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
