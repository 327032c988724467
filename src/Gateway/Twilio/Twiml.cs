using System.Globalization;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;

namespace Helpline.Gateway.Twilio;

/// <summary>A document that tells Twilio what to do with a call or a text. See twilio.com/docs/voice/twiml.</summary>
internal static class Twiml
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), OmitXmlDeclaration = false };

    public static string Write(params IEnumerable<TwimlVerb> verbs)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
        {
            xml.WriteStartElement("Response");
            foreach (var verb in verbs)
            {
                verb.WriteTo(xml);
            }

            xml.WriteEndElement();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    public static IResult Answer(params IEnumerable<TwimlVerb> verbs) => TypedResults.Text(Write(verbs), "text/xml", Encoding.UTF8);
}

internal abstract record TwimlVerb
{
    internal abstract void WriteTo(XmlWriter xml);
}

/// <param name="Language">A locale Twilio has a voice for, such as <c>en-GB</c>.</param>
/// <summary>Speaks. Characters XML cannot hold are left out; Twilio takes at most 4096.</summary>
internal sealed record Say(string Text, string Language = "en-GB") : TwimlVerb
{
    public const int MostCharacters = 4096;

    internal override void WriteTo(XmlWriter xml)
    {
        xml.WriteStartElement("Say");
        xml.WriteAttributeString("language", Language);
        xml.WriteString(Speakable(Text));
        xml.WriteEndElement();
    }

    private static string Speakable(string text)
    {
        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var isText = rune.Value is '\n' or '\t' || (!Rune.IsControl(rune) && rune != Rune.ReplacementChar && rune.Value is not (0xFFFE or 0xFFFF));
            if (isText && kept.Length + rune.Utf16SequenceLength <= MostCharacters)
            {
                kept.Append(rune);
            }
        }

        return kept.ToString();
    }
}

internal sealed record Pause(int Seconds) : TwimlVerb
{
    internal override void WriteTo(XmlWriter xml)
    {
        xml.WriteStartElement("Pause");
        xml.WriteAttributeString("length", Seconds.ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }
}

internal sealed record Redirect(string Url) : TwimlVerb
{
    internal override void WriteTo(XmlWriter xml) => xml.WriteElementString("Redirect", Url);
}

internal sealed record Hangup : TwimlVerb
{
    internal override void WriteTo(XmlWriter xml) => xml.WriteElementString("Hangup", null);
}

/// <summary>Takes the caller out of the queue, to the <c>action</c> of the Enqueue that brought them in.</summary>
internal sealed record Leave : TwimlVerb
{
    internal override void WriteTo(XmlWriter xml) => xml.WriteElementString("Leave", null);
}

/// <param name="WaitUrl">What they hear while they wait; null: the network's own music.</param>
/// <param name="Action">Asked when they have left the queue; null: the document goes on.</param>
/// <summary>Into a queue of the network's.</summary>
internal sealed record Enqueue(string Queue, string? WaitUrl = null, string? Action = null) : TwimlVerb
{
    internal override void WriteTo(XmlWriter xml)
    {
        xml.WriteStartElement("Enqueue");
        if (WaitUrl is not null)
        {
            xml.WriteAttributeString("waitUrl", WaitUrl);
        }

        if (Action is not null)
        {
            xml.WriteAttributeString("action", Action);
        }

        xml.WriteString(Queue);
        xml.WriteEndElement();
    }
}

/// <param name="Number">One of the installation's own, E.164: nobody else is rung by a document.</param>
/// <param name="Seconds">How long it rings before the document goes on.</param>
/// <summary>Rings a number and connects it; the caller hears it ring.</summary>
internal sealed record Dial(string Number, int Seconds) : TwimlVerb
{
    internal override void WriteTo(XmlWriter xml)
    {
        xml.WriteStartElement("Dial");
        xml.WriteAttributeString("timeout", Seconds.ToString(CultureInfo.InvariantCulture));
        xml.WriteString(Number);
        xml.WriteEndElement();
    }
}

/// <param name="Label">Who this leg is in the conference; unique there.</param>
/// <param name="EndOnExit">The conference ends when this leg leaves.</param>
/// <summary>Joins a conference, in silence until somebody else is there.</summary>
internal sealed record DialConference(string Conference, string Label, bool EndOnExit, string Action, string StatusCallback, bool Muted = false) : TwimlVerb
{
    public const string Events = "start end join leave mute hold";

    internal override void WriteTo(XmlWriter xml)
    {
        xml.WriteStartElement("Dial");
        xml.WriteAttributeString("action", Action);
        xml.WriteStartElement("Conference");
        xml.WriteAttributeString("participantLabel", Label);
        xml.WriteAttributeString("startConferenceOnEnter", "true");
        xml.WriteAttributeString("endConferenceOnExit", EndOnExit ? "true" : "false");
        xml.WriteAttributeString("beep", "false");
        if (Muted)
        {
            xml.WriteAttributeString("muted", "true");
        }

        xml.WriteAttributeString("waitUrl", "");

        // Twilio takes the callback of the first participant only, so every leg names the same.
        xml.WriteAttributeString("statusCallback", StatusCallback);
        xml.WriteAttributeString("statusCallbackEvent", Events);
        xml.WriteString(Conference);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
