using System.Globalization;
using System.Xml;

namespace Helpline.Gateway.Twilio;

/// <summary>Speaks, plays and pauses while a key is waited for; a key leads to <paramref name="Action"/>, none to the next verb.</summary>
/// <param name="Action">Given the <c>Digits</c>.</param>
/// <param name="Seconds">How long a key is waited for after the last sound.</param>
/// <param name="Sounds">Say, Play and Pause only.</param>
internal sealed record Gather(string Action, int Seconds, params IReadOnlyList<TwimlVerb> Sounds) : TwimlVerb
{
    internal override void WriteTo(XmlWriter xml)
    {
        xml.WriteStartElement("Gather");
        xml.WriteAttributeString("input", "dtmf");
        xml.WriteAttributeString("numDigits", "1");
        xml.WriteAttributeString("finishOnKey", ""); // every key counts, star and hash too
        xml.WriteAttributeString("timeout", Seconds.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("action", Action);
        foreach (var sound in Sounds)
        {
            sound.WriteTo(xml);
        }

        xml.WriteEndElement();
    }
}

/// <summary>Records what the caller says after a tone; silence alone leads to the next verb.</summary>
/// <param name="Action">Where the call goes with a recording.</param>
/// <param name="StatusCallback">Told when the recording can be fetched.</param>
/// <param name="MostSeconds">Then it ends by itself.</param>
/// <param name="SilenceSeconds">A silence this long ends it.</param>
internal sealed record Record(string Action, string StatusCallback, int MostSeconds, int SilenceSeconds) : TwimlVerb
{
    internal override void WriteTo(XmlWriter xml)
    {
        xml.WriteStartElement("Record");
        xml.WriteAttributeString("action", Action);
        xml.WriteAttributeString("maxLength", MostSeconds.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("timeout", SilenceSeconds.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("finishOnKey", "*");
        xml.WriteAttributeString("playBeep", "true");
        xml.WriteAttributeString("recordingStatusCallback", StatusCallback);
        xml.WriteAttributeString("recordingStatusCallbackEvent", "completed");
        xml.WriteEndElement();
    }
}

/// <param name="Times">How often, one after the other.</param>
/// <summary>Plays a file.</summary>
internal sealed record Play(string Url, int Times = 1) : TwimlVerb
{
    internal override void WriteTo(XmlWriter xml)
    {
        xml.WriteStartElement("Play");
        if (Times != 1)
        {
            xml.WriteAttributeString("loop", Times.ToString(CultureInfo.InvariantCulture));
        }

        xml.WriteString(Url);
        xml.WriteEndElement();
    }
}
