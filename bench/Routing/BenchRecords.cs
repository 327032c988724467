using Helpline.Contracts;

namespace Helpline.Bench.Routing;

/// <summary>As much of Records as the router asks for: its lines. It keeps nothing, and nothing is open in it.</summary>
internal sealed class BenchRecords(params IReadOnlyList<ServiceLine> lines) : IContactEventSink, IOpenContacts, IServiceLines
{
    public IReadOnlyList<ServiceLine> All { get; } = lines;

    public ServiceLine? Find(LineId id) => All.FirstOrDefault(l => l.Id == id);

    public ServiceLine? FindByAddress(Channel channel, string address) => null;

    public Task RefreshAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<EventPosition> CheckpointAsync(PoolId pool, CancellationToken cancellationToken) => Task.FromResult(EventPosition.Start);

    public Task AppendAsync(PoolId pool, IReadOnlyList<RoutingEvent> events, CancellationToken cancellationToken) => Task.CompletedTask;

    public IAsyncEnumerable<OpenContact> ReadAsync(PoolId pool, CancellationToken cancellationToken) => AsyncEnumerable.Empty<OpenContact>();
}
