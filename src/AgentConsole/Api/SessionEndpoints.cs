using System.Security.Claims;
using Helpline.AgentConsole.Access;
using Helpline.AgentConsole.Live;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpline.AgentConsole.Api;

internal static class SessionEndpoints
{
    public static void Map(RouteGroupBuilder session)
    {
        session.MapPost("", SignIn).AllowAnonymous()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        session.MapGet("", Read).ProducesProblem(StatusCodes.Status401Unauthorized);
        session.MapDelete("", SignOut).AllowAnonymous();
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> SignIn(SignInRequest request, Sessions sessions, HttpContext http) =>
        await sessions.SignInAsync(http, request.UserName, request.Password) switch
        {
            { Agent: { } agent } => TypedResults.Ok(Sessions.View(agent)),
            { TooManyTries: true } => Problems.TooManySignIns(),
            _ => Problems.WrongSignIn(),
        };

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> Read(ClaimsPrincipal principal, Sessions sessions, CancellationToken cancellationToken) =>
        await sessions.ReadAsync(ConsoleUser.Of(principal), cancellationToken) is { } view ? TypedResults.Ok(view) : Problems.SignedOut();

    private static async Task<NoContent> SignOut(HttpContext http, Sessions sessions)
    {
        await sessions.SignOutAsync(http);
        return TypedResults.NoContent();
    }
}
