using System.Net;
using System.Text;
using Helpline.Support;
using StackExchange.Redis;

namespace Helpline.EndToEnd.World;

/// <summary>Every key of a Redis and what it holds, as text.</summary>
public static class RedisDump
{
    private const string Read = """
        local ask = {
          string = { 'GET', KEYS[1] }, hash = { 'HGETALL', KEYS[1] }, list = { 'LRANGE', KEYS[1], 0, -1 }, set = { 'SMEMBERS', KEYS[1] },
          zset = { 'ZRANGE', KEYS[1], 0, -1, 'WITHSCORES' }, stream = { 'XRANGE', KEYS[1], '-', '+' }, none = { 'GET', KEYS[1] },
        }
        return cjson.encode(redis.call(unpack(ask[redis.call('TYPE', KEYS[1]).ok])))
        """;

    public static async Task<string> ReadAsync(RedisServer server)
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        var text = new StringBuilder();
        foreach (var key in redis.GetServer(IPAddress.Loopback, server.Port).Keys())
        {
            text.Append(key).Append(": ").Append(await redis.GetDatabase().ScriptEvaluateAsync(Read, [key])).AppendLine();
        }

        return text.ToString();
    }
}
