using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Helpline.Contracts;
using Helpline.Routing.Events;
using StackExchange.Redis;

namespace Helpline.Routing.Router;

/// <summary>Reads what whyWaiting answers.</summary>
internal static class WhyWire
{
    public static WhyWaiting Read(RedisResult[] reply)
    {
        var queue = ((string)reply[4]).Split('|');
        return new(
            JsonSerializer.Deserialize((string)reply[1], WireJson.Default.ContactWire)!.ToFacts(),
            DateTimeOffset.FromUnixTimeMilliseconds((long)reply[2]),
            (int)reply[3],
            List(queue[1]),
            List(queue[2]),
            Text(reply[5]) is { } agent ? AgentId.Parse(agent) : null,
            Time(reply[6]),
            Time(reply[7]) is { } at ? Widened(at, ((string)reply[8]).Split('|')) : null,
            JsonSerializer.Deserialize((string)reply[9], WhyJson.Default.DictionarySkipReasonInt32)!.Where(c => c.Value > 0).ToDictionary(),
            JsonSerializer.Deserialize((string)reply[10], WhyJson.Default.ListNearestWire)!.ConvertAll(n => new NearestAgent(n.Agent, n.Why)));
    }

    private static Widening Widened(DateTimeOffset at, string[] queue) => new(at, List(queue[1]), List(queue[2]));

    private static string[] List(string part) => part.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static string? Text(RedisResult result) => (string?)result is { Length: > 0 } text ? text : null;

    private static DateTimeOffset? Time(RedisResult result) =>
        Text(result) is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(ms, CultureInfo.InvariantCulture)) : null;
}

internal sealed record NearestWire(AgentId Agent, SkipReason Why);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Dictionary<SkipReason, int>))]
[JsonSerializable(typeof(List<NearestWire>))]
internal sealed partial class WhyJson : JsonSerializerContext;
