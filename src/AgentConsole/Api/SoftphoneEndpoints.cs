using System.Security.Claims;
using Helpline.AgentConsole.Access;
using Helpline.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Api;

internal static class SoftphoneEndpoints
{
    public static void Map(RouteGroupBuilder softphone) => softphone.MapGet("", Read);

    private static Ok<SoftphoneSetup> Read(ClaimsPrincipal principal, IServiceProvider services)
    {
        var agent = ConsoleUser.Of(principal).Id;
        return TypedResults.Ok(services.GetService<ISoftphoneProvider>()?.For(agent)
            ?? new SoftphoneSetup(SoftphoneKind.None, SoftphoneIdentity.Of(agent), Token: null, ExpiresAt: null));
    }
}
