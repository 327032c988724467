using Helpline.Contracts;
using Helpline.Records;

namespace Helpline.Gateway.Tests.Doubles;

/// <summary>The outbox in memory, on a clock: claims run out, and what was being sent then comes back as unknown.</summary>
internal sealed class FakeOutbox(TimeProvider time) : IOutbox
{
    private readonly Lock gate = new();
    private readonly List<Row> rows = [];

    public bool Down { get; set; }

    /// <summary>Claims that failed because it was down.</summary>
    public int FailedClaims { get; private set; }

    public List<string> ToAsk { get; } = [];

    public void Add(OutboxItem item)
    {
        lock (gate)
        {
            rows.Add(new Row(item) { NotBefore = time.GetUtcNow() });
        }
    }

    public (DeliveryState State, string? ProviderId, string? Problem, DateTimeOffset NotBefore) Of(MessageId id)
    {
        lock (gate)
        {
            var row = rows.Single(r => r.Item.Id == id);
            return (row.State, row.ProviderId, row.Problem, row.NotBefore);
        }
    }

    public Task<IReadOnlyList<OutboxItem>> ClaimAsync(int most, TimeSpan lease, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (Down)
            {
                FailedClaims++;
                throw new InvalidOperationException("PostgreSQL is away.");
            }

            var now = time.GetUtcNow();
            var due = rows.Where(r => !r.Settled && r.NotBefore <= now && (r.LockedUntil is null || r.LockedUntil < now)).Take(most).ToList();
            foreach (var row in due)
            {
                row.State = row.State == DeliveryState.Queued ? DeliveryState.Sending : DeliveryState.Unknown;
                row.LockedUntil = now + lease;
                row.Attempts++;
                row.FirstTriedAt ??= now;
            }

            return Task.FromResult<IReadOnlyList<OutboxItem>>(
                [.. due.Select(r => r.Item with { State = r.State, Attempts = r.Attempts, FirstTriedAt = r.FirstTriedAt!.Value })]);
        }
    }

    public Task<bool> AcceptedAsync(MessageId id, string providerId, DeliveryState state, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var row = rows.SingleOrDefault(r => r.Item.Id == id);
            if (row is null || rows.Any(r => r != row && string.Equals(r.ProviderId, providerId, StringComparison.Ordinal)))
            {
                return Task.FromResult(false);
            }

            row.ProviderId ??= providerId;
            row.Settled = true;
            row.State = DeliveryLife.Advances(row.State, state) ? state : row.State;
            return Task.FromResult(true);
        }
    }

    public Task RetryAsync(MessageId id, DateTimeOffset at, CancellationToken cancellationToken) =>
        Change(id, row => (row.State, row.NotBefore, row.LockedUntil) = (DeliveryState.Queued, at, null));

    public Task SettleAsync(MessageId id, DeliveryState state, string problem, CancellationToken cancellationToken) =>
        Change(id, row => (row.State, row.Problem, row.Settled) = (state, problem, true));

    /// <summary>PostgreSQL is away just when something is given back or settled.</summary>
    public bool ChangesFail { get; set; }

    /// <summary>What the rules refused.</summary>
    public List<MessageId> Refused { get; } = [];

    public Task RefuseAsync(MessageId id, string sentence, CancellationToken cancellationToken)
    {
        Refused.Add(id);
        return SettleAsync(id, DeliveryState.Failed, sentence, cancellationToken);
    }

    public Task<OutboxChange?> ApplyStatusAsync(string providerId, DeliveryState state, string? problem, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var row = rows.FirstOrDefault(r => string.Equals(r.ProviderId, providerId, StringComparison.Ordinal));
            if (row is null || !DeliveryLife.Advances(row.State, state))
            {
                return Task.FromResult<OutboxChange?>(null);
            }

            (row.State, row.Problem) = (state, problem);
            return Task.FromResult<OutboxChange?>(new(row.Item.Id, row.Item.Contact, row.Item.Pool, state));
        }
    }

    public Task<IReadOnlyList<string>> UnsettledAsync(TimeSpan olderThan, int most, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. ToAsk]);

    public Task<QueueReplyOutcome> QueueAsync(Reply reply, CancellationToken cancellationToken) => throw new NotSupportedException();

    private Task Change(MessageId id, Action<Row> change)
    {
        lock (gate)
        {
            if (ChangesFail)
            {
                throw new RecordsUnavailableException();
            }

            change(rows.Single(r => r.Item.Id == id));
            return Task.CompletedTask;
        }
    }

    private sealed class Row(OutboxItem item)
    {
        public OutboxItem Item { get; } = item;
        public DeliveryState State { get; set; } = DeliveryState.Queued;
        public string? ProviderId { get; set; }
        public string? Problem { get; set; }
        public bool Settled { get; set; }
        public int Attempts { get; set; }
        public DateTimeOffset NotBefore { get; set; }
        public DateTimeOffset? LockedUntil { get; set; }
        public DateTimeOffset? FirstTriedAt { get; set; }
    }
}
