using Microsoft.AspNetCore.StaticFiles;

namespace Helpline.Host;

/// <summary>The built browser applications.</summary>
internal static class BrowserFiles
{
    public static StaticFileOptions Options { get; } = new()
    {
        ContentTypeProvider = new FileExtensionContentTypeProvider(),
        OnPrepareResponse = context =>
        {
            context.Context.Response.Headers.XContentTypeOptions = "nosniff";

            // Names under assets/ carry a hash of their content; the pages themselves are asked for every time.
            context.Context.Response.Headers.CacheControl = context.Context.Request.Path.Value?.Contains("/assets/", StringComparison.Ordinal) == true
                ? "public, max-age=31536000, immutable"
                : "no-cache";
        },
    };
}
