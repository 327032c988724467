using Helpline.Contracts;
using Microsoft.AspNetCore.Identity;

namespace Helpline.Records;

/// <summary>A sign-in account; its id is the person's <see cref="AgentId"/>.</summary>
public sealed class HelplineUser : IdentityUser<Guid>
{
    /// <summary>What colleagues see: a first name or a chosen name. Never shown to callers.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>The pool this agent serves.</summary>
    public string Pool { get; set; } = "";
}

/// <summary>Role names.</summary>
public static class Roles
{
    public const string Agent = "agent";
    public const string Supervisor = "supervisor";
}

/// <summary>What agents can take, and what they are called.</summary>
public interface IAgentDirectory
{
    Task<AgentRecord?> FindAsync(AgentId agent, CancellationToken cancellationToken);

    Task<IReadOnlyList<AgentRecord>> OfPoolAsync(PoolId pool, CancellationToken cancellationToken);
}

/// <param name="Skills">Each once, perhaps with its level: see <see cref="Skill"/>.</param>
/// <param name="Capacity">How many of each channel at once.</param>
/// <param name="Backups">The back-up groups they stand by in; with any, they are asked only once one of these is opened.</param>
/// <summary>One agent.</summary>
public sealed record AgentRecord(
    AgentId Id,
    PoolId Pool,
    string DisplayName,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Skills,
    IReadOnlyDictionary<Channel, int> Capacity,
    IReadOnlyList<string>? Backups = null);
