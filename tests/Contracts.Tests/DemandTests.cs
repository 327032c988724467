using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Helpline.Contracts.Tests;

public sealed class DemandTests
{
    private static readonly Arbitrary<Demand> Any = Arb.From(
        from channel in Gen.Elements(Enum.GetValues<Channel>())
        from skills in Gen.Elements("bsl", "lang:en", "lang:cy", "lang:pa-pk", "line:northants", "line:essex", "specialism:disability", "a").ArrayOf()
        select new Demand(channel, skills));

    [Fact]
    public void Key_ReadBack_IsTheSameDemand() =>
        Prop.ForAll(Any, demand => Demand.Parse(demand.Key) == demand).QuickCheckThrowOnFailure();

    [Fact]
    public void OrderAndRepeatsOfSkills_MakeNoDifference() =>
        Prop.ForAll(Any, demand =>
        {
            var shuffled = new Demand(demand.Channel, demand.Skills.Reverse().Concat(demand.Skills));
            return shuffled == demand && shuffled.Key == demand.Key && shuffled.GetHashCode() == demand.GetHashCode();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void DemandsThatDiffer_HaveKeysThatDiffer() =>
        Prop.ForAll(Any, Any, (one, other) =>
            (one == other) == (one.Channel == other.Channel && one.Skills.SequenceEqual(other.Skills))
            && (one == other) == (one.Key == other.Key)).QuickCheckThrowOnFailure();

    [Fact]
    public void Key_NamesTheChannelAndTheSortedSkills() =>
        new Demand(Channel.BslVideo, ["line:northants", "bsl", "bsl"]).Key.ShouldBe("bslvideo|bsl,line:northants");

    [Theory]
    [InlineData("")]
    [InlineData("phone")]
    [InlineData("|bsl")]
    [InlineData("fax|bsl")]
    [InlineData("1|bsl")]
    [InlineData("99|bsl")]
    [InlineData("phone,sms|bsl")]
    [InlineData("phone|Bad Skill")]
    public void Parse_OfWhatKeyNeverWrites_IsRefused(string key) => Should.Throw<FormatException>(() => Demand.Parse(key));

    [Theory]
    [InlineData("bsl", true)]
    [InlineData("lang:pa-pk", true)]
    [InlineData("specialism:under-25", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("Line:northants", false)]
    [InlineData("line:north ants", false)]
    [InlineData("line:a|b", false)]
    [InlineData("line:a,b", false)]
    [InlineData("a:b:c", false)]
    [InlineData("line:", false)]
    [InlineData(":northants", false)]
    [InlineData("line:{x}", false)]
    public void SkillNames_AreSafeInsideARedisKey(string? name, bool valid) => Skill.IsValid(name).ShouldBe(valid);

    [Fact]
    public void ASkillThatIsNoName_IsRefusedByName() =>
        Should.Throw<ArgumentException>(() => new Demand(Channel.Phone, ["bsl", "Very Good"])).Message.ShouldContain("Very Good");

    [Fact]
    public void ASkillLongerThanSixtyCharacters_IsRefused()
    {
        Skill.IsValid(new string('a', 60)).ShouldBeTrue();
        Skill.IsValid(new string('a', 61)).ShouldBeFalse();
    }

    [Fact]
    public void Json_ReadBack_IsTheSameDemand() =>
        Prop.ForAll(Any, demand => JsonSerializer.Deserialize<Demand>(JsonSerializer.Serialize(demand)) == demand).QuickCheckThrowOnFailure();

    [Fact]
    public void AServiceLine_AsksForItselfAndItsLanguage()
    {
        var line = new ServiceLine(new LineId("northants"), new PoolId("main"), "Northamptonshire", "Northamptonshire", "cy", "Hello.", []);
        line.DemandFor(Channel.Sms).ShouldBe(new Demand(Channel.Sms, ["line:northants", "lang:cy"]));
    }
}
