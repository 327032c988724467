using Helpline.Contracts;
using Helpline.Records;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Outbox;

/// <summary>
/// The one place every outbound message and call passes, at the moment it goes: the person's safe-contact rules decide. Ask once for each attempt, and only when it would
/// really go: an exception that a second person allowed is used up by the answer.
/// </summary>
/// <remarks>Whoever cannot ask must not send: <see cref="RecordsUnavailableException"/> comes through, and the attempt is made again later.</remarks>
internal sealed class ContactGuard(ISafeContact rules, ILogger<ContactGuard> log)
{
    /// <summary>For a call, words left on a machine, or a link.</summary>
    /// <exception cref="RecordsUnavailableException">Nobody can say now.</exception>
    public Task<GuardDecision> DecideAsync(ContactId contact, OutboundKind kind, CancellationToken cancellationToken) =>
        DecideAsync(new OutboundAttempt(contact, kind), cancellationToken);

    /// <summary>For a message of a thread: an exception holds for that very message.</summary>
    /// <exception cref="RecordsUnavailableException">Nobody can say now.</exception>
    public Task<GuardDecision> DecideAsync(OutboxItem item, CancellationToken cancellationToken) =>
        DecideAsync(new OutboundAttempt(item.Contact, KindOf(item.Channel)) { Message = item.Id }, cancellationToken);

    /// <summary>For something the person is asking for now: whether it could be promised. What goes then is decided when it goes.</summary>
    /// <exception cref="RecordsUnavailableException">Nobody can say now.</exception>
    public async Task<GuardDecision> ForeseeAsync(ContactId contact, OutboundKind kind, CancellationToken cancellationToken)
    {
        var decision = await rules.ForeseeAsync(contact, kind, cancellationToken);
        return new GuardDecision(decision.Allowed, decision.Reason) { WithholdNumber = decision.WithholdNumber };
    }

    private async Task<GuardDecision> DecideAsync(OutboundAttempt attempt, CancellationToken cancellationToken)
    {
        var decision = await rules.DecideAsync(attempt, cancellationToken);
        if (!decision.Allowed)
        {
            log.RefusedAsUnsafe(attempt.Kind, attempt.Contact);
        }

        return new GuardDecision(decision.Allowed, decision.Reason) { WithholdNumber = decision.WithholdNumber, Wording = decision.Wording };
    }

    /// <summary>What a message of a channel is to the person it reaches.</summary>
    private static OutboundKind KindOf(Channel channel) => channel switch
    {
        Channel.Sms => OutboundKind.Text,
        Channel.Email => OutboundKind.Email,
        Channel.BslVideo => OutboundKind.VideoLink,
        Channel.Phone => OutboundKind.Voicemail, // words of ours on a phone line
    };
}

/// <param name="Reason">For the agent, when it may not go: which rule, and when it would be safe.</param>
/// <summary>Whether something may reach a person.</summary>
internal sealed record GuardDecision(bool IsAllowed, string? Reason)
{
    /// <summary>A call must not show our number.</summary>
    public bool WithholdNumber { get; init; }

    /// <summary>How the person wants to be spoken to; personal.</summary>
    public string? Wording { get; init; }

    /// <summary>Keeps the wording out of whatever prints it.</summary>
    public override string ToString() => IsAllowed ? "allowed" : "refused";
}
