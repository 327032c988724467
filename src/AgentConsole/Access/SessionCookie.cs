using System.Globalization;
using System.Net;
using Helpline.AgentConsole.Api;
using Helpline.AgentConsole.Live;
using Helpline.Contracts;
using Helpline.Records;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Helpline.AgentConsole.Access;

/// <summary>The cookie <c>helpline</c>: what it is like, and how it is held to the account it was given for.</summary>
internal static class SessionCookie
{
    public const string Name = "helpline";

    /// <summary>A changed password, role or pool reaches every request within this time; a new window at once (see AccountWatch for open ones).</summary>
    public static readonly TimeSpan CheckEvery = TimeSpan.FromMinutes(5);

    private const string Checked = "checked";
    private const string Stamp = "stamp";

    public static AuthenticationProperties Properties(HelplineUser user)
    {
        var properties = new AuthenticationProperties();
        properties.Items[Stamp] = user.SecurityStamp;
        return properties;
    }

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie = new Builder { Name = Name, Path = "/", HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true };
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
        options.Events = new CookieAuthenticationEvents
        {
            OnValidatePrincipal = HoldToAccountAsync,
            OnRedirectToLogin = context => Problems.SignedOut().ExecuteAsync(context.HttpContext),
            OnRedirectToAccessDenied = context => Problems.NotForYou().ExecuteAsync(context.HttpContext),
        };
    }

    private static async Task HoldToAccountAsync(CookieValidatePrincipalContext context)
    {
        if (ConsoleUser.TryOf(context.Principal) is not { } user)
        {
            context.RejectPrincipal();
            return;
        }

        var services = context.HttpContext.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (now - CheckedAt(context.Properties) < CheckEvery && !context.Request.Path.StartsWithSegments(ConsoleHub.Path, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var logger = services.GetRequiredService<ILogger<Sessions>>();
        try
        {
            if (await AccountAsync(services, user.Id, context.Properties) is { } agent)
            {
                context.ReplacePrincipal(ConsoleUser.Principal(agent, user.Session));
                context.Properties.Items[Checked] = now.ToString("O", CultureInfo.InvariantCulture);
                context.ShouldRenew = true;
                return;
            }
        }
        catch (Exception exception) when (Outage.Is(exception))
        {
            // The database is away. Agents go on with the session they have; the next request asks again.
            Log.SessionNotChecked(logger, user.Id, exception);
            return;
        }

        Log.SessionEnded(logger, user.Id);
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Policies.Scheme);
    }

    private static DateTimeOffset CheckedAt(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(Checked, out var value) && value is not null
            ? DateTimeOffset.Parse(value, CultureInfo.InvariantCulture)
            : properties.IssuedUtc ?? DateTimeOffset.MinValue;

    private static async Task<AgentRecord?> AccountAsync(IServiceProvider services, AgentId id, AuthenticationProperties properties)
    {
        var account = await services.GetRequiredService<UserManager<HelplineUser>>().FindByIdAsync(id.Value.ToString());
        var unchanged = account is not null && string.Equals(account.SecurityStamp, properties.Items[Stamp], StringComparison.Ordinal);
        return unchanged ? await services.GetRequiredService<IAgentDirectory>().FindAsync(id, CancellationToken.None) : null;
    }

    /// <summary>A demo on this very machine has no certificate. Everything else is https, perhaps behind a proxy that ends it.</summary>
    private sealed class Builder : CookieBuilder
    {
        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            var cookie = base.Build(context, expiresFrom);
            cookie.Secure = context.Request.IsHttps || !IsLoopback(context.Request.Host.Host) || PublicOrigin.IsHttps(context);
            return cookie;
        }

        private static bool IsLoopback(string host) =>
            string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
    }
}
