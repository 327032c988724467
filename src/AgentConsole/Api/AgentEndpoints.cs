using System.Security.Claims;
using Helpline.AgentConsole.Access;
using Helpline.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Api;

internal static class AgentEndpoints
{
    public static void Map(RouteGroupBuilder agent)
    {
        agent.RequireAuthorization(Policies.Supervisor).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        agent.MapPost("/force-off", ForceOff).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ForceOff(AgentId id, ClaimsPrincipal principal, Supervision supervision) =>
        await supervision.ForceOffAsync(ConsoleUser.Of(principal), id);
}
