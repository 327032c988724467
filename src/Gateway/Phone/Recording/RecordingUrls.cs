using Helpline.Gateway.Twilio;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Phone.Recording;

/// <summary>Where the network tells what becomes of a recording; as <see cref="VoiceUrls"/>.</summary>
internal sealed class RecordingUrls(IOptions<TwilioOptions> options)
{
    public string Status => options.Value.Absolute("/twilio/voice/call-recording#rc=5&rp=all");
}
