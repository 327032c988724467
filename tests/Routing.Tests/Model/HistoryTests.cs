using Helpline.Routing.Tests.Nodes;
using Xunit.Abstractions;

namespace Helpline.Routing.Tests.Model;

/// <summary>Random histories over two nodes, against the model and against what must never be. The seed is in the test's name and in its output.</summary>
public sealed class HistoryTests(RedisFixture redis, ITestOutputHelper output) : HistoryTest(redis)
{
    public static TheoryData<int> Seeds => [.. Nightly ? Enumerable.Range(Random.Shared.Next(1_000_000), 1000) : Enumerable.Range(1, 50)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task ARandomHistory_GoesAsTheModelSays(int seed)
    {
        output.WriteLine($"seed {seed}");
        await PlayAsync(seed, StepsOf(seed));
        (await EventsAsync()).Select((e, i) => e.Position.Number - i).Distinct().ShouldBe([1]);
    }
}
