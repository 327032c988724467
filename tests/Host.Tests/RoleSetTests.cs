using Helpline.Host.Startup;

namespace Helpline.Host.Tests;

public sealed class RoleSetTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("console, routing,gateway")]
    public void Parse_NothingOrAll_IsEveryRole(string? list) =>
        RoleSet.Parse(list).ShouldBe(new RoleSet(Gateway: true, Routing: true, Console: true));

    [Fact]
    public void Parse_One_IsThatOne() =>
        RoleSet.Parse("gateway").ShouldBe(new RoleSet(Gateway: true, Routing: false, Console: false));

    [Fact]
    public void Parse_AnUnknownName_NamesItAndTheRolesThereAre()
    {
        var problem = Should.Throw<StartProblem>(() => RoleSet.Parse("gateway,agents"));
        problem.Message.ShouldContain("'agents'");
        problem.Message.ShouldContain("gateway, routing, console");
    }
}
