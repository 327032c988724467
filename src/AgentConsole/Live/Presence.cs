using System.Collections.Concurrent;
using Helpline.AgentConsole.Access;
using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;

namespace Helpline.AgentConsole.Live;

/// <summary>Which agents this node has heard, and the one call per pool, every 3 s, that keeps their leases.</summary>
internal sealed class Presence(IAgentPresence presence, Colleagues colleagues, PoolFeeds feeds, TimeProvider time, ILogger<Presence> logger) : BackgroundService
{
    /// <summary>How often leases are renewed.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    /// <summary>An agent not heard for longer keeps no lease: the browser sends its heartbeat every 3 s.</summary>
    public static readonly TimeSpan HeardWithin = TimeSpan.FromSeconds(6);

    private readonly ConcurrentDictionary<(PoolId Pool, AgentId Agent), long> heard = new();
    private readonly HashSet<PoolId> failing = [];

    public void Heard(ConsoleUser user)
    {
        if (user.IsAgent)
        {
            heard[(user.Pool, user.Id)] = time.GetTimestamp();
        }
    }

    /// <summary>Makes an agent known at once when a window opens; where that fails, the next renewal finds them unknown and does it.</summary>
    public async Task SignOnAsync(ConsoleUser user, CancellationToken cancellationToken)
    {
        if (!user.IsAgent)
        {
            return;
        }

        try
        {
            await MakeKnownAsync(user, cancellationToken);
            Heard(user);
        }
        catch (Exception exception) when (Outage.Is(exception))
        {
            Heard(user);
            Log.SignOnPostponed(logger, user.Id, exception);
        }
    }

    /// <summary>What an agent says of themselves. One whom the pool does not know yet (it was away when their window opened, or lost its memory) is signed on first.</summary>
    public async Task<StepOutcome> SetStatusAsync(ConsoleUser user, AgentStatus status, string? reason, CancellationToken cancellationToken)
    {
        var outcome = await presence.SetStatusAsync(user.Pool, user.Id, status, reason, cancellationToken);
        if (outcome != StepOutcome.Unknown || !user.IsAgent)
        {
            return outcome;
        }

        await MakeKnownAsync(user, cancellationToken);
        return await presence.SetStatusAsync(user.Pool, user.Id, status, reason, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RenewAsync(stoppingToken);
        }
    }

    private async Task RenewAsync(CancellationToken stopping)
    {
        foreach (var silent in heard.Where(entry => time.GetElapsedTime(entry.Value) > HeardWithin))
        {
            heard.TryRemove(silent); // only if not heard again meanwhile
        }

        foreach (var pool in heard.Keys.GroupBy(key => key.Pool, key => key.Agent))
        {
            try
            {
                await RenewAsync(pool.Key, [.. pool], stopping);
                if (failing.Remove(pool.Key))
                {
                    Log.RenewalBack(logger, pool.Key);
                }
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                // The loop outlives every failure: leases not renewed mean no offers, so it must come back by itself.
                if (failing.Add(pool.Key))
                {
                    Log.RenewalFailed(logger, pool.Key, exception);
                }
            }
        }
    }

    private async Task RenewAsync(PoolId pool, IReadOnlyCollection<AgentId> agents, CancellationToken stopping)
    {
        foreach (var unknown in await presence.RenewAsync(pool, agents, stopping))
        {
            if (await colleagues.FindAsync(pool, unknown, stopping) is { } agent)
            {
                await SignOnAgainAsync(agent, stopping);
            }
        }
    }

    private async Task MakeKnownAsync(ConsoleUser user, CancellationToken cancellationToken)
    {
        if (await colleagues.FindAsync(user.Pool, user.Id, cancellationToken) is { } agent)
        {
            await SignOnAsync(agent, cancellationToken);
        }
    }

    /// <summary>The pool lost its memory. The agent who said "available" still sits there and must not fall silent with it.</summary>
    private async Task SignOnAgainAsync(AgentRecord agent, CancellationToken stopping)
    {
        var before = feeds.Of(agent.Pool).LastSeen(agent.Id);
        await SignOnAsync(agent, stopping);
        if (before is { Status: not AgentStatus.Offline })
        {
            await presence.SetStatusAsync(agent.Pool, agent.Id, before.Status, before.Reason, stopping);
        }

        Log.SignedOnAgain(logger, agent.Id, agent.Pool, before?.Status ?? AgentStatus.Offline);
    }

    private async Task SignOnAsync(AgentRecord agent, CancellationToken cancellationToken)
    {
        var outcome = await presence.SignOnAsync(agent.Pool, new(agent.Id, agent.Skills, agent.Capacity, agent.Backups), cancellationToken);
        if (outcome == StepOutcome.NotValid)
        {
            Log.SignOnRefused(logger, agent.Id, agent.Pool);
        }
    }
}
