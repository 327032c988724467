using Helpline.AgentConsole.Api;

namespace Helpline.AgentConsole.Access;

/// <summary>
/// A page of another site may make a signed-in browser send requests and open sockets; its <c>Origin</c> gives it away. The hub, and every
/// method that changes something, asks for our own.
/// </summary>
internal static class OriginGuard
{
    public static TBuilder RequireOwnOrigin<TBuilder>(this TBuilder builder, Func<HttpRequest, bool> guarded)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint =>
        {
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context => !guarded(context.Request) || IsOwn(context) ? next(context) : RefuseAsync(context);
        });
        return builder;
    }

    public static bool ChangesSomething(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);

    private static bool IsOwn(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        return string.Equals(origin, $"{context.Request.Scheme}://{context.Request.Host}", StringComparison.OrdinalIgnoreCase)
            || string.Equals(origin, PublicOrigin.Of(context), StringComparison.OrdinalIgnoreCase);
    }

    private static Task RefuseAsync(HttpContext context)
    {
        Log.ForeignOrigin(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OriginGuard)), context.GetEndpoint()?.DisplayName ?? "");
        return Problems.ForeignOrigin().ExecuteAsync(context);
    }
}
