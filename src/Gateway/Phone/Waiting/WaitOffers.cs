using Helpline.Contracts;
using Helpline.Gateway.Outbox;
using Helpline.Gateway.Twilio;
using Helpline.Records;
using Microsoft.Extensions.Options;

namespace Helpline.Gateway.Phone.Waiting;

/// <param name="CallBack">Their number is not withheld, and they could be rung as their rules ask.</param>
/// <param name="Text">Theirs is a mobile, the line has texts, and the person's rules allow one.</param>
/// <summary>What a waiting caller may choose besides leaving a message.</summary>
internal sealed record WaitOffer(bool CallBack, bool Text)
{
    public static WaitOffer MessageOnly { get; } = new(CallBack: false, Text: false);
}

/// <summary>What can be kept is offered, and nothing else.</summary>
internal sealed class WaitOffers(ContactGuard guard, IOptions<TwilioOptions> options)
{
    public async Task<WaitOffer> OfAsync(ServiceLine? line, CallerAddress from, ContactId? contact, CancellationToken cancellationToken) =>
        contact is { } id && !from.IsWithheld
            ? new(await MayRingAsync(id, cancellationToken), await MayTextAsync(line, from, id, cancellationToken))
            : WaitOffer.MessageOnly;

    private async Task<bool> MayRingAsync(ContactId contact, CancellationToken cancellationToken)
    {
        var decision = await guard.ForeseeAsync(contact, OutboundKind.Call, cancellationToken);
        return decision.IsAllowed && (!decision.WithholdNumber || !string.IsNullOrWhiteSpace(options.Value.WithheldFrom));
    }

    private async Task<bool> MayTextAsync(ServiceLine? line, CallerAddress from, ContactId contact, CancellationToken cancellationToken) =>
        IsMobile(from)
        && line?.Addresses.Any(a => a.Channel == Channel.Sms) == true
        && (await guard.ForeseeAsync(contact, OutboundKind.Text, cancellationToken)).IsAllowed;

    /// <summary>A British mobile: 07, but not 070 (personal numbers) nor 076 (pagers, except the Isle of Man's 07624). Others we cannot tell from landlines.</summary>
    public static bool IsMobile(CallerAddress address) =>
        !address.IsWithheld && address.Reveal is ['+', '4', '4', '7', var next, .. { Length: 8 }] number
        && next is not '0' && (next is not '6' || number.StartsWith("+447624", StringComparison.Ordinal));
}
