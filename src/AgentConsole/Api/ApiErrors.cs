namespace Helpline.AgentConsole.Api;

/// <summary>Whatever fails in an endpoint, the answer is a problem in plain words, and never kept by a cache.</summary>
internal static class ApiErrors
{
    public static RouteGroupBuilder AnswerWithProblems(this RouteGroupBuilder api)
    {
        ((IEndpointConventionBuilder)api).Add(endpoint =>
        {
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context => RunAsync(next, context);
        });
        return api;
    }

    private static async Task RunAsync(RequestDelegate next, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await Problems.Unreadable(exception.StatusCode).ExecuteAsync(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            await AnswerAsync(context, exception);
        }
    }

    private static Task AnswerAsync(HttpContext context, Exception exception)
    {
        var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ApiErrors));
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        if (Outage.Sentence(exception) is { } sentence)
        {
            Log.RequestUnserved(logger, context.Request.Method, route, exception);
            return Problems.Unavailable(sentence).ExecuteAsync(context);
        }

        Log.RequestFailed(logger, context.Request.Method, route, exception);
        return Problems.OurMistake().ExecuteAsync(context);
    }
}
