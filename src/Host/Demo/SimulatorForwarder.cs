namespace Helpline.Host.Demo;

/// <summary>
/// Passes <c>/simulator/*</c> to a pretend telephone network that runs elsewhere (<c>Helpline:SimulatorUrl</c>), so that it outlives a host that is killed
/// and several hosts can share it. Demo and tests only.
/// </summary>
internal static class SimulatorForwarder
{
    private const string Client = "simulator";

    public static void AddSimulatorForwarder(this IServiceCollection services, Uri target) =>
        services.AddHttpClient(Client, c =>
        {
            c.BaseAddress = target;
            c.Timeout = Timeout.InfiniteTimeSpan;
        });

    public static void MapSimulatorForwarder(this IEndpointRouteBuilder endpoints) =>
        endpoints.Map("/simulator/{**path}", ForwardAsync);

    private static async Task ForwardAsync(HttpContext context, IHttpClientFactory clients)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.Path + context.Request.QueryString);
        if (context.Request.ContentLength > 0)
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }

        foreach (var name in new[] { "Accept", "Last-Event-ID" }.Where(context.Request.Headers.ContainsKey))
        {
            request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name].ToString());
        }

        using var response = await clients.CreateClient(Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        await using var body = await response.Content.ReadAsStreamAsync(context.RequestAborted);
        await CopyAsItComesAsync(body, context);
    }

    /// <summary>Event streams must not wait for a buffer to fill.</summary>
    private static async Task CopyAsItComesAsync(Stream body, HttpContext context)
    {
        var buffer = new byte[8192];
        int read;
        while ((read = await body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
