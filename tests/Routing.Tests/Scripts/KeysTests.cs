using System.Reflection;
using Helpline.Contracts;
using Helpline.Routing.Redis;
using Helpline.Routing.Tests.Nodes;
using StackExchange.Redis;

namespace Helpline.Routing.Tests.Scripts;

/// <summary>keys.lua and PoolKeys name the same keys, and only these exist.</summary>
public sealed class KeysTests(RedisFixture redis) : PoolTest(redis)
{
    private PoolKeys Keys => A.Get<CommonArguments>().KeysOf(Pool);

    [Fact]
    public async Task EveryKey_IsTheSameInLuaAndInCSharp()
    {
        // As name=key lines: a function is asked for the key of "x".
        const string Ask = """
            -- KEYS[1] the root
            --- @include keys
            local all = {}
            for name, key in pairs(keysOf(KEYS[1])) do
              all[#all + 1] = name .. '=' .. (type(key) == 'function' and key('x') or key)
            end
            return all
            """;
        var reply = (string[])await (await A.DatabaseAsync()).ExecuteAsync("EVAL", Library.Expand(Ask), 1, Keys.Root);

        // The pump's lease is taken from C# alone.
        reply.Order(StringComparer.Ordinal).ShouldBe(InCSharp().Where(k => !k.StartsWith("pump=", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryKey_CarriesTheLayoutAndTheHashTagOfThePool() =>
        InCSharp().ShouldAllBe(k => k.Contains(":v2:{main}", StringComparison.Ordinal));

    [Fact]
    public async Task AWholeLife_TouchesNoOtherKey()
    {
        var agent = await AgentAsync();
        var wrapping = await WrappingUpAsync(await EnqueueAsync());
        await EnqueueAsync(Sms);
        await A.Router.CompleteAsync(Pool, wrapping.Id, agent, default);

        var prefix = Keys.Root.ToString();
        var names = InCSharp().Select(k => k[..k.IndexOf('=', StringComparison.Ordinal)]).ToHashSet(StringComparer.Ordinal);
        var found = (string[])await (await A.DatabaseAsync()).ExecuteAsync("KEYS", $"{prefix[..prefix.IndexOf(':', StringComparison.Ordinal)]}:*");

        found.Length.ShouldBeGreaterThan(10);
        found.Where(k => k != prefix).Select(k => k[(prefix.Length + 1)..].Split(':')[0]).ShouldAllBe(name => names.Contains(name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a}b")]
    [InlineData("North")]
    public void APoolWhoseNameWouldBreakTheHashTag_IsRefused(string name) =>
        Should.Throw<ArgumentException>(() => new PoolKeys("hl", new PoolId(name)));

    private IEnumerable<string> InCSharp() =>
        typeof(PoolKeys).GetProperties().Select(p => (p.Name, Key: (RedisKey)p.GetValue(Keys)!))
            .Concat(typeof(PoolKeys).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(m => !m.IsSpecialName)
                .Select(m => (m.Name, Key: (RedisKey)m.Invoke(Keys, ["x"])!)))
            .Select(k => $"{char.ToLowerInvariant(k.Name[0])}{k.Name[1..]}={k.Key}");
}
