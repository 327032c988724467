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
    public void Read_AQueue_HasAllOfIt_AndALineWithoutOneHasTheDefault()
    {
        var lines = LineSettings.Read(Settings(
            ("Lines:a:Name", "A"), ("Lines:a:Greeting", "Hello."),
            ("Lines:a:Queue:Choice", "spare-skill"),
            ("Lines:a:Queue:CallsInterruptWriting", "true"),
            ("Lines:a:Queue:StorySeconds", "45"),
            ("Lines:a:Queue:ServiceLevelSeconds", "20"),
            ("Lines:a:Queue:OfferSeconds:Phone", "15"),
            ("Lines:a:Queue:ExpireSeconds:sms", "86400"),
            ("Lines:a:Queue:Stages:0:AfterSeconds", "30"),
            ("Lines:a:Queue:Stages:0:Drop:0", "specialism"),
            ("Lines:a:Queue:Stages:0:LowerLevelsTo", "2"),
            ("Lines:a:Queue:Stages:1:AfterSeconds", "60"),
            ("Lines:a:Queue:Stages:1:Open:0", "on-call"),
            ("Lines:a:Queue:Stages:1:Channels:0", "Phone"),
            ("Lines:b:Name", "B"), ("Lines:b:Greeting", "Hello.")));

        var queue = lines.Single(l => l.Id == new LineId("a")).Queue;
        (queue.Choice, queue.CallsInterruptWriting, queue.StorySeconds, queue.ServiceLevelSeconds).ShouldBe((ChoicePolicy.SpareSkill, true, 45, 20));
        queue.OfferSeconds.ShouldBe([new(Channel.Phone, 15)]);
        queue.ExpireSeconds.ShouldBe([new(Channel.Sms, 86_400)]);
        queue.Stages.Select(s => s.AfterSeconds).ShouldBe([30, 60]);
        queue.Stages[0].Drop.ShouldBe(["specialism"]);
        queue.Stages[0].LowerLevelsTo.ShouldBe(2);
        queue.Stages[1].Open.ShouldBe(["on-call"]);
        queue.Stages[1].Channels.ShouldBe([Channel.Phone]);
        lines.Single(l => l.Id == new LineId("b")).Queue.Choice.ShouldBe(QueuePolicy.Default.Choice);
    }

    [Theory]
    [InlineData("Choice", "luck", "the choice 'luck' is not known")]
    [InlineData("Stages:0:AfterSeconds", "soon", "Lines:a:Queue:Stages:0:AfterSeconds")]
    [InlineData("Stages:0:AfterSecond", "30", "AfterSecond")]
    [InlineData("Stages:0:Drop:0", "bsl", "cannot be dropped")]
    [InlineData("Stages:0:Channels:0", "Pigeon", "Pigeon")]
    [InlineData("OfferSeconds:Pigeon", "30", "'Pigeon' is not a channel")]
    [InlineData("ExpireSeconds:Phone", "1", "ExpireSeconds 60 to 604800")]
    [InlineData("Pigeons", "1", "Pigeons")]
    public void Read_AMistakeInAQueue_IsRefused_AndNamed(string setting, string value, string named)
    {
        var problem = Should.Throw<StartProblem>(() => LineSettings.Read(Settings(
            ("Lines:a:Name", "A"), ("Lines:a:Greeting", "Hello."), ($"Lines:a:Queue:{setting}", value))));

        problem.Message.ShouldContain("Lines:a:Queue");
        problem.Message.ShouldContain(named);
    }

    [Fact]
    public void TheDemosLines_AreInOrder_AndShowHowADemandIsWidened()
    {
        using var demo = typeof(LineSettings).Assembly.GetManifestResourceStream("demo-lines.json")!;

        LineSettings.Read(new ConfigurationBuilder().AddJsonStream(demo).Build()).ShouldAllBe(l => l.Queue.Stages.Count > 0);
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
