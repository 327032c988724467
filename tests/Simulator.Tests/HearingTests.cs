namespace Helpline.Simulator.Tests;

/// <summary>When a caller hears nothing.</summary>
public sealed class HearingTests : IAsyncLifetime
{
    private const string Room = "<Dial><Conference waitUrl=\"\" beep=\"false\">room</Conference></Dial>";

    private readonly Stage stage = new();

    public Task InitializeAsync() => stage.InitializeAsync();

    public Task DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task WordsAreHeardForAsLongAsTheyLast_PausesAreSilent()
    {
        stage.Options.SpeechRate = 1;
        stage.Gateway.Answer("/voice", "<Say>one two three</Say><Pause length=\"7\"/><Say>four</Say>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("one");
        await stage.Pass(3);
        await stage.Pass(7);
        await stage.Amira.HearsAsync("four");
        await stage.Pass(1);
        await stage.Amira.WaitUntilAsync(p => p.Ending is not null);

        var silence = stage.Amira.Silences.ShouldHaveSingleItem();
        (silence.Length, silence.After, silence.Before).ShouldBe((TimeSpan.FromSeconds(7), "one two three", "four"));
    }

    [Fact]
    public async Task AnInterruptedSentence_IsHeardUntilItWasCut()
    {
        stage.Options.SpeechRate = 1;
        stage.Gateway.Answer("/voice", "<Gather numDigits=\"1\" action=\"/chosen\"><Say>one two three four five six</Say></Gather>").Answer("/chosen", "<Pause length=\"9\"/>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("one");
        await stage.Pass(2);

        stage.Amira.Press("1");
        await stage.Gateway.Received("/chosen");
        await stage.Pass(4);
        stage.Amira.HangUp();
        await stage.Amira.WaitUntilAsync(p => p.Ending is not null);

        stage.Amira.Silences.ShouldHaveSingleItem().Length.ShouldBe(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task TheNetworksMusic_IsHeard()
    {
        stage.Gateway.Answer("/voice", "<Enqueue>waiting</Enqueue>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("music");
        await stage.Pass(60, timers: 1);
        stage.Amira.HangUp();
        await stage.Amira.WaitUntilAsync(p => p.Ending is not null);

        stage.Amira.Silences.ShouldBeEmpty();
    }

    /// <summary>Whether or not they speak; and only for as long as they are there and can be heard.</summary>
    [Fact]
    public async Task SomebodyInTheConference_IsCompany()
    {
        stage.Gateway.Answer("/client", Room).Answer("/voice", Room);
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.WaitUntilAsync(p => p.State == Phones.PhoneState.InCall);
        var agent = stage.Network.Clients.Place("agent_1");
        await Support.Poll.Until(() => Heard(agent), "they are in one conference");
        stage.Clock.Advance(TimeSpan.FromSeconds(30));
        agent.HangUp();
        await agent.WaitUntilAsync(c => c.Ending is not null);
        stage.Clock.Advance(TimeSpan.FromSeconds(12));
        stage.Amira.HangUp();
        await stage.Amira.WaitUntilAsync(p => p.Ending is not null);

        stage.Amira.Silences.Max(s => s.Length).ShouldBe(TimeSpan.FromSeconds(12));
        stage.Amira.Silences[^1].After.ShouldBe("(somebody is there)");
    }

    private bool Heard(Clients.ClientCall agent)
    {
        agent.Say("Hello");
        return stage.Amira.Transcript.Any(h => h.Text == "Hello");
    }
}
