using Helpline.AgentConsole.Live;
using Helpline.Contracts;
using Helpline.Records;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Helpline.AgentConsole.Access;

/// <summary>Signing in and out. A wrong name and a wrong password cost the same time and get the same words.</summary>
internal sealed class Sessions(
    SignInManager<HelplineUser> signIn,
    IPasswordHasher<HelplineUser> hasher,
    IAgentDirectory directory,
    SignInTries tries,
    Connections connections,
    ILogger<Sessions> logger)
{
    private const int LongestPassword = 256;
    private static readonly HelplineUser Nobody = new();
    private static readonly string NobodysHash = new PasswordHasher<HelplineUser>().HashPassword(Nobody, "nobody's password");

    public static SessionView View(AgentRecord agent) =>
        new(agent.Id, agent.DisplayName, agent.Pool, agent.Roles, [.. agent.Capacity.Where(c => c.Value > 0).Select(c => c.Key).Order()]);

    public async Task<SignInReply> SignInAsync(HttpContext http, string userName, string password)
    {
        var address = http.Connection.RemoteIpAddress;
        if (!tries.TryEnter(address))
        {
            Log.TooManySignIns(logger);
            return new SignInReply(null, TooManyTries: true);
        }

        if (await CheckAsync(userName, password) is not { } user || await directory.FindAsync(AgentId.From(user.Id), http.RequestAborted) is not { } agent)
        {
            return new SignInReply(null, TooManyTries: false);
        }

        tries.Succeeded(address);
        await http.SignInAsync(Policies.Scheme, ConsoleUser.Principal(agent, Guid.CreateVersion7().ToString("N")), SessionCookie.Properties(user));
        Log.SignedIn(logger, agent.Id);
        return new SignInReply(agent, TooManyTries: false);
    }

    public async Task<SessionView?> ReadAsync(ConsoleUser user, CancellationToken cancellationToken) =>
        await directory.FindAsync(user.Id, cancellationToken) is { } agent ? View(agent) : null;

    /// <summary>Ends this browser's session, and the windows of it that this node holds.</summary>
    public async Task SignOutAsync(HttpContext http)
    {
        if ((await http.AuthenticateAsync(Policies.Scheme)).Principal is { } principal)
        {
            var user = ConsoleUser.Of(principal);
            connections.Close(user.Session);
            Log.SignedOut(logger, user.Id);
        }

        await http.SignOutAsync(Policies.Scheme);
    }

    private async Task<HelplineUser?> CheckAsync(string userName, string password)
    {
        var user = password.Length <= LongestPassword ? await signIn.UserManager.FindByNameAsync(userName) : null;
        if (user is null)
        {
            hasher.VerifyHashedPassword(Nobody, NobodysHash, password[..Math.Min(password.Length, LongestPassword)]);
            Log.UnknownName(logger);
            return null;
        }

        var result = await signIn.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            Log.SignInRefused(logger, AgentId.From(user.Id), result.IsLockedOut);
            return null;
        }

        return user;
    }
}

/// <param name="Agent">Who signed in; null when nobody did.</param>
/// <summary>What a try to sign in brought.</summary>
internal sealed record SignInReply(AgentRecord? Agent, bool TooManyTries);
