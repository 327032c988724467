using System.Text;
using System.Xml.Linq;
using Helpline.Gateway.Twilio;

namespace Helpline.Gateway.Tests.Twilio;

public sealed class TwimlTests
{
    [Fact]
    public void Write_IsWellFormed_WhateverTheWordsAre()
    {
        var twiml = Twiml.Write(new Say("a < b & c > \"d\" \0\u0001\u001b\uFFFE\ud800 é 🕯"), new Redirect("https://a.example/?a=1&b=2#rc=2"));

        var response = XElement.Parse(twiml);
        response.Name.LocalName.ShouldBe("Response");
        response.Element("Say")!.Value.ShouldBe("a < b & c > \"d\"  é 🕯");
        response.Element("Redirect")!.Value.ShouldBe("https://a.example/?a=1&b=2#rc=2");
    }

    [Fact]
    public void Say_IsCutToWhatTwilioTakes_WithoutSplittingALetter()
    {
        var said = XElement.Parse(Twiml.Write(new Say("x" + string.Concat(Enumerable.Repeat("🕯", 3000))))).Element("Say")!.Value;

        said.Length.ShouldBeLessThanOrEqualTo(Say.MostCharacters);
        said.EnumerateRunes().ShouldAllBe(rune => rune != Rune.ReplacementChar);
    }

    [Fact]
    public void Write_OfNothing_IsAnEmptyResponse() => XElement.Parse(Twiml.Write()).HasElements.ShouldBeFalse();

    [Fact]
    public void DialConference_NamesEverythingTheFlowDependsOn()
    {
        var dial = XElement.Parse(Twiml.Write(new DialConference("contact-1", "caller", EndOnExit: true, "https://a.example/left", "https://a.example/conference"))).Element("Dial")!;
        var conference = dial.Element("Conference")!;

        dial.Attribute("action")!.Value.ShouldBe("https://a.example/left");
        conference.Value.ShouldBe("contact-1");
        conference.Attributes().ToDictionary(a => a.Name.LocalName, a => a.Value).ShouldBe(new Dictionary<string, string>
        {
            ["participantLabel"] = "caller",
            ["startConferenceOnEnter"] = "true",
            ["endConferenceOnExit"] = "true",
            ["beep"] = "false",
            ["waitUrl"] = "",
            ["statusCallback"] = "https://a.example/conference",
            ["statusCallbackEvent"] = "start end join leave mute hold",
        }, ignoreOrder: true);
    }
}
