using Helpline.Simulator.Phones;
using Helpline.Simulator.Voice;
using Microsoft.AspNetCore.Http;

namespace Helpline.Simulator.Tests;

public sealed class CallTests : IAsyncLifetime
{
    private readonly Stage stage = new();

    public Task InitializeAsync() => stage.InitializeAsync();

    public Task DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task Ring_ALine_AsksForInstructionsWithEveryFieldAndAGoodSignature()
    {
        stage.Gateway.Answer("/voice", "<Say>Welcome</Say><Hangup/>");

        stage.Amira.Ring(Stage.Line);

        await stage.Amira.HearsAsync("Welcome");
        var asked = (await stage.Gateway.Received("/voice"))[0];
        asked.Signed.ShouldBeTrue();
        asked.IdempotencyToken.ShouldNotBeEmpty();
        (asked["From"], asked["To"], asked["Caller"], asked["Called"]).ShouldBe(("+447700900201", Stage.Line, "+447700900201", Stage.Line));
        (asked["AccountSid"], asked["CallStatus"], asked["Direction"], asked["ApiVersion"]).ShouldBe((Stage.Account, "ringing", "inbound", "2010-04-01"));
        (asked["FromCountry"], asked["FromCity"], asked["ToZip"], asked["CallerState"]).ShouldBe(("GB", "", "", ""));
        asked["CallSid"].ShouldBe(stage.Amira.CallSid);
        await stage.Amira.WaitUntilAsync(p => p.State == PhoneState.Idle);
        var ended = (await stage.Gateway.Received("/status"))[0];
        (ended["CallStatus"], ended["SequenceNumber"], ended["CallbackSource"], ended["CallDuration"]).ShouldBe(("completed", "0", "call-progress-events", "0"));
        ended["Timestamp"].ShouldBe("Fri, 20 Nov 2026 03:00:00 +0000");
        stage.Network.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ring_WithAWithheldNumber_ShowsTheKeypadSpellingOfAnonymous()
    {
        stage.Withheld.Ring(Stage.Line);

        (await stage.Gateway.Received("/voice"))[0]["From"].ShouldBe("+266696687");
    }

    [Fact]
    public async Task Gather_WhenADigitInterruptsThePrompt_PostsItToTheAction()
    {
        stage.Options.SpeechRate = 1;
        stage.Gateway.Answer("/voice", "<Gather numDigits=\"1\" action=\"/chosen?q=1\"><Say>Press one now please</Say></Gather>").Answer("/chosen", "<Say>Thanks</Say>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("Press one");

        stage.Amira.Press("1");

        var chosen = (await stage.Gateway.Received("/chosen"))[0];
        (chosen["Digits"], chosen["CallStatus"], chosen.Query).ShouldBe(("1", "in-progress", "?q=1"));
        chosen.Signed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("12#", "12", "#")]
    [InlineData("1234", "123", "")]
    public async Task Gather_SeveralDigits_EndsAtTheFinishKeyOrTheirNumber(string pressed, string digits, string finished)
    {
        stage.Gateway.Answer("/voice", "<Gather numDigits=\"3\" action=\"/chosen\"><Say>Number</Say></Gather>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("Number");

        stage.Amira.Press(pressed);

        var chosen = (await stage.Gateway.Received("/chosen"))[0];
        (chosen["Digits"], chosen["FinishedOnKey"]).ShouldBe((digits, finished));
    }

    [Fact]
    public async Task Gather_WhenNothingIsPressed_GoesOnAfterItsTimeout()
    {
        stage.Gateway.Answer("/voice", "<Gather timeout=\"7\" action=\"/chosen\"><Say>Number</Say></Gather><Say>Nothing came</Say>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("Number");

        await stage.Pass(6.9);
        stage.Amira.Transcript.Count.ShouldBe(1);
        await stage.Pass(0.1);

        await stage.Amira.HearsAsync("Nothing came");
        stage.Gateway.To("/chosen").ShouldBeEmpty();
    }

    [Fact]
    public async Task Gather_WhenNothingIsPressedAndTheActionWantsToKnow_PostsEmptyDigits()
    {
        stage.Gateway.Answer("/voice", "<Gather timeout=\"1\" action=\"/chosen\" actionOnEmptyResult=\"true\"><Say>Number</Say></Gather>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("Number");

        await stage.Pass(1);

        (await stage.Gateway.Received("/chosen"))[0]["Digits"].ShouldBe("");
    }

    [Fact]
    public async Task Say_AtAPace_TakesItsTime()
    {
        stage.Options.SpeechRate = 2;
        stage.Gateway.Answer("/voice", "<Say>one two three four</Say><Say>five</Say>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("one");

        await stage.Pass(2);

        await stage.Amira.HearsAsync("five");
        (stage.Amira.Transcript[1].At - stage.Amira.Transcript[0].At).ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task HangUp_ByTheCaller_EndsTheCallAndTellsTheGatewayItsLength()
    {
        stage.Gateway.Answer("/voice", "<Say>Hello</Say><Pause length=\"60\"/>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("Hello");
        await stage.Pass(12);

        stage.Amira.HangUp();

        await stage.Amira.WaitUntilAsync(p => p.State == PhoneState.Idle);
        stage.Amira.Ending.ShouldBe("You hung up");
        var ended = (await stage.Gateway.Received("/status"))[0];
        (ended["CallDuration"], ended["Duration"]).ShouldBe(("12", "1"));
    }

    [Theory]
    [InlineData("busy", "busy")]
    [InlineData("rejected", "no-answer")]
    public async Task Reject_EndsTheCallUnanswered(string reason, string status)
    {
        stage.Gateway.Answer("/voice", $"<Reject reason=\"{reason}\"/>");

        stage.Amira.Ring(Stage.Line);

        var ended = (await stage.Gateway.Received("/status"))[0];
        (ended["CallStatus"], ended["CallDuration"]).ShouldBe((status, "0"));
    }

    [Fact]
    public async Task Redirect_AndAGetMethod_CarryTheFieldsInTheSignedAddress()
    {
        stage.Gateway.Answer("/voice", "<Redirect method=\"GET\">next?a=b%20c</Redirect>").Answer("/next", "<Say>There</Say>");

        stage.Amira.Ring(Stage.Line);

        await stage.Amira.HearsAsync("There");
        var next = stage.Gateway.To("/next")[0];
        (next.Method, next["CallSid"], next["a"]).ShouldBe(("GET", stage.Amira.CallSid!, "b c"));
        next.Signed.ShouldBeTrue();
    }

    [Fact]
    public async Task Play_WhatIsNotThere_IsAWarningAndTheCallGoesOn()
    {
        stage.Gateway.Answer("/voice", "<Play>/missing.wav</Play><Say>Still here</Say>").Answer("/missing.wav", _ => Task.FromResult(Results.NotFound()));

        stage.Amira.Ring(Stage.Line);

        await stage.Amira.HearsAsync("Still here");
        stage.Network.Warnings.ShouldHaveSingleItem().Code.ShouldBe(11200);
    }

    [Fact]
    public async Task Record_WhenNothingIsSaid_GoesOnAfterASilence()
    {
        stage.Gateway.Answer("/voice", "<Record timeout=\"4\" action=\"/left\"/><Say>Nothing was said</Say>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("(beep)");

        await stage.Pass(4, timers: 3);

        await stage.Amira.HearsAsync("Nothing was said");
        stage.Gateway.To("/left").ShouldBeEmpty();
    }

    [Fact]
    public async Task Record_AMessage_GivesItsAddressAtTheFinishKey()
    {
        stage.Options.RestBaseUrl = $"{stage.Url}/simulator/twilio";
        stage.Gateway.Answer("/voice", "<Record timeout=\"10\" action=\"/left\" recordingStatusCallback=\"/recorded\"/>").Answer("/left", "<Say>Goodbye</Say>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("(beep)");
        await stage.Pass(4, timers: 3);

        stage.Amira.Say("Please ring me back");
        stage.Amira.Press("#");

        var left = (await stage.Gateway.Received("/left"))[0];
        (left["RecordingDuration"], left["Digits"]).ShouldBe(("4", "#"));
        (await stage.Gateway.Received("/recorded"))[0]["RecordingSid"].ShouldBe(left["RecordingSid"]);
        var (status, recording) = await stage.Get($"Recordings/{left["RecordingSid"]}.json");
        (status, recording.GetProperty("call_sid").GetString()).ShouldBe((200, stage.Amira.CallSid));
        left["RecordingUrl"].ShouldBe($"{stage.Url}/simulator/twilio/2010-04-01/Accounts/{Stage.Account}/Recordings/{left["RecordingSid"]}");
    }

    /// <summary>Said, and the line gone, before anything listens: it is on the tape all the same.</summary>
    [Fact]
    public async Task Record_WhatIsSaidAsTheLineGoes_IsKept()
    {
        stage.Gateway.Answer("/voice", "<Record timeout=\"10\" action=\"/left\"/>").Answer("/left", "<Say>Goodbye</Say>");
        var said = 0;
        stage.Amira.Changed += (_, _) =>
        {
            if (stage.Amira.Transcript.Any(h => h.Text == "(beep)") && Interlocked.Exchange(ref said, 1) == 0)
            {
                stage.Amira.Say("Please ring me back");
                stage.Amira.HangUp();
            }
        };

        stage.Amira.Ring(Stage.Line);

        (await stage.Gateway.Received("/left"))[0]["Digits"].ShouldBe("hangup");
    }

    [Fact]
    public async Task ACall_LongerThanTheLongest_IsEnded()
    {
        stage.Gateway.Answer("/voice", "<Say>Hello</Say><Enqueue>line</Enqueue>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("hold music");

        stage.Clock.Advance(stage.Options.LongestCall);

        await stage.Amira.WaitUntilAsync(p => p.State == PhoneState.Idle);
    }

    [Fact]
    public void Ring_WhenInUseOrWithoutSuchALine_IsRefusedAndChangesNothing()
    {
        Should.Throw<ArgumentException>(() => stage.Amira.Ring("+441632960999"));
        stage.Amira.State.ShouldBe(PhoneState.Idle);
        stage.Amira.Ring(Stage.OtherLine);
        Should.Throw<InvalidOperationException>(() => stage.Amira.Ring(Stage.Line));
    }

    [Fact]
    public async Task Hear_OnePersonsOwnWords_AreMarkedAsTheirOwn()
    {
        stage.Gateway.Answer("/voice", "<Say>Hello</Say><Pause length=\"60\"/>");
        stage.Amira.Ring(Stage.Line);
        await stage.Amira.HearsAsync("Hello");

        stage.Amira.Say("Is anyone there?");

        stage.Amira.Transcript[^1].ShouldBe(new Heard(stage.Clock.GetUtcNow(), Speaker.Self, "Is anyone there?"));
    }
}
