using Helpline.Contracts;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Helpline.Routing.Redis;

/// <summary>Whose time the scripts use: Redis's own, except in tests; and where new ids come from.</summary>
internal sealed record ScriptClock(TimeProvider? Test = null, Func<Guid>? Ids = null)
{
    public Guid NewId() => Ids?.Invoke() ?? Guid.CreateVersion7();
}

/// <summary>What every script call is given after its own arguments, in the order call.lua reads it.</summary>
internal sealed class CommonArguments(IOptions<RoutingOptions> options, ScriptClock clock)
{
    private readonly RedisValue[] times =
    [
        options.Value.ConnectSeconds * 1000L,
        options.Value.LeaseSeconds * 1000L,
        options.Value.WrittenGraceSeconds * 1000L,
        options.Value.ParkedReplySeconds * 1000L,
        options.Value.TransferSeconds * 1000L,
    ];

    public PoolKeys KeysOf(PoolId pool) => new(options.Value.KeyPrefix, pool);

    public RedisValue[] After(params ReadOnlySpan<RedisValue> own) =>
        [.. own, clock.Test is { } test ? test.GetUtcNow().ToUnixTimeMilliseconds() : "", clock.NewId().ToString("N"), .. times];
}
