using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Phone;

/// <summary>The addresses of our voice webhooks as we give them to Twilio. Nothing personal in them; a contact's id at most.</summary>
internal sealed class VoiceUrls(IOptions<TwilioOptions> options)
{
    /// <summary>
    /// Twilio's connection overrides (not part of the request nor of the signature): a document is asked for again at once, and given up after 4.2 seconds in all,
    /// for somebody is listening to silence: two in a row, the wait document and what comes after its failure, are under ten seconds. Twilio's own ceiling is 15 seconds for each. We answer within
    /// <see cref="VoiceAnswer.Limit"/>.
    /// </summary>
    internal const string Document = "#ct=2000&rt=4200&tt=4200&rc=2&rp=all";

    /// <summary>A notice is repeated up to five times.</summary>
    private const string Notice = "#rc=5&rp=all";

    /// <summary>The first webhook once more, for a caller who has heard a greeting.</summary>
    public string IncomingAgain => options.Value.Absolute("/twilio/voice/incoming?held=1" + Document);

    public string Wait => options.Value.Absolute("/twilio/voice/wait" + Document);

    public string QueueLeft => options.Value.Absolute("/twilio/voice/queue-left" + Document);

    public string Requeue => options.Value.Absolute("/twilio/voice/requeue" + Document);

    public string AgentLeft => options.Value.Absolute("/twilio/voice/agent-left" + Document);

    public string CallerLeft => options.Value.Absolute("/twilio/voice/caller-left" + Document);

    public string Conference => options.Value.Absolute("/twilio/voice/conference" + Notice);

    /// <summary>To the queue, with the words for a call that is passed on.</summary>
    public string PassedOn => options.Value.Absolute("/twilio/voice/requeue?why=transfer" + Document);

    /// <param name="why">What the words say the reason is.</param>
    /// <param name="again">They have heard it before.</param>
    /// <summary>What a caller on hold hears.</summary>
    public string Hold(HoldReason why, bool again = false) =>
        options.Value.Absolute($"/twilio/voice/hold?why={WordOf(why)}{(again ? "&again=1" : "")}" + Document);

    /// <summary>One sentence, then the end.</summary>
    public string Farewell => options.Value.Absolute("/twilio/voice/farewell" + Document);

    public string Party(CallPartyId party) => options.Value.Absolute($"/twilio/voice/party?party={party}" + Notice);

    public static HoldReason ReasonOf(string? word) =>
        word switch { "party" => HoldReason.Party, "transfer" => HoldReason.Transfer, _ => HoldReason.Agent };

    private static string WordOf(HoldReason why) =>
        why switch { HoldReason.Party => "party", HoldReason.Transfer => "transfer", _ => "agent" };

    public string Join(ContactId contact) => options.Value.Absolute($"/twilio/voice/join?contact={contact}" + Document);
}
