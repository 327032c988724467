using Helpline.Contracts;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Phone.Waiting;

/// <summary>A message is kept: its task is durable first, then the waiting contact closes and the task takes its turn. May be done twice.</summary>
internal sealed class MessageKeeping(IVoicemails voicemails, IContactRouter router, TwilioRecordings recordings, SoundBell bell, ILogger<MessageKeeping> log)
{
    /// <summary>Keeps what was recorded on the call; false when there is nothing to keep.</summary>
    public async Task<bool> KeepAsync(ContactId contact, PoolId pool, string callSid, CancellationToken cancellationToken)
    {
        if (await voicemails.KeepAsync(callSid, cancellationToken) is not { } task)
        {
            return false;
        }

        bell.Ring();

        // An agent may have taken the caller meanwhile: then the talk goes on, and the message stays for whoever listens.
        if (await router.StandingAsync(pool, contact, cancellationToken) is { Contact.State: ContactState.Waiting })
        {
            await router.PersonLeftAsync(pool, contact, CloseReason.LeftMessage, cancellationToken);
        }

        if (!task.IsOver)
        {
            await router.EnqueueAsync(Queued.Of(task), cancellationToken);
            log.MessageKept(task.Contact, contact);
        }

        return true;
    }

    /// <summary>How the contact of a caller closes who hung up after they had chosen to leave a message.</summary>
    public async Task<CloseReason> HungUpAsync(CallLeg leg, ContactId contact, PoolId pool, CancellationToken cancellationToken)
    {
        if (await KeepAsync(contact, pool, leg.CallSid, cancellationToken))
        {
            return CloseReason.LeftMessage;
        }

        // The notice of the recording may be on its way still; the network knows already whether there is one.
        var reply = await recordings.OfCallAsync(leg.CallSid, cancellationToken);
        var any = false;
        foreach (var recording in (reply.Value?.Recordings ?? []).Where(r => !r.IsOfTheCall))
        {
            var seconds = int.TryParse(recording.Duration, out var known) && known >= 0 ? known : (int?)null;
            any |= seconds is null or >= 2;
            if (seconds is { } length && TwilioRecordings.IsSid(recording.Sid))
            {
                await voicemails.NoteAsync(new RecordedMessage(recording.Sid, leg.CallSid, contact, length), cancellationToken);
            }
        }

        return any && (await KeepAsync(contact, pool, leg.CallSid, cancellationToken) || any) ? CloseReason.LeftMessage : CloseReason.Abandoned;
    }
}

internal static class Queued
{
    public static QueuedContact Of(OpenedTask task) => new(task.Contact, task.Pool, task.Line, task.Demand, task.Priority, task.WaitingSince, task.KnownTo, task.Task);
}
