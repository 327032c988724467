using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Helpline.Records;

namespace Helpline.Gateway.Phone;

/// <summary>Orders about the people in a contact's conference. All may be given twice; somebody who is not there is as good as done.</summary>
internal sealed class ConferenceOrders(ConferenceApi conferences, CallOrders orders, VoiceUrls urls)
{
    /// <summary>The caller hears why they wait and nothing of what is said.</summary>
    public Task HoldAsync(ContactId contact, string callerSid, HoldReason why, CancellationToken cancellationToken) =>
        InConferenceAsync(
            contact,
            async conference => CallOrders.Settled(await conferences.HoldAsync(conference, callerSid, urls.Hold(why), cancellationToken), "hold caller"),
            cancellationToken);

    public Task ResumeAsync(ContactId contact, string callerSid, CancellationToken cancellationToken) =>
        InConferenceAsync(
            contact,
            async conference => CallOrders.Settled(await conferences.ResumeAsync(conference, callerSid, cancellationToken), "resume caller"),
            cancellationToken);

    /// <summary>Who hears a supervisor. A whisper to nobody stays silent: it must never reach the caller.</summary>
    public Task SetVoiceAsync(ContactId contact, string callSid, ListeningMode mode, string? agentCall, CancellationToken cancellationToken) =>
        InConferenceAsync(
            contact,
            async conference => CallOrders.Settled(
                await conferences.SetVoiceAsync(
                    conference,
                    callSid,
                    muted: mode == ListeningMode.Listen || (mode == ListeningMode.Whisper && agentCall is null),
                    coached: mode == ListeningMode.Whisper ? agentCall : null,
                    cancellationToken),
                "update supervisor"),
            cancellationToken);

    private async Task InConferenceAsync(ContactId contact, Func<string, Task<bool>> order, CancellationToken cancellationToken)
    {
        if (await orders.FindConferenceAsync(contact, cancellationToken) is { } conference)
        {
            await order(conference);
        }
    }
}
