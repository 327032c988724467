using System.Collections.Concurrent;
using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.AgentConsole.Tests.Doubles;

/// <summary>Records' public face in memory: answers what a test has put there and remembers what was asked.</summary>
internal sealed class FakeRecords : IContactFile, IOutbox, IOutcomes, IAgentDirectory, IServiceLines
{
    public ConcurrentQueue<string> Calls { get; } = new();

    public ConcurrentDictionary<AgentId, AgentRecord> Agents { get; } = new(Data.Everybody.ToDictionary(a => a.Id));

    public ConcurrentDictionary<AssignmentId, AssignmentFacts> Assignments { get; } = new();

    public ContactView? View { get; set; } = new(
        Data.Contact, Data.Pool, Data.Line, Channel.Sms, ContactState.InHand, CloseReason: null, Data.Now, "+44 •••• 123", AddressWithheld: false, EarlierContacts: 0, Messages: [], Assignments: []);

    public QueueReplyOutcome Queue { get; set; } = QueueReplyOutcome.Queued;

    public SaveOutcomeReply Save { get; set; } = new(SaveOutcomeResult.Saved, Revision: 1, Problems: []);

    public LogOutcomeReply Log { get; set; } = new(LogOutcomeResult.Logged, Missing: []);

    /// <summary>What everything throws, when it is set.</summary>
    public Exception? Failure { get; set; }

    public IReadOnlyList<ServiceLine> All { get; set; } = [
        new(Data.Line, Data.Pool, "Northants line", "Northamptonshire", "en", "Hello.", []),
        new(new LineId("durham"), Data.OtherPool, "Durham line", "Durham", "en", "Hello.", []),
    ];

    public Task<ContactView?> ReadAsync(ContactId contact, Reader reader, CancellationToken cancellationToken)
    {
        Note($"read {contact} {reader.Purpose}");
        return Task.FromResult(View?.Id == contact ? View : null);
    }

    public Task<string?> RevealAddressAsync(ContactId contact, Reader reader, string reason, CancellationToken cancellationToken)
    {
        Note($"reveal {contact} {reader.Purpose} {reason}");
        return Task.FromResult(View?.Id == contact ? "+447700900123" : null);
    }

    public Task<QueueReplyOutcome> QueueAsync(Reply reply, CancellationToken cancellationToken)
    {
        Note($"queue {reply.Id} {reply.Contact} {reply.Author} {reply.Text}");
        return Task.FromResult(Queue);
    }

    public Task<AssignmentFacts?> FindAssignmentAsync(AssignmentId assignment, CancellationToken cancellationToken)
    {
        ThrowIfFailing();
        return Task.FromResult(Assignments.GetValueOrDefault(assignment));
    }

    public Task<OutcomeView> ReadAsync(AssignmentFacts assignment, Reader reader, CancellationToken cancellationToken)
    {
        Note($"outcome {assignment.Id} {reader.Purpose}");
        return Task.FromResult(new OutcomeView(assignment.Id, OutcomeForm.Empty, Revision: 0, Logged: false, Carried: false));
    }

    public Task<SaveOutcomeReply> SaveAsync(AssignmentFacts assignment, AgentId agent, OutcomeForm form, int revision, CancellationToken cancellationToken)
    {
        Note($"save {assignment.Id} {agent} {revision}");
        return Task.FromResult(Save);
    }

    public Task<LogOutcomeReply> LogAsync(AssignmentFacts assignment, AgentId agent, CancellationToken cancellationToken)
    {
        Note($"log {assignment.Id} {agent}");
        return Task.FromResult(Log);
    }

    public Task<AgentRecord?> FindAsync(AgentId agent, CancellationToken cancellationToken)
    {
        ThrowIfFailing();
        return Task.FromResult(Agents.GetValueOrDefault(agent));
    }

    public Task<IReadOnlyList<AgentRecord>> OfPoolAsync(PoolId pool, CancellationToken cancellationToken)
    {
        ThrowIfFailing();
        return Task.FromResult<IReadOnlyList<AgentRecord>>([.. Agents.Values.Where(a => a.Pool == pool)]);
    }

    public ServiceLine? Find(LineId id) => All.FirstOrDefault(line => line.Id == id);

    public ServiceLine? FindByAddress(Channel channel, string address) => null;

    public Task RefreshAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<CallerAddress?> AddressForDeliveryAsync(ContactId contact, CancellationToken cancellationToken) => throw NotTheConsoles();

    public Task<IReadOnlyList<ContactSummary>> RecentAsync(PoolId pool, int most, CancellationToken cancellationToken) => throw NotTheConsoles();

    public Task<IReadOnlyList<OutboxItem>> ClaimAsync(int most, TimeSpan lease, CancellationToken cancellationToken) => throw NotTheConsoles();

    public Task<bool> AcceptedAsync(MessageId id, string providerId, DeliveryState state, CancellationToken cancellationToken) => throw NotTheConsoles();

    public Task RetryAsync(MessageId id, DateTimeOffset at, CancellationToken cancellationToken) => throw NotTheConsoles();

    public Task SettleAsync(MessageId id, DeliveryState state, string problem, CancellationToken cancellationToken) => throw NotTheConsoles();

    public Task RefuseAsync(MessageId id, string sentence, CancellationToken cancellationToken) => throw NotTheConsoles();

    public Task<OutboxChange?> ApplyStatusAsync(string providerId, DeliveryState state, string? problem, CancellationToken cancellationToken) => throw NotTheConsoles();

    public Task<IReadOnlyList<string>> UnsettledAsync(TimeSpan olderThan, int most, CancellationToken cancellationToken) => throw NotTheConsoles();

    private static NotSupportedException NotTheConsoles() => new("The console does not ask this.");

    private void Note(string call)
    {
        ThrowIfFailing();
        Calls.Enqueue(call);
    }

    private void ThrowIfFailing()
    {
        if (Failure is not null)
        {
            throw Failure;
        }
    }
}
