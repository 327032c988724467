using Microsoft.AspNetCore.Hosting;

namespace Helpline.AgentConsole.Api;

/// <summary>Some refusals under <c>/api</c> are made by the framework before an endpoint runs (no such address, not JSON, too long) and have no words: it gives them some.</summary>
internal sealed class BareStatuses : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase), api => api.Use(SayAsync));
        next(app);
    };

    private static async Task SayAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        var response = context.Response;
        if (response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null })
        {
            await (response.StatusCode is StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed
                ? Problems.NothingHere(response.StatusCode)
                : Problems.Unreadable(response.StatusCode)).ExecuteAsync(context);
        }
    }
}
