using System.Text.Json;
using Helpline.Contracts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;

namespace Helpline.Records.History;

internal sealed class EventHistory(RecordsDatabase database) : IEventHistory
{
    public IAsyncEnumerable<RoutingEvent> ReadAsync(PoolId pool, DateTimeOffset since, CancellationToken cancellationToken) =>
        database.StreamAsync(
            db => db.RoutingEvents.AsNoTracking()
                .Where(e => e.Pool == pool.Value && e.At >= since.ToUniversalTime())
                .OrderBy(e => e.Epoch).ThenBy(e => e.Number)
                .Select(e => e.Facts)
                .AsAsyncEnumerable()
                .Select(Read),
            cancellationToken);

    /// <summary>Facts written before a field existed read as if it were empty.</summary>
    private static RoutingEvent Read(string facts) =>
        JsonSerializer.Deserialize<RoutingEvent>(facts, JsonSerializerOptions.Web) ?? throw new InvalidDataException("An event of the history is empty.");
}
