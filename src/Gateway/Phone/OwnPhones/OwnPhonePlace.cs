using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Phone.OwnPhones;

/// <summary>What a call to an agent's telephone is for: it stands in the addresses we give to Twilio, which signs them. Ids only.</summary>
internal readonly record struct OwnPhonePlace(PoolId Pool, ContactId Contact, AssignmentId Assignment)
{
    /// <summary>Null when it is not such an address.</summary>
    public static OwnPhonePlace? Of(IQueryCollection query) =>
        query["pool"].ToString() is var pool && ShortName.IsValid(pool)
        && ContactId.TryParse(query["contact"], provider: null, out var contact)
        && AssignmentId.TryParse(query["assignment"], provider: null, out var assignment)
            ? new OwnPhonePlace(new(pool), contact, assignment)
            : null;

    public CallLeg Leg(string callSid, AgentId agent) => new(callSid, Contact, Pool, CallLegRole.Agent, CallLegState.Started, QueueSid: null, Assignment, agent);

    public override string ToString() => $"pool={Pool}&contact={Contact}&assignment={Assignment}";
}

/// <summary>The addresses of what an agent's telephone hears and tells; as <see cref="VoiceUrls"/>.</summary>
internal sealed class OwnPhoneUrls(IOptions<TwilioOptions> options)
{
    private const string Document = "#ct=2000&rt=5000&rc=2&rp=all";
    private const string Notice = "#rc=5&rp=all";

    public string Answered(OwnPhonePlace place) => options.Value.Absolute($"/twilio/voice/own-phone?{place}{Document}");

    public string Key(OwnPhonePlace place) => options.Value.Absolute($"/twilio/voice/own-phone-key?{place}{Document}");

    public string Status(OwnPhonePlace place) => options.Value.Absolute($"/twilio/voice/own-phone-status?{place}{Notice}");
}
