using Helpline.Contracts;
using Helpline.Simulator;

namespace Helpline.Host.Demo;

/// <summary>Tells the pretend telephone network which webhooks our lines' numbers call: what an operator enters in Twilio's console.</summary>
internal static class DemoNumbers
{
    // Twilio's connection overrides (twilio.com/docs/usage/webhooks/webhooks-connection-overrides): retry, so that a short outage loses nothing.
    private const string Retry = "#rc=2&rp=all";

    public static void Fill(SimulatorOptions options, string accountSid, string authToken, string baseUrl, IReadOnlyList<ServiceLine> lines)
    {
        options.AccountSid = accountSid;
        options.AuthToken = authToken;
        options.ClientVoiceUrl = $"{baseUrl}/twilio/voice/client{Retry}";
        foreach (var line in lines)
        {
            foreach (var address in line.Addresses.Where(a => a.Channel is Channel.Phone or Channel.Sms))
            {
                options.Numbers.Add(new SimulatedNumber
                {
                    Number = address.Address,
                    Name = line.Name,
                    VoiceUrl = address.Channel == Channel.Phone ? $"{baseUrl}/twilio/voice/incoming{Retry}" : null,
                    StatusCallbackUrl = address.Channel == Channel.Phone ? $"{baseUrl}/twilio/voice/status{Retry}" : null,
                    SmsUrl = address.Channel == Channel.Sms ? $"{baseUrl}/twilio/sms/incoming{Retry}" : null,
                });
            }
        }
    }
}
