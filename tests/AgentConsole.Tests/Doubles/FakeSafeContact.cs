using System.Collections.Concurrent;
using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.AgentConsole.Tests.Doubles;

/// <summary>Safe contact in memory: answers what a test has put there and remembers what was asked.</summary>
internal sealed class FakeSafeContact : ISafeContact, ISafeOverrides
{
    public ConcurrentQueue<string> Calls { get; } = new();

    public SafeContactView? View { get; set; } = new(
        Data.Contact, Version: 0, Rules: null, HasLapsed: false, By: null, At: null, OtherRules: 0, Summary: null, [new SafeNow(OutboundKind.Text, Allowed: true, Reason: null, NextSafe: null)], []);

    public SaveSafeContactReply Save { get; set; } = new(SaveSafeContactResult.Saved, Version: 1, []);

    public AskOverrideReply Ask { get; set; } = new(AskOverrideResult.Asked, SafeOverrideId.New(), Data.Now.AddMinutes(15));

    public DecideOverrideReply Decided { get; set; } = new(DecideOverrideResult.Done, Data.Contact, MessageQueued: true);

    public IReadOnlyList<OpenSafeOverride> Open { get; set; } = [];

    public Task<SafeDecision> ForeseeAsync(ContactId contact, OutboundKind kind, CancellationToken cancellationToken) => throw new NotSupportedException("Not the console's question.");

    public Task<SafeContactView?> ReadAsync(ContactId contact, Reader reader, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"read {contact} {reader.Purpose}");
        return Task.FromResult(View);
    }

    public Task<SaveSafeContactReply> SaveAsync(ContactId contact, Reader writer, SafeContactForm form, int version, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"save {contact} {writer.Agent} {writer.Purpose} {version} never {form.Never} {string.Join('+', form.Kinds)} {string.Join('+', form.Times.Select(t => $"{string.Join(',', t.Days)} {t.From}-{t.To}"))} {form.Until:O}");
        return Task.FromResult(Save);
    }

    public Task<AskOverrideReply> AskAsync(OutboundAttempt attempt, Reader asker, string reason, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"ask {attempt.Contact} {attempt.Kind} {attempt.Message} {asker.Agent} {reason}");
        return Task.FromResult(Ask);
    }

    public Task<IReadOnlyList<OpenSafeOverride>> OpenAsync(PoolId pool, Reader reader, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"open {pool} {reader.Agent} {reader.Purpose}");
        return Task.FromResult(Open);
    }

    public Task<DecideOverrideReply> DecideAsync(SafeOverrideId id, PoolId pool, AgentId by, bool approve, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"decide {id} {pool} {by} {approve}");
        return Task.FromResult(Decided);
    }

    public Task<SafeDecision> DecideAsync(OutboundAttempt attempt, CancellationToken cancellationToken) => throw new NotSupportedException("The console never sends.");
}
