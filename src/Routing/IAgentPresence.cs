using Helpline.Contracts;

namespace Helpline.Routing;

/// <summary>Which agents are there. A lease of 10 s, fed by the browser's own heartbeat; no lease, no offers.</summary>
public interface IAgentPresence
{
    /// <summary>Makes the agent known to the pool with what they can do, keeping status and open assignments if they were known.</summary>
    Task<StepOutcome> SignOnAsync(PoolId pool, AgentProfile profile, CancellationToken cancellationToken);

    /// <summary>Sets what the agent says of themselves; becoming available matches at once.</summary>
    Task<StepOutcome> SetStatusAsync(PoolId pool, AgentId agent, AgentStatus status, string? reason, CancellationToken cancellationToken);

    /// <summary>
    /// A supervisor takes an agent off: offline with the reason <c>forcedOff</c>, an open offer goes to others, parked conversations are released.
    /// A live call stays up; it is theirs to end.
    /// </summary>
    Task<StepOutcome> ForceOffAsync(PoolId pool, AgentId agent, AgentId by, CancellationToken cancellationToken);

    /// <summary>Renews the leases of the agents this node heard within 6 s, in one call. Agents the pool does not know are returned: sign them on again.</summary>
    Task<IReadOnlyList<AgentId>> RenewAsync(PoolId pool, IReadOnlyCollection<AgentId> heard, CancellationToken cancellationToken);
}

/// <summary>What an agent can take.</summary>
/// <param name="Skills">Skill names with their levels, see <see cref="Skill"/>.</param>
/// <param name="Capacity">How many of each channel at once; a channel that is absent is not offered. Exclusive channels count 1.</param>
/// <param name="Backups">Back-up groups (<c>on-call</c>): an agent in any is asked only for contacts whose wait has opened one of theirs. None: always.</param>
public sealed record AgentProfile(AgentId Id, IReadOnlyList<string> Skills, IReadOnlyDictionary<Channel, int> Capacity, IReadOnlyList<string>? Backups = null);
