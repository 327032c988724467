namespace Helpline.Contracts.Tests;

public sealed class DeliveryLifeTests
{
    /// <summary>From least to most certain; those in one row say equally much, and the first to come stays.</summary>
    private static readonly DeliveryState[][] Ladder =
    [
        [DeliveryState.Queued],
        [DeliveryState.Sending],
        [DeliveryState.Unknown],
        [DeliveryState.Accepted],
        [DeliveryState.Sent],
        [DeliveryState.Undelivered, DeliveryState.Failed],
        [DeliveryState.Delivered],
        [DeliveryState.Read],
    ];

    [Fact]
    public void TheLadder_HoldsEveryState() =>
        Ladder.SelectMany(rung => rung).Order().ShouldBe(Enum.GetValues<DeliveryState>().Order());

    [Fact]
    public void News_AdvanceOnlyUpTheLadder()
    {
        foreach (var (current, low) in Rungs())
        {
            foreach (var (news, high) in Rungs())
            {
                DeliveryLife.Advances(current, news).ShouldBe(high > low, $"{current}, then {news}");
            }
        }
    }

    [Fact]
    public void OfStatusesInAnyOrder_TheHighestRemains()
    {
        var random = new Random(20261120);
        for (var i = 0; i < 500; i++)
        {
            var arrived = Enumerable.Range(0, 6).Select(_ => (DeliveryState)random.Next(1, 10)).ToList();
            var kept = arrived.Aggregate((current, news) => DeliveryLife.Advances(current, news) ? news : current);
            DeliveryLife.Rank(kept).ShouldBe(arrived.Max(DeliveryLife.Rank), string.Join(' ', arrived));
        }
    }

    [Fact]
    public void OnlyWhatAMachineCannotSettle_NeedsAttention() =>
        Enum.GetValues<DeliveryState>().Where(DeliveryLife.NeedsAttention)
            .ShouldBe([DeliveryState.Unknown, DeliveryState.Undelivered, DeliveryState.Failed], ignoreOrder: true);

    private static IEnumerable<(DeliveryState State, int Rung)> Rungs() =>
        Ladder.SelectMany((rung, height) => rung.Select(state => (state, height)));
}
