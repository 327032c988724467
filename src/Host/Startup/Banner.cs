using Helpline.Host.Demo;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Helpline.Host.Startup;

/// <summary>One short block when the host is ready: where to look, how to sign in, what to try first.</summary>
internal static class Banner
{
    public static void Print(WebApplication app, RoleSet roles, DemoMode? demo)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        var url = app.Configuration["PublicBaseUrl"] is { Length: > 0 } configured ? configured.TrimEnd('/') : address;
        var lines = demo is null
            ? [$"Helpline is ready at {url} (roles: {roles})."]
            : demo.Describe(url);
        foreach (var line in lines)
        {
            Console.WriteLine(line);
        }
    }
}
