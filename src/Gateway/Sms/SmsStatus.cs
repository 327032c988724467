using Helpline.Contracts;
using Helpline.Gateway.Outbox;

namespace Helpline.Gateway.Sms;

/// <summary>Twilio's message statuses and error codes in our words. Codes: twilio.com/docs/api/errors.</summary>
internal static class SmsStatus
{
    /// <summary>Null for statuses that say nothing about a delivery.</summary>
    public static DeliveryNews? Read(string? status, int errorCode)
    {
        DeliveryState? state = status switch
        {
            "accepted" or "scheduled" or "queued" or "sending" => DeliveryState.Accepted,
            "sent" => DeliveryState.Sent,
            "delivered" => DeliveryState.Delivered,
            "read" => DeliveryState.Read,
            "undelivered" => DeliveryState.Undelivered,
            "failed" or "canceled" => DeliveryState.Failed,
            _ => null,
        };
        return state is null ? null : new(state.Value, DeliveryLife.NeedsAttention(state.Value) ? Problem(errorCode) : null);
    }

    /// <summary>What happened and what to do, for an agent.</summary>
    public static string Problem(int errorCode) => errorCode switch
    {
        21211 or 21614 or 30005 => "This number does not exist or cannot receive texts. Ask the person for another way to reach them.",
        21408 => "Our account may not send texts to that country. Tell your supervisor.",
        21610 => "The person has opted out of our texts (they sent STOP). We may not text them until they send START.",
        30003 => "Their phone is switched off or has no signal. It was not delivered; try again later if it is safe.",
        30004 or 30007 => "The network blocked this text. Word it differently, without links, or reach the person another way.",
        30006 => "This is a landline, which cannot receive texts. Ring the person if it is safe.",
        30001 or 30036 => "It waited too long to be sent and was dropped. Send it again if it is still right.",
        21617 or 30019 => "The text is too long for the network. Send it in shorter parts.",
        0 => "The network could not deliver it and did not say why. Send it again or reach the person another way.",
        _ => $"The network could not deliver it (error {errorCode}). Send it again or reach the person another way.",
    };
}
