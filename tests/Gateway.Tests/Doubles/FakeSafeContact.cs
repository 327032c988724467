using Helpline.Contracts;
using Helpline.Gateway.Outbox;
using Helpline.Records;
using Microsoft.Extensions.Logging.Abstractions;

namespace Helpline.Gateway.Tests.Doubles;

/// <summary>Rules in memory: everything may go unless a test says otherwise.</summary>
internal sealed class FakeSafeContact : ISafeContact
{
    public Func<OutboundAttempt, SafeDecision> Decide { get; set; } = _ => new(Allowed: true, WithholdNumber: false, Wording: null, Reason: null);

    public List<OutboundAttempt> Asked { get; } = [];

    public static ContactGuard Guard(FakeSafeContact? rules = null) => new(rules ?? new(), NullLogger<ContactGuard>.Instance);

    public Task<SafeDecision> DecideAsync(OutboundAttempt attempt, CancellationToken cancellationToken)
    {
        Asked.Add(attempt);
        return Task.FromResult(Decide(attempt));
    }

    public Task<SafeDecision> ForeseeAsync(ContactId contact, OutboundKind kind, CancellationToken cancellationToken) => Task.FromResult(Decide(new OutboundAttempt(contact, kind)));

    public Task<SafeContactView?> ReadAsync(ContactId contact, Reader reader, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SaveSafeContactReply> SaveAsync(ContactId contact, Reader writer, SafeContactForm form, int version, CancellationToken cancellationToken) => throw new NotSupportedException();
}
