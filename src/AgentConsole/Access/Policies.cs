using Helpline.Records;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace Helpline.AgentConsole.Access;

internal static class Policies
{
    /// <summary>Agents and supervisors: everybody with a place in the console.</summary>
    public const string Staff = "helpline-staff";

    public const string Supervisor = "helpline-supervisor";

    /// <summary>The cookie is named with the policy, so that a scheme another room adds never opens the console.</summary>
    public static string Scheme => IdentityConstants.ApplicationScheme;

    public static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(Staff, policy => policy.AddAuthenticationSchemes(Scheme).RequireRole(Roles.Agent, Roles.Supervisor));
        options.AddPolicy(Supervisor, policy => policy.AddAuthenticationSchemes(Scheme).RequireRole(Roles.Supervisor));
    }
}
