using Helpline.AgentConsole.Access;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;

namespace Helpline.AgentConsole.Live;

/// <summary>What a console shows at first, cut to what its person may see.</summary>
internal sealed class Snapshots(IPoolView view, PoolFeeds feeds, Colleagues colleagues, IServiceLines lines, IFiguresReader figures)
{
    public async Task<ConsoleSnapshot> TakeAsync(ConsoleUser user, CancellationToken cancellationToken)
    {
        var agents = await colleagues.OfPoolAsync(user.Pool, cancellationToken);
        var pool = await ContinuedAsync(user.Pool, cancellationToken);
        return Audience.SnapshotFor(
            user,
            pool,
            Me(user, agents),
            [.. lines.All.Where(line => line.Pool == user.Pool).Select(line => new LineCard(line.Id, line.Name, line.Area))],
            [.. agents.Select(agent => new AgentName(agent.Id, agent.DisplayName))],
            user.IsSupervisor ? await figures.ReadAsync(user.Pool, cancellationToken) : null);
    }

    /// <summary>A snapshot from which this node's feed goes on: never older than where the feed began, or the changes between would be nobody's.</summary>
    private async Task<PoolSnapshot> ContinuedAsync(PoolId pool, CancellationToken cancellationToken)
    {
        var feed = feeds.Of(pool);
        while (true)
        {
            await feed.FollowsAsync(cancellationToken);
            var snapshot = await view.SnapshotAsync(pool, cancellationToken);
            if (feed.Continues(snapshot.Position))
            {
                return snapshot;
            }
        }
    }

    private static SessionView Me(ConsoleUser user, IReadOnlyList<AgentRecord> agents) =>
        agents.FirstOrDefault(agent => agent.Id == user.Id) is { } me
            ? Sessions.View(me)
            : new SessionView(user.Id, user.Name, user.Pool, user.Roles, Channels: []);
}
