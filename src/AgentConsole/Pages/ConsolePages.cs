using Microsoft.AspNetCore.Hosting;
using Microsoft.Net.Http.Headers;

namespace Helpline.AgentConsole.Pages;

/// <summary>The console's page: one file, whatever the address below <c>/console</c>; the browser's code reads the rest of it.</summary>
internal static class ConsolePages
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/", Reading, () => Results.Redirect("/console/")).ExcludeFromDescription();
        endpoints.MapMethods("/console/{**path:nonfile}", Reading, ServeAsync).ExcludeFromDescription();
    }

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    private static IResult ServeAsync(IWebHostEnvironment environment)
    {
        var page = environment.WebRootFileProvider.GetFileInfo("console/index.html");
        return page.Exists
            ? new Page(page)
            : Results.Text("The console's pages are not here. Build them (dotnet build src/Web) or run the published host.", statusCode: StatusCodes.Status404NotFound);
    }

    private sealed class Page(Microsoft.Extensions.FileProviders.IFileInfo file) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "text/html; charset=utf-8";
            httpContext.Response.ContentLength = file.Length;
            httpContext.Response.Headers[HeaderNames.CacheControl] = "no-cache";
            if (HttpMethods.IsGet(httpContext.Request.Method))
            {
                await httpContext.Response.SendFileAsync(file, httpContext.RequestAborted);
            }
        }
    }
}
