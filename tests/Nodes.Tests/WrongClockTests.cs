using Helpline.Contracts;
using Helpline.Routing;
using Helpline.Support;

namespace Helpline.Nodes.Tests;

/// <summary>A node of which the machine's clock is wrong by an hour does everything alone, on the time of Redis, and nobody notices.</summary>
[Collection(WithServers.Name)]
public sealed class WrongClockTests(Servers servers)
{
    private static readonly PoolId Pool = Site.Pool;

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(0)]
    public async Task WrongByAnHour_ChangesNothing(int hours)
    {
        var site = await servers.NewSiteAsync();
        await using var right = await site.NewNodeAsync();
        await using var wrong = await (await site.NewNodeAsync(clock: new ShiftedClock(TimeSpan.FromHours(hours)))).StartAsync();
        var agent = AgentId.New();
        await CallOfOnePerson.PresentAsync(wrong, agent);

        // Order: the earlier arrival first, whichever node took it in, and it rings as long as it should.
        var first = await ArriveAsync(right);
        var second = await ArriveAsync(wrong);
        var third = await ArriveAsync(right);
        var began = TimeProvider.System.GetTimestamp();
        (await right.View.SnapshotAsync(Pool, default)).Contacts.Select(c => c.Id).ShouldBe([first, second, third]);
        var offer = (await right.Router.StandingAsync(Pool, first, default))!.Assignment.ShouldNotBeNull();
        (offer.Deadline - offer.Since).ShouldBe(TimeSpan.FromSeconds(5));

        // The lease holds as long as the wrong node hears the browser, over the time of a lease and more; the offer lapses on time, not before and not late.
        await Poll.Until(
            async () =>
            {
                (await wrong.Presence.RenewAsync(Pool, [agent], default)).ShouldBeEmpty();
                return (await right.Router.StandingAsync(Pool, first, default))!.Assignment is null;
            },
            "the offer lapses");
        TimeProvider.System.GetElapsedTime(began).ShouldBeInRange(TimeSpan.FromSeconds(4.5), TimeSpan.FromSeconds(8));
        var snapshot = await right.View.SnapshotAsync(Pool, default);
        snapshot.Agents.Single().ShouldSatisfyAllConditions(a => a.Connected.ShouldBeTrue(), a => a.Reason.ShouldBe("missedOffer"));
        snapshot.Contacts.Select(c => c.Id).ShouldBe([first, second, third]);

        // A lease that nobody feeds ends after ten seconds, not at once and not in an hour.
        var heard = TimeProvider.System.GetTimestamp();
        await wrong.Presence.RenewAsync(Pool, [agent], default);
        await Poll.Until(async () => (await right.View.SnapshotAsync(Pool, default)).Agents.All(a => !a.Connected), "the lease ends");
        TimeProvider.System.GetElapsedTime(heard).ShouldBeInRange(TimeSpan.FromSeconds(9.5), TimeSpan.FromSeconds(13));

        await AllIsInRecordsAsync(site, right);
    }

    private static async Task<ContactId> ArriveAsync(Node node)
    {
        var taken = await node.Intake.RecordAsync(
            new($"twilio:call:CA{Guid.CreateVersion7():N}", Site.Line, Channel.Phone, CallerAddress.Of("+447700900123"), null, "From=+447700900123"), default);
        (await node.Router.EnqueueAsync(new(taken.Contact, taken.Pool, taken.Line, taken.Demand, taken.Priority, taken.ArrivedAt), default)).ShouldBeOneOf(EnqueueOutcome.Enqueued, EnqueueOutcome.AlreadyKnown);
        return taken.Contact;
    }

    // The wrong node pumps; its events carry the time of Redis, and its sweep finds nothing to bring back.
    private static async Task AllIsInRecordsAsync(Site site, Node right)
    {
        var last = (await right.View.SnapshotAsync(Pool, default)).Position;
        await Poll.Until(async () => (await right.Get<IContactEventSink>().CheckpointAsync(Pool, default)) >= last, "the wrong node pumps");
        var now = TimeProvider.System.GetUtcNow();
        (await site.ColumnAsync<DateTimeOffset>("select at from routing_event")).ShouldAllBe(at => (now - at).Duration() < TimeSpan.FromMinutes(2));
        (await site.ColumnAsync<int>($"select kind from routing_event")).Count(k => k == (int)RoutingEventKind.Enqueued).ShouldBe(3);
        (await site.ColumnAsync<int>($"select kind from routing_event")).Count(k => k == (int)RoutingEventKind.EpochStarted).ShouldBe(1);
    }

    private sealed class ShiftedClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
