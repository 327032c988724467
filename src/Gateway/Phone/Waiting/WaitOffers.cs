using Helpline.Contracts;
using Helpline.Gateway.Outbox;
using Helpline.Records;

namespace Helpline.Gateway.Phone.Waiting;

/// <param name="CallBack">Their number is not withheld.</param>
/// <param name="Text">Theirs is a mobile, the line has texts, and the person's rules allow one.</param>
/// <summary>What a waiting caller may choose besides leaving a message.</summary>
internal sealed record WaitOffer(bool CallBack, bool Text)
{
    public static WaitOffer MessageOnly { get; } = new(CallBack: false, Text: false);
}

internal sealed class WaitOffers(ContactGuard guard)
{
    public async Task<WaitOffer> OfAsync(ServiceLine? line, CallerAddress from, ContactId? contact, CancellationToken cancellationToken) => new(
        CallBack: !from.IsWithheld && contact is not null,
        Text: contact is { } id
            && IsMobile(from)
            && line?.Addresses.Any(a => a.Channel == Channel.Sms) == true
            && (await guard.DecideAsync(id, OutboundKind.Text, cancellationToken)).IsAllowed);

    /// <summary>A British mobile: 07, but not 070 (personal numbers) nor 076 (pagers, except the Isle of Man's 07624). Others we cannot tell from landlines.</summary>
    public static bool IsMobile(CallerAddress address) =>
        !address.IsWithheld && address.Reveal is ['+', '4', '4', '7', var next, .. { Length: 8 }] number
        && next is not '0' && (next is not '6' || number.StartsWith("+447624", StringComparison.Ordinal));
}
