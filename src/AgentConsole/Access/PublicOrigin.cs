namespace Helpline.AgentConsole.Access;

/// <summary>Where browsers reach us, from <c>PublicBaseUrl</c>: behind a proxy the request itself does not say.</summary>
internal static class PublicOrigin
{
    /// <summary>Scheme, host and port as a browser writes them in <c>Origin</c>; null when it is not set.</summary>
    public static string? Of(HttpContext context) =>
        Uri.TryCreate(context.RequestServices.GetRequiredService<IConfiguration>()["PublicBaseUrl"], UriKind.Absolute, out var uri)
            ? uri.GetLeftPart(UriPartial.Authority)
            : null;

    public static bool IsHttps(HttpContext context) => Of(context)?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true;
}
