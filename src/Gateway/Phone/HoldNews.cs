using System.Globalization;
using Helpline.Gateway.Phone.Recording;
using Helpline.Gateway.Twilio;
using Helpline.Records;

namespace Helpline.Gateway.Phone;

/// <summary>What the network says about the caller's hold: notices come in any order, and the conference's own number of each says which is the newest.</summary>
internal sealed class HoldNews(ICallFile file, ICallLegs legs, CallNews news, CallRecorder recorder)
{
    public async Task NoteAsync(TwilioForm form, CancellationToken cancellationToken)
    {
        var @event = form["StatusCallbackEvent"];
        var held = @event is "participant-hold" || (@event is not "participant-leave" and not "participant-unhold" && form["Hold"] is "true");

        // Every participant notice carries the hold; of those that say nothing new, only the ends of a hold are worth a row.
        var tells = @event is "participant-hold" or "participant-unhold" or "participant-join" || (@event is "participant-leave" && form["Hold"] is "true");
        if (!tells
            || form["CallSid"] is not { } call
            || form["ConferenceSid"] is not { } conference
            || ConferenceName.Parse(form["FriendlyName"]) is not { } contact
            || !int.TryParse(form["SequenceNumber"], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return;
        }

        var changed = await file.NoteHoldAsync(contact, new HoldFact(conference, sequence, held, Begins: @event is "participant-join"), cancellationToken);
        if (changed && @event is not "participant-join" && await legs.FindAsync(call, cancellationToken) is { Pool: { } pool })
        {
            await news.ChangedAsync(pool, contact, cancellationToken);
            await recorder.HoldChangedAsync(pool, contact, cancellationToken);
        }
    }
}
