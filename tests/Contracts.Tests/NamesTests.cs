using System.Text.Json;

namespace Helpline.Contracts.Tests;

public sealed class NamesTests
{
    [Theory]
    [InlineData("northants", true)]
    [InlineData("line-2", true)]
    [InlineData("2nd", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("-x", false)]
    [InlineData("North", false)]
    [InlineData("a b", false)]
    [InlineData("a:b", false)]
    [InlineData("a{b}", false)]
    [InlineData("é", false)]
    public void ShortNames_AreSafeInKeysUrlsAndConfiguration(string? name, bool valid) => ShortName.IsValid(name).ShouldBe(valid);

    [Fact]
    public void ShortNames_HaveAtMostFortyCharacters()
    {
        ShortName.IsValid(new string('a', ShortName.MaxLength)).ShouldBeTrue();
        ShortName.IsValid(new string('a', ShortName.MaxLength + 1)).ShouldBeFalse();
    }

    [Fact]
    public void LineAndPool_TravelAsPlainWords()
    {
        JsonSerializer.Serialize(new { line = new LineId("essex"), pool = new PoolId("main") }).ShouldBe("""{"line":"essex","pool":"main"}""");
        JsonSerializer.Deserialize<LineId>("\"essex\"").ShouldBe(new LineId("essex"));
        JsonSerializer.Deserialize<PoolId>("\"main\"").ShouldBe(new PoolId("main"));
    }

    [Fact]
    public void SoftphoneIdentity_NamesTheAgent_AndIsReadBackWithOrWithoutTheNetworksPrefix()
    {
        var agent = AgentId.New();
        var identity = SoftphoneIdentity.Of(agent);
        identity.ShouldMatch("^[A-Za-z0-9_]+$");
        SoftphoneIdentity.Parse(identity).ShouldBe(agent);
        SoftphoneIdentity.Parse("client:" + identity).ShouldBe(agent);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("agent_")]
    [InlineData("agent_x")]
    [InlineData("+447700900123")]
    [InlineData("client:somebody")]
    [InlineData("client:client:agent_0198c0ffee007000800000000000beef")]
    public void AnIdentityThatIsNotOurs_IsNobody(string? identity) => SoftphoneIdentity.Parse(identity).ShouldBeNull();

    [Fact]
    public void Boosts_GrowWithPriority_AndNobodyCanBeHeldBackMoreThanADay()
    {
        var boosts = Enum.GetValues<Priority>().Order().Select(Boost.Of).ToList();
        boosts.ShouldBe([TimeSpan.Zero, TimeSpan.FromMinutes(10), TimeSpan.FromHours(2), TimeSpan.FromHours(24)]);
        Should.Throw<ArgumentOutOfRangeException>(() => Boost.Of((Priority)9));
    }

    [Theory]
    [InlineData(Channel.Phone, true, false, false)]
    [InlineData(Channel.BslVideo, true, false, false)]
    [InlineData(Channel.Sms, false, true, true)]
    [InlineData(Channel.Email, false, true, true)]
    public void EveryChannel_HasItsTraits(Channel channel, bool exclusive, bool connectsInConsole, bool threaded) =>
        ChannelTraits.Of(channel).ShouldBe(new ChannelTraits(exclusive, connectsInConsole, threaded));

    [Fact]
    public void NoChannel_IsWithoutTraits() =>
        Enum.GetValues<Channel>().ShouldAllBe(channel => ChannelTraits.Of(channel) != null);
}
