using System.Diagnostics.CodeAnalysis;
using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.Gateway.Outbox;

/// <summary>
/// The one place every outbound message and call passes: the person's safe-contact rules decide whether it may go.
/// No rules are kept yet (docs/adr), so everything may.
/// </summary>
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "Will read the person's rules.")]
internal sealed class ContactGuard
{
    public GuardDecision Decide(OutboxItem item) => GuardDecision.Allow;

    public Task<GuardDecision> DecideAsync(ContactId contact, OutboundKind kind, CancellationToken cancellationToken) => Task.FromResult(GuardDecision.Allow);
}

/// <param name="Reason">For the agent, when it may not go: which rule, and what they can do instead.</param>
/// <param name="WithholdNumber">A call must not show our number.</param>
/// <param name="Wording">What to say instead of the usual words.</param>
/// <summary>Whether a message may go.</summary>
internal sealed record GuardDecision(bool IsAllowed, string? Reason, bool WithholdNumber = false, string? Wording = null)
{
    public static GuardDecision Allow { get; } = new(IsAllowed: true, Reason: null);

    public static GuardDecision Forbid(string reason) => new(IsAllowed: false, reason);
}
