using Helpline.Contracts;
using Helpline.Host.Startup;
using Microsoft.Extensions.Configuration;

namespace Helpline.Host.Tests;

public sealed class LineSettingsTests
{
    [Fact]
    public void Read_AWholeLine_HasItsAddressesAndAsksForItsSkills()
    {
        var line = LineSettings.Read(Settings(
            ("Lines:northants:Name", "Northamptonshire"),
            ("Lines:northants:Greeting", "Hello."),
            ("Lines:northants:Language", "cy"),
            ("Lines:northants:Phone:0", "+448081570101"),
            ("Lines:northants:Sms:0", "+447700900101"))).ShouldHaveSingleItem();

        line.Pool.ShouldBe(new PoolId("main"));
        line.Addresses.ShouldBe([new LineAddress(Channel.Phone, "+448081570101"), new LineAddress(Channel.Sms, "+447700900101")]);
        line.DemandFor(Channel.Phone).Key.ShouldBe("phone|lang:cy,line:northants");
    }

    [Fact]
    public void Read_SeveralMistakes_NamesThemAllAtOnce()
    {
        var problem = Should.Throw<StartProblem>(() => LineSettings.Read(Settings(
            ("Lines:North Ants:Name", "Northamptonshire"),
            ("Lines:North Ants:Greeting", "Hello."),
            ("Lines:b:Phone:0", "0808 157 0101"),
            ("Lines:c:Name", "C"),
            ("Lines:c:Greeting", "Hello."),
            ("Lines:c:Language", "English"))));

        problem.Message.ShouldContain("Lines:North Ants: a line's short name");
        problem.Message.ShouldContain("'0808 157 0101' must be in international form");
        problem.Message.ShouldContain("Lines:b: Name and Greeting are needed");
        problem.Message.ShouldContain("Lines:c:Language: 'English'");
    }

    [Fact]
    public void Read_OneNumberOnTwoLines_IsRefused()
    {
        var problem = Should.Throw<StartProblem>(() => LineSettings.Read(Settings(
            ("Lines:a:Name", "A"), ("Lines:a:Greeting", "Hello."), ("Lines:a:Phone:0", "+448081570101"),
            ("Lines:b:Name", "B"), ("Lines:b:Greeting", "Hello."), ("Lines:b:Phone:0", "+448081570101"))));

        problem.Message.ShouldContain("given to two lines");
    }

    private static IConfiguration Settings(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))).Build();
}
