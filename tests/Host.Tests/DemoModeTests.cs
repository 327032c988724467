using Helpline.Host.Demo;
using Helpline.Host.Startup;
using Microsoft.Extensions.Configuration;

namespace Helpline.Host.Tests;

public sealed class DemoModeTests
{
    [Fact]
    public void From_NothingAsked_IsNoDemo() => DemoMode.From(new ConfigurationManager()).ShouldBeNull();

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://+:8080")]
    [InlineData("http://127.0.0.1:8080;http://192.168.0.10:8080")]
    [InlineData("http://helpline.example.org:80")]
    public void From_AnAddressOthersCanReach_IsRefused(string urls)
    {
        var problem = Should.Throw<StartProblem>(() => DemoMode.From(Demo(urls)));
        problem.Message.ShouldContain("this machine only");
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://localhost:8080")]
    [InlineData("http://[::1]:8080")]
    public void From_Loopback_IsADemo(string urls) => DemoMode.From(Demo(urls)).ShouldNotBeNull();

    [Fact]
    public void Accounts_HaveAPasswordOfTheirOwn() =>
        DemoAccount.All.Select(a => a.Password).Distinct(StringComparer.Ordinal).Count().ShouldBe(DemoAccount.All.Count);

    private static ConfigurationManager Demo(string urls)
    {
        var configuration = new ConfigurationManager();
        configuration["Helpline:Demo"] = "true";
        configuration["urls"] = urls;
        return configuration;
    }
}
