using Helpline.Contracts;
using Helpline.Gateway.Twilio;

namespace Helpline.Gateway.Phone;

/// <summary>
/// Orders to the network about live calls. All may be given twice; a call that is gone is as good as done.
/// What could not be ordered throws <see cref="TwilioUnavailableException"/>, and whoever delivers webhooks or events tries again.
/// </summary>
internal sealed class CallOrders(TwilioApi twilio, VoiceUrls urls)
{
    /// <summary>Whether the call has ended, as the network itself says.</summary>
    public async Task<bool> IsOverAsync(string callSid, CancellationToken cancellationToken)
    {
        var reply = await twilio.FetchCallAsync(callSid, cancellationToken);
        return Settled(reply, "fetch call") ? reply.Value!.IsOver : reply.Outcome == TwilioOutcome.NotFound;
    }

    public async Task EndAsync(string callSid, CancellationToken cancellationToken) =>
        Settled(await twilio.EndCallAsync(callSid, cancellationToken), "end call");

    /// <summary>Leads the caller out of the queue into their conference; false when they are not in the queue.</summary>
    public async Task<bool> DequeueAsync(string queueSid, string callSid, ContactId contact, CancellationToken cancellationToken) =>
        Settled(await twilio.DequeueAsync(queueSid, callSid, urls.Join(contact), cancellationToken), "dequeue caller");

    /// <summary>Leads a caller who is in none of the network's queues into their conference; false when the call is over.</summary>
    public async Task<bool> BringAsync(string callSid, ContactId contact, CancellationToken cancellationToken) =>
        Settled(await twilio.RedirectCallAsync(callSid, urls.Join(contact), cancellationToken), "redirect call");

    /// <summary>Whether the caller is in the conference now; makes sure that it ends with them. Late notices of an earlier conference are told from true ones by this.</summary>
    public async Task<bool> ConfirmInConferenceAsync(string conferenceSid, string callSid, CancellationToken cancellationToken) =>
        Settled(await twilio.SetEndOnExitAsync(conferenceSid, callSid, endConferenceOnExit: true, cancellationToken), "update participant");

    /// <summary>
    /// Leads the caller from their conference back to the queue, if they are in it. First their leaving must no longer end it: else that end looks like a hang-up.
    /// </summary>
    /// <param name="conferenceSid">Looked up by the contact when null.</param>
    /// <param name="passedOn">They hear that they are passed on, not that a connection was lost.</param>
    public async Task ReturnToQueueAsync(ContactId contact, string callerSid, string? conferenceSid, CancellationToken cancellationToken, bool passedOn = false)
    {
        conferenceSid ??= await FindConferenceAsync(contact, cancellationToken);
        if (conferenceSid is not null
            && Settled(await twilio.SetEndOnExitAsync(conferenceSid, callerSid, endConferenceOnExit: false, cancellationToken), "update participant"))
        {
            Settled(await twilio.RedirectCallAsync(callerSid, passedOn ? urls.PassedOn : urls.Requeue, cancellationToken), "redirect call");
        }
    }

    /// <summary>Leads the caller out of their conference to a last sentence, after which their call ends; who else is in it is parted.</summary>
    public async Task FarewellAsync(ContactId contact, string callerSid, CancellationToken cancellationToken)
    {
        var conference = await FindConferenceAsync(contact, cancellationToken);
        if (conference is not null)
        {
            Settled(await twilio.SetEndOnExitAsync(conference, callerSid, endConferenceOnExit: false, cancellationToken), "update participant");
        }

        Settled(await twilio.RedirectCallAsync(callerSid, urls.Farewell, cancellationToken), "redirect call");
        if (conference is not null)
        {
            await EndConferenceAsync(conference, cancellationToken);
        }
    }

    public async Task EndConferenceAsync(string conferenceSid, CancellationToken cancellationToken) =>
        Settled(await twilio.EndConferenceAsync(conferenceSid, cancellationToken), "end conference");

    /// <summary>Whether nobody is in the contact's conference any more, as the network itself says.</summary>
    public async Task<bool> IsConferenceOverAsync(ContactId contact, CancellationToken cancellationToken) =>
        await FindConferenceAsync(contact, cancellationToken) is null;

    /// <summary>The contact's conference, also one in which somebody is still alone; or null.</summary>
    public async Task<string?> FindConferenceAsync(ContactId contact, CancellationToken cancellationToken) =>
        await FindConferenceAsync(contact, "in-progress", cancellationToken) ?? await FindConferenceAsync(contact, "init", cancellationToken);

    private async Task<string?> FindConferenceAsync(ContactId contact, string status, CancellationToken cancellationToken)
    {
        var reply = await twilio.FindConferenceAsync(ConferenceName.Of(contact), status, cancellationToken);
        return Settled(reply, "find conference") && reply.Value!.Conferences is [var conference, ..] ? conference.Sid : null;
    }

    /// <summary>True when done, false when there is nothing to do it to.</summary>
    internal static bool Settled<T>(TwilioReply<T> reply, string operation)
        where T : class => reply.Outcome switch
        {
            TwilioOutcome.Ok => true,

            // Refusals here are "call is not in progress" and its kin: logged, and no better for being repeated. Credentials refused can be mended, so that is repeated.
            TwilioOutcome.NotFound => false,
            TwilioOutcome.Rejected when !reply.IsRefusedForUs => false,
            TwilioOutcome.Rejected or TwilioOutcome.Unknown or TwilioOutcome.Unavailable => throw new TwilioUnavailableException(operation),
        };
}
