using System.Runtime.CompilerServices;
using Helpline.AgentConsole.Tests.Doubles;

namespace Helpline.AgentConsole.Tests.Api;

/// <summary>The browser's types are made from the committed document; it must be what the running host says.</summary>
public sealed class OpenApiTests
{
    [Fact]
    public async Task TheCommittedDocument_IsWhatTheHostSays()
    {
        await using var console = await TestConsole.StartAsync(environment: "Development");
        using var browser = console.Browser();
        var document = (await browser.GetStringAsync("/openapi/v1.json")).ReplaceLineEndings("\n").TrimEnd() + "\n";

        if (Environment.GetEnvironmentVariable("HELPLINE_UPDATE_OPENAPI") == "1")
        {
            await File.WriteAllTextAsync(Committed(), document);
        }

        document.ShouldBe(await File.ReadAllTextAsync(Committed()), "Run this test with HELPLINE_UPDATE_OPENAPI=1 and commit src/Web/console/openapi.json.");
    }

    private static string Committed([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Web/console/openapi.json"));
}
