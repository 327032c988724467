using System.Collections.Concurrent;
using Helpline.AgentConsole.Api;
using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.AgentConsole.Live;

/// <summary>
/// Who is who in a pool, read from Records at most every half minute. While Records is away the last reading serves: a console that reconnects
/// must show who has whom.
/// </summary>
internal sealed class Colleagues(IServiceScopeFactory scopes, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<PoolId, Reading> readings = new();

    public async Task<IReadOnlyList<AgentRecord>> OfPoolAsync(PoolId pool, CancellationToken cancellationToken)
    {
        var known = readings.GetValueOrDefault(pool);
        if (known is not null && time.GetElapsedTime(known.At) < Fresh)
        {
            return known.Agents;
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var agents = await scope.ServiceProvider.GetRequiredService<IAgentDirectory>().OfPoolAsync(pool, cancellationToken);
            readings[pool] = new Reading(agents, time.GetTimestamp());
            return agents;
        }
        catch (Exception exception) when (known is not null && Outage.Is(exception))
        {
            return known.Agents;
        }
    }

    /// <summary>One of them; somebody who is not in the last reading may have come since, so Records is asked again.</summary>
    public async Task<AgentRecord?> FindAsync(PoolId pool, AgentId agent, CancellationToken cancellationToken)
    {
        if ((await OfPoolAsync(pool, cancellationToken)).FirstOrDefault(record => record.Id == agent) is { } known)
        {
            return known;
        }

        readings.TryRemove(pool, out _);
        return (await OfPoolAsync(pool, cancellationToken)).FirstOrDefault(record => record.Id == agent);
    }

    /// <summary>What colleagues call the agent; null when nobody can say at the moment.</summary>
    public async Task<string?> NameOfAsync(PoolId pool, AgentId agent)
    {
        try
        {
            return (await FindAsync(pool, agent, CancellationToken.None))?.DisplayName;
        }
        catch (Exception exception) when (Outage.Is(exception))
        {
            return null;
        }
    }

    private sealed record Reading(IReadOnlyList<AgentRecord> Agents, long At);
}
