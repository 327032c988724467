using System.Collections.Concurrent;
using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.AgentConsole.Live;

/// <summary>
/// Follows one pool for all windows of this node, and keeps its open assignments at hand. It begins at a snapshot's position; whenever it must begin
/// again (a new epoch, a gap) it first stands at the new position and then tells every window to read again, so that nothing falls between.
/// </summary>
internal sealed class PoolFeed(PoolId pool, IPoolView view, Connections connections, TimeProvider time, ILogger<PoolFeed> logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<AssignmentId, AssignmentFacts> open = new();
    private readonly ConcurrentDictionary<AgentId, AgentFacts> lastSeen = new();
    private TaskCompletionSource<EventPosition> began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private EventPosition? position;
    private bool again;
    private int failures;

    /// <summary>An open assignment as the last event showed it, or null.</summary>
    public AssignmentFacts? Find(AssignmentId assignment) => open.GetValueOrDefault(assignment);

    /// <summary>The agent's open assignments of one contact: more than one only while they wrap up an earlier share in it.</summary>
    public IEnumerable<AssignmentFacts> Of(ContactId contact, AgentId agent) =>
        open.Select(entry => entry.Value).Where(a => a.Contact == contact && a.Agent == agent);

    /// <summary>How the agent last stood, also when the pool has lost its memory since.</summary>
    public AgentFacts? LastSeen(AgentId agent) => lastSeen.GetValueOrDefault(agent);

    /// <summary>Completes once the feed follows its pool: a snapshot taken from then on is continued by its changes.</summary>
    /// <exception cref="RoutingUnavailableException">It could not begin within 3 s.</exception>
    public async Task FollowsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Volatile.Read(ref began).Task.WaitAsync(LongestWait, time, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new RoutingUnavailableException("The events of the pool cannot be read yet.", exception);
        }
    }

    /// <summary>Whether the changes this feed sends go on from <paramref name="snapshot"/> without a gap; not so when it began again later than that.</summary>
    public bool Continues(EventPosition snapshot)
    {
        var start = Volatile.Read(ref began).Task;
        return start.IsCompletedSuccessfully && start.Result <= snapshot;
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await FollowToGapAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The loop outlives every failure: without it this node's browsers would stand still for good.
                if (failures++ == 0)
                {
                    Log.FeedLost(logger, pool, exception);
                }

                await PauseAsync(stopping);
            }
        }
    }

    private async Task FollowToGapAsync(CancellationToken stopping)
    {
        var fresh = position is null;
        var from = position ?? await BeginAsync(stopping);
        var reached = await FollowAsync(from, stopping);
        position = null;
        if (fresh && reached == from)
        {
            // To begin again at once would bring us back here at once, for ever.
            throw new InvalidOperationException("The events after a fresh snapshot do not follow on from it.");
        }
    }

    private async Task<EventPosition> BeginAsync(CancellationToken stopping)
    {
        if (began.Task.IsCompleted)
        {
            again = true;
            Volatile.Write(ref began, new TaskCompletionSource<EventPosition>(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        var snapshot = await view.SnapshotAsync(pool, stopping);
        Keep(snapshot);
        position = snapshot.Position;
        began.SetResult(snapshot.Position);
        Healthy();
        if (again)
        {
            Log.FeedStartsOver(logger, pool, snapshot.Position);
            Tell(client => client.Refetch());
        }

        return snapshot.Position;
    }

    /// <summary>Passes on what follows; answers the last position when the numbers break.</summary>
    private async Task<EventPosition> FollowAsync(EventPosition from, CancellationToken stopping)
    {
        var last = from;
        await foreach (var e in view.TailAsync(pool, from, stopping))
        {
            Healthy();
            if (e.Position <= last)
            {
                continue; // delivery is at least once
            }

            if (e.Position.Epoch != last.Epoch || e.Position.Number != last.Number + 1)
            {
                break;
            }

            Keep(e);
            position = last = e.Position;
            foreach (var connection in connections.OfPool(pool))
            {
                var change = Audience.ChangeFor(connection.User, e);
                connection.Push(client => client.Changed(change));
            }
        }

        return last;
    }

    private void Tell(Func<IConsoleClient, Task> call)
    {
        foreach (var connection in connections.OfPool(pool))
        {
            connection.Push(call);
        }
    }

    private void Keep(PoolSnapshot snapshot)
    {
        open.Clear();
        foreach (var assignment in snapshot.Assignments)
        {
            open[assignment.Id] = assignment;
        }

        foreach (var agent in snapshot.Agents)
        {
            lastSeen[agent.Id] = agent;
        }
    }

    private void Keep(RoutingEvent e)
    {
        if (e.Assignment is { } assignment)
        {
            if (AssignmentLife.IsOpen(assignment.State))
            {
                open[assignment.Id] = assignment;
            }
            else
            {
                open.TryRemove(assignment.Id, out _);
            }
        }

        if (e.Agent is { } agent)
        {
            lastSeen[agent.Id] = agent;
        }
    }

    private void Healthy()
    {
        if (failures > 0)
        {
            failures = 0;
            Log.FeedBack(logger, pool);
        }
    }

    private Task PauseAsync(CancellationToken stopping)
    {
        var pause = TimeSpan.FromMilliseconds(250 * Math.Pow(2, Math.Min(failures, 5)));
        return Task.Delay(pause < LongestPause ? pause : LongestPause, time, stopping);
    }
}
