using System.Globalization;
using System.Text.Json;
using Helpline.Contracts;
using StackExchange.Redis;

namespace Helpline.Routing.Events;

/// <summary>An entry of the pool's stream, unpacked. Its id is the position of its last fact, so positions and stream ids are one thing.</summary>
internal sealed record StreamEntry(string Id, IReadOnlyList<RoutingEvent> Events)
{
    public static string IdOf(EventPosition position) => string.Create(CultureInfo.InvariantCulture, $"{position.Epoch}-{position.Number}");

    public static EventPosition PositionOf(string id)
    {
        var dash = id.IndexOf('-', StringComparison.Ordinal);
        return new(long.Parse(id.AsSpan(0, dash), CultureInfo.InvariantCulture), long.Parse(id.AsSpan(dash + 1), CultureInfo.InvariantCulture));
    }

    /// <summary>Reads what XREAD and XREADGROUP answer for one stream.</summary>
    public static IReadOnlyList<StreamEntry> ReadStreams(PoolId pool, RedisResult reply) =>
        reply.IsNull ? [] : ReadEntries(pool, ((RedisResult[])((RedisResult[])reply)[0])[1]);

    /// <summary>Reads what XRANGE, and the second part of XAUTOCLAIM, answer. An entry trimmed under its group has no fields and no facts.</summary>
    public static IReadOnlyList<StreamEntry> ReadEntries(PoolId pool, RedisResult entries) =>
        [.. ((RedisResult[])entries).Where(e => !e.IsNull).Select(e => Read(pool, (RedisResult[])e))];

    private static StreamEntry Read(PoolId pool, RedisResult[] entry)
    {
        var id = (string)entry[0];
        return new(id, entry[1].IsNull ? [] : Unpack(pool, PositionOf(id), (byte[])((RedisResult[])entry[1])[1]));
    }

    private static RoutingEvent[] Unpack(PoolId pool, EventPosition last, byte[] json)
    {
        var wire = JsonSerializer.Deserialize(json, WireJson.Default.EntryWire)!;
        var at = DateTimeOffset.FromUnixTimeMilliseconds(wire.At);
        return [.. wire.F.Select((fact, i) => new RoutingEvent(
            pool, last with { Number = last.Number - wire.F.Count + 1 + i }, at, fact.K,
            fact.C?.ToFacts(), fact.A?.ToFacts(), fact.G?.ToFacts(), fact.R, fact.D))];
    }
}
