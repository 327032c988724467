using System.Collections.Concurrent;
using Helpline.Contracts;
using Helpline.Routing.Tests.Nodes;
using Helpline.Support;

namespace Helpline.Routing.Tests.Delivery;

/// <summary>Redis goes away and comes back. A server of its own, because it is stopped.</summary>
public sealed class OutageTests
{
    private static readonly PoolId Pool = Pools.Main;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RedisRestarted_TheTailGoesOn_AndNobodyIsLost(bool andForget)
    {
        await using var redis = await RedisServer.StartAsync();
        var records = new RecordsDouble();
        await using var a = await new Node(redis.ConnectionString, "o", records).StartAsync();
        await using var b = await new Node(redis.ConnectionString, "o", records).StartAsync();
        var contacts = new List<QueuedContact>();
        foreach (var _ in Enumerable.Range(0, 5))
        {
            contacts.Add(await EnqueueAsync(a, records, waited: TimeSpan.FromMinutes(5 - contacts.Count)));
        }

        using var stop = new CancellationTokenSource();
        var tailed = new ConcurrentQueue<RoutingEvent>();
        var tail = TailAsync(b, (await b.View.SnapshotAsync(Pool, default)).Position, tailed, stop.Token);
        await Poll.Until(() => records.Events.Count >= 6, "Records has what happened before the outage");
        var before = (await b.View.SnapshotAsync(Pool, default)).Position.Epoch;

        await redis.StopAsync(andForget);
        await Should.ThrowAsync<RoutingUnavailableException>(() => a.View.SnapshotAsync(Pool, default));
        await redis.StartAgainAsync();

        await Poll.Until(() => tailed.Any(e => e.Kind == RoutingEventKind.EpochStarted), "the tail, untouched, reads of the new epoch");
        var afterwards = await PersistAsync(() => EnqueueAsync(b, records));
        await Poll.Until(() => tailed.Any(e => e.Contact?.Id == afterwards.Id), "the tail reads what happens after the outage");
        await Poll.Until(
            async () => (await PersistAsync(() => a.View.SnapshotAsync(Pool, default))).Contacts.Count == 6,
            "all who waited wait again");
        var snapshot = await a.View.SnapshotAsync(Pool, default);
        snapshot.Contacts.Select(c => c.Id).ShouldBe(contacts.Append(afterwards).Select(c => c.Id));
        snapshot.Position.Epoch.ShouldBeGreaterThan(before);
        tailed.Select(e => e.Position).ShouldBeInOrder();
        await Poll.Until(() => records.Events.Any(e => e.Contact?.Id == afterwards.Id), "the pump goes on");
        await stop.CancelAsync();
        await tail;
    }

    [Fact]
    public async Task RedisStopped_ACallFailsInTime_AndSaysWhatToDo()
    {
        var redis = await RedisServer.StartAsync();
        var records = new RecordsDouble();
        await using var node = new Node(redis.ConnectionString, "o", records);
        await EnqueueAsync(node, records);
        await redis.DisposeAsync();

        var failure = await Should.ThrowAsync<RoutingUnavailableException>(() => node.View.SnapshotAsync(Pool, default)).WaitAsync(TimeSpan.FromSeconds(10));

        failure.Message.ShouldContain("ConnectionStrings:Redis");
    }

    private static async Task<QueuedContact> EnqueueAsync(Node node, RecordsDouble records, TimeSpan waited = default)
    {
        var contact = new QueuedContact(ContactId.New(), Pool, Pools.Line, new(Channel.Phone, []), Priority.Normal, TimeProvider.System.GetUtcNow() - waited);
        await node.Router.EnqueueAsync(contact, default);
        records.Keep(contact);
        return contact;
    }

    private static async Task<T> PersistAsync<T>(Func<Task<T>> call) where T : class
    {
        T? result = null;
        await Poll.Until(
            async () =>
            {
                try
                {
                    result = await call();
                    return true;
                }
                catch (RoutingUnavailableException)
                {
                    return false;
                }
            },
            "Redis answers again");
        return result!;
    }

    private static async Task TailAsync(Node node, EventPosition after, ConcurrentQueue<RoutingEvent> tailed, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var each in node.View.TailAsync(Pool, after, cancellationToken))
            {
                tailed.Enqueue(each);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The test has read enough.
        }
    }
}
