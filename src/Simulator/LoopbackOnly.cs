using System.Net;

namespace Helpline.Simulator;

/// <summary>The simulator is for demonstrations and tests on one machine: whoever is elsewhere, or comes through a proxy or another site's page, is refused.</summary>
internal sealed class LoopbackOnly : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var here = http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
        var forwarded = http.Request.Headers.ContainsKey("X-Forwarded-For") || http.Request.Headers.ContainsKey("Forwarded");
        var foreign = http.Request.Headers["Sec-Fetch-Site"] == "cross-site";
        return here && !forwarded && !foreign ? next(context) : ValueTask.FromResult<object?>(Results.Text("The simulator answers only on the machine it runs on.", statusCode: StatusCodes.Status403Forbidden));
    }
}
