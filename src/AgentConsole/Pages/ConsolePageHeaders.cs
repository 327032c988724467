using Microsoft.AspNetCore.Hosting;

namespace Helpline.AgentConsole.Pages;

/// <summary>
/// Headers of everything under <c>/console</c>, whoever serves it: static files are served by the host, and a page without its policy is a hole.
/// </summary>
internal sealed class ConsolePageHeaders : IStartupFilter
{
    /// <summary>The styles of the page are made by script through one empty style element: this is the hash of nothing.</summary>
    private const string EmptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

    /// <summary>Twilio's voice SDK: signalling at each edge that TwilioSoftphone.ts names, events, media, and the sounds it loads.</summary>
    private const string Voice = "https://eventgw.twilio.com wss://voice-js.dublin.twilio.com wss://voice-js.frankfurt.twilio.com wss://voice-js.roaming.twilio.com https://media.twiliocdn.com https://sdk.twilio.com";

    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' " + EmptyStyle + "; img-src 'self' data: blob:; font-src 'self'; "
        + "media-src 'self' blob: mediastream: https://sdk.twilio.com; connect-src 'self' " + Voice + "; frame-src 'self'; manifest-src 'self'; worker-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types default dompurify";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            if (context.Request.Path.StartsWithSegments("/console", StringComparison.OrdinalIgnoreCase))
            {
                context.Response.OnStarting(Add, context);
            }

            return following(context);
        });
        next(app);
    };

    private static Task Add(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";

        // The bundler puts a hash of the content in these names: what a name means never changes.
        if (context.Request.Path.StartsWithSegments("/console/assets", StringComparison.OrdinalIgnoreCase)
            && context.Response.StatusCode is (StatusCodes.Status200OK or StatusCodes.Status304NotModified))
        {
            headers.CacheControl = "public, max-age=31536000, immutable";
        }

        return Task.CompletedTask;
    }
}
