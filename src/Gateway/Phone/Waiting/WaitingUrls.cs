using Helpline.Gateway.Twilio;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Phone.Waiting;

/// <summary>The addresses that waiting callers' keys and messages lead to; as <see cref="VoiceUrls"/>.</summary>
internal sealed class WaitingUrls(IOptions<TwilioOptions> options)
{
    private const string Document = VoiceUrls.Document;
    private const string Notice = "#rc=5&rp=all";

    public string Choose => options.Value.Absolute("/twilio/voice/choose" + Document);

    /// <summary>The wait document with the choices said whatever the round.</summary>
    public string WaitAndChoose => options.Value.Absolute("/twilio/voice/wait?choices=1" + Document);

    public string Recorded => options.Value.Absolute("/twilio/voice/recorded" + Document);

    public string MessageChoice => options.Value.Absolute("/twilio/voice/message-choice" + Document);

    public string MessageKept => options.Value.Absolute("/twilio/voice/message-kept" + Document);

    public string NoMessage => options.Value.Absolute("/twilio/voice/no-message" + Document);

    public string Recording => options.Value.Absolute("/twilio/voice/recording" + Notice);

    public string CallStatus => options.Value.Absolute("/twilio/voice/status" + Notice);
}
