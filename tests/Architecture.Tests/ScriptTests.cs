using System.Diagnostics;

namespace Helpline.Architecture.Tests;

/// <summary>What the one script says before it does anything; running it is tried by hand and by the end-to-end tests.</summary>
public sealed class ScriptTests
{
    public static TheoryData<string> Scripts => [.. Tree.Files("scripts", ".sh").Append("helpline").Append(".ci/run")];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task EveryScript_Parses(string script) => (await RunAsync("bash", "-n", script)).ExitCode.ShouldBe(0);

    [Fact]
    public async Task Help_NamesEveryCommand()
    {
        var (code, said) = await RunAsync("./helpline", "help");
        code.ShouldBe(0);
        foreach (var command in new[] { "run [--port 8080] [--data DIR] [--no-demo]", "test [filter]", "bench [name]" })
        {
            said.ShouldContain($"./helpline {command}");
        }
    }

    [Theory]
    [InlineData("There is no command 'rnu'", "rnu")]
    [InlineData("'--prot' is not an option of run", "run", "--prot", "8080")]
    [InlineData("--port needs a number from 1 to 65535", "run", "--port", "99999")]
    [InlineData("--port needs a number from 1 to 65535", "run", "--port")]
    [InlineData("--port needs a number from 1 to 65535", "run", "--port=x")]
    [InlineData("--data needs a folder", "run", "--data")]
    public async Task BadInput_IsRefusedInOneSentence(string sentence, params string[] arguments)
    {
        var (code, said) = await RunAsync("./helpline", arguments);
        code.ShouldBe(1);
        said.ShouldContain(sentence);
    }

    [Theory]
    [InlineData("ConnectionStrings__Redis", "ConnectionStrings__Postgres is not")]
    [InlineData("ConnectionStrings__Postgres", "ConnectionStrings__Redis is not")]
    public async Task OneConnectionStringWithoutTheOther_IsRefused(string given, string sentence)
    {
        var (code, said) = await RunAsync("env", $"{given}=x", "./helpline", "run");
        code.ShouldBe(1);
        said.ShouldContain(sentence);
    }

    private static async Task<(int ExitCode, string Said)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program == "./helpline" ? Path.Combine(Tree.Root, "helpline") : program, arguments)
        {
            WorkingDirectory = Tree.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(said));
    }
}
