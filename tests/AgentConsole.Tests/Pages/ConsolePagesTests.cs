using System.Net;
using Helpline.AgentConsole.Pages;
using Helpline.AgentConsole.Tests.Doubles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace Helpline.AgentConsole.Tests.Pages;

/// <summary>The console's page, at every address below /console, always under its policy.</summary>
public sealed class ConsolePagesTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("hl-web-").FullName;

    public ConsolePagesTests()
    {
        Directory.CreateDirectory(Path.Combine(root, "console/assets"));
        File.WriteAllText(Path.Combine(root, "console/index.html"), "<!doctype html><title>Helpline</title>");
        File.WriteAllText(Path.Combine(root, "console/assets/app-1a2b3c.js"), "// code");
    }

    [Theory]
    [InlineData("/console")]
    [InlineData("/console/")]
    [InlineData("/console/contacts/0123456789abcdef0123456789abcdef")]
    public async Task EveryAddress_ServesThePage_UnderItsPolicy(string path)
    {
        await using var console = await StartAsync();
        using var browser = console.Browser();

        var answer = await browser.GetAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await answer.Content.ReadAsStringAsync()).ShouldContain("<title>Helpline</title>");
        answer.Headers.GetValues("Content-Security-Policy").ShouldBe([ConsolePageHeaders.Policy]);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.CacheControl!.NoCache.ShouldBeTrue();
    }

    [Fact]
    public void ThePolicy_AllowsNothingInline_AndNobodyToFrameUs()
    {
        ConsolePageHeaders.Policy.ShouldNotContain("unsafe");
        ConsolePageHeaders.Policy.ShouldStartWith("default-src 'none';");
        ConsolePageHeaders.Policy.ShouldContain("frame-ancestors 'none'");
        ConsolePageHeaders.Policy.ShouldContain("require-trusted-types-for 'script'");
    }

    [Fact]
    public async Task Head_IsAnsweredWithoutABody()
    {
        await using var console = await StartAsync();
        using var browser = console.Browser();

        var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/console/"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentLength!.Value.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task TheRoot_LeadsToTheConsole()
    {
        await using var console = await StartAsync();
        using var browser = console.Browser();

        (await browser.GetAsync("/")).Headers.Location.ShouldBe(new Uri("/console/", UriKind.Relative));
    }

    [Fact]
    public async Task AHashedAsset_IsKeptForEver_AMissingOneIsNot_AndBothStandUnderThePolicy()
    {
        await using var console = await StartAsync();
        using var browser = console.Browser();

        var found = await browser.GetAsync("/console/assets/app-1a2b3c.js");
        var missing = await browser.GetAsync("/console/assets/app-000000.js");

        found.Headers.GetValues("Cache-Control").ShouldBe(["public, max-age=31536000, immutable"]);
        found.Headers.Contains("Content-Security-Policy").ShouldBeTrue();
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        missing.Headers.Contains("Cache-Control").ShouldBeFalse();
        missing.Headers.GetValues("Content-Security-Policy").ShouldBe([ConsolePageHeaders.Policy]);
    }

    [Fact]
    public async Task OtherPages_AreLeftAlone()
    {
        await using var console = await StartAsync();
        using var browser = console.Browser();

        (await browser.GetAsync("/elsewhere")).Headers.Contains("Content-Security-Policy").ShouldBeFalse();
    }

    [Fact]
    public async Task WithoutABuiltPage_TheOperatorIsToldWhatToDo()
    {
        File.Delete(Path.Combine(root, "console/index.html"));
        await using var console = await StartAsync();
        using var browser = console.Browser();

        var answer = await browser.GetAsync("/console/");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("dotnet build src/Web");
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private Task<TestConsole> StartAsync() => TestConsole.StartAsync(builder =>
    {
        builder.Environment.WebRootFileProvider = new PhysicalFileProvider(root);
        builder.Services.AddTransient<IStartupFilter, StaticFiles>();
    });

    /// <summary>The host's part: it serves the files.</summary>
    private sealed class StaticFiles : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.UseStaticFiles();
        };
    }
}
