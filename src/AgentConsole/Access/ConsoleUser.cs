using System.Security.Claims;
using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.AgentConsole.Access;

/// <summary>Who is signed in, as the cookie says it.</summary>
/// <param name="Session">One sign-in of one browser; what <c>DELETE /api/session</c> ends.</param>
internal sealed record ConsoleUser(AgentId Id, string Name, PoolId Pool, IReadOnlyList<string> Roles, string Session)
{
    private const string PoolClaim = "pool";
    private const string SessionClaim = "sid";

    public bool IsAgent => Roles.Contains(Records.Roles.Agent, StringComparer.Ordinal);

    public bool IsSupervisor => Roles.Contains(Records.Roles.Supervisor, StringComparer.Ordinal);

    public static ConsoleUser Of(ClaimsPrincipal principal) =>
        TryOf(principal) ?? throw new InvalidOperationException("The session does not say whose it is.");

    /// <summary>Null when a claim is missing: a cookie of another version of the console.</summary>
    public static ConsoleUser? TryOf(ClaimsPrincipal? principal) =>
        AgentId.TryParse(principal?.FindFirstValue(ClaimTypes.NameIdentifier), null, out var id)
        && principal.FindFirstValue(ClaimTypes.Name) is { } name
        && principal.FindFirstValue(PoolClaim) is { } pool
        && principal.FindFirstValue(SessionClaim) is { } session
            ? new ConsoleUser(id, name, new PoolId(pool), [.. principal.FindAll(ClaimTypes.Role).Select(claim => claim.Value)], session)
            : null;

    public static ClaimsPrincipal Principal(AgentRecord agent, string session)
    {
        var claims = new List<Claim>
        {
            new(ClaimTypes.NameIdentifier, agent.Id.ToString()),
            new(ClaimTypes.Name, agent.DisplayName),
            new(PoolClaim, agent.Pool.Value),
            new(SessionClaim, session),
        };
        claims.AddRange(agent.Roles.Select(role => new Claim(ClaimTypes.Role, role)));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, Policies.Scheme));
    }
}
