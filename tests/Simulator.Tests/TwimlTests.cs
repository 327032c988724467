using Helpline.Simulator.Twiml;

namespace Helpline.Simulator.Tests;

public sealed class TwimlTests
{
    [Theory]
    [InlineData((int)TwimlContext.Call, "<Response><Say voice=\"Polly.Amy\" language=\"en-GB\">Hello <break time=\"1s\"/> there</Say><Pause length=\"2\"/></Response>")]
    [InlineData((int)TwimlContext.Call, "<Response><Gather numDigits=\"1\" actionOnEmptyResult=\"true\"><Say>Press 1</Say></Gather><Redirect>/x</Redirect></Response>")]
    [InlineData((int)TwimlContext.Call, "<Response><Enqueue waitUrl=\"/wait\" action=\"/out\" method=\"POST\">line</Enqueue></Response>")]
    [InlineData((int)TwimlContext.Call, "<Response><Dial><Conference participantLabel=\"caller\" beep=\"false\" waitUrl=\"\" statusCallbackEvent=\"start end join leave\">c</Conference></Dial></Response>")]
    [InlineData((int)TwimlContext.QueueWait, "<Response><Gather timeout=\"1\"><Play>https://a.example/x.wav</Play></Gather><Leave/></Response>")]
    [InlineData((int)TwimlContext.Message, "<Response><Message><Body>Hi</Body></Message></Response>")]
    public void Read_ADocumentThatFollowsTheRules_IsAccepted(int context, string twiml) =>
        TwimlDocument.Read(twiml, (TwimlContext)context).Verbs.ShouldNotBeEmpty();

    [Theory]
    [InlineData((int)TwimlContext.Call, 12100, "<Response><Say>Hello</Response>")]
    [InlineData((int)TwimlContext.Call, 12100, "")]
    [InlineData((int)TwimlContext.Call, 12100, "<!DOCTYPE x [<!ENTITY y \"z\">]><Response/>")]
    [InlineData((int)TwimlContext.Call, 12200, "<response/>")]
    [InlineData((int)TwimlContext.Call, 12200, "<Response>loose words</Response>")]
    [InlineData((int)TwimlContext.Call, 12200, "<Response><Speak>Hello</Speak></Response>")]
    [InlineData((int)TwimlContext.Call, 12200, "<Response><say>Hello</say></Response>")]
    [InlineData((int)TwimlContext.Call, 12200, "<Response><Say speed=\"2\">Hello</Say></Response>")]
    [InlineData((int)TwimlContext.Call, 12200, "<Response><Say></Say></Response>")]
    [InlineData((int)TwimlContext.Call, 12200, "<Response><Gather><Enqueue>line</Enqueue></Gather></Response>")]
    [InlineData((int)TwimlContext.Call, 12200, "<Response><Gather numDigits=\"many\"/></Response>")]
    [InlineData((int)TwimlContext.Call, 12200, "<Response><Gather actionOnEmptyResult=\"yes\"/></Response>")]
    [InlineData((int)TwimlContext.Call, 12200, "<Response><Dial><Conference statusCallbackEvent=\"start,end\">c</Conference></Dial></Response>")]
    [InlineData((int)TwimlContext.Call, 12200, "<Response><Redirect method=\"PUT\">/x</Redirect></Response>")]
    [InlineData((int)TwimlContext.Call, 12200, "<Response><Message>Hi</Message></Response>")]
    [InlineData((int)TwimlContext.QueueWait, 12200, "<Response><Enqueue>line</Enqueue></Response>")]
    [InlineData((int)TwimlContext.QueueWait, 12200, "<Response><Record/></Response>")]
    [InlineData((int)TwimlContext.QueueWait, 12200, "<Response><Dial>+441632960009</Dial></Response>")]
    [InlineData((int)TwimlContext.ConferenceWait, 12200, "<Response><Gather/></Response>")]
    [InlineData((int)TwimlContext.ConferenceWait, 12200, "<Response><Hangup/></Response>")]
    [InlineData((int)TwimlContext.Message, 12200, "<Response><Say>Hi</Say></Response>")]
    public void Read_ADocumentThatBreaksARule_IsRefusedWithTwiliosNumber(int context, int code, string twiml) =>
        Should.Throw<TwimlFailure>(() => TwimlDocument.Read(twiml, (TwimlContext)context)).Code.ShouldBe(code);

    [Fact]
    public void Read_ADocumentLongerThanTwilioTakes_IsRefused() =>
        Should.Throw<TwimlFailure>(() => TwimlDocument.Read($"<Response><!--{new string('x', 66000)}--></Response>", TwimlContext.Call)).Code.ShouldBe(11750);

    [Theory]
    [InlineData("next", "https://a.example/voice/next")]
    [InlineData("/next?a=b", "https://a.example/next?a=b")]
    [InlineData("https://b.example/next#rc=2&rp=all", "https://b.example/next#rc=2&rp=all")]
    public void Resolve_AnAddress_StartsFromTheDocumentsOwn(string reference, string resolved) =>
        TwimlDocument.Read("<Response/>"u8.ToArray(), new Uri("https://a.example/voice/first?x=1"), TwimlContext.Call).Resolve(reference).ShouldBe(resolved);

    [Fact]
    public void Resolve_ARelativeAddressInTwimlGivenInline_IsRefused() =>
        Should.Throw<TwimlFailure>(() => TwimlDocument.Read("<Response/>", TwimlContext.Call).Resolve("/next")).Code.ShouldBe(11100);
}
