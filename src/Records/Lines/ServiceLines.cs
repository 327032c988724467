using System.Collections.Frozen;
using Helpline.Contracts;
using Helpline.Records.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Helpline.Records.Lines;

internal sealed class ServiceLines(RecordsDatabase database, LineWords words, ILogger<ServiceLines> log) : IServiceLines
{
    private volatile Index index = Index.Of([]);

    public IReadOnlyList<ServiceLine> All => index.Lines;

    public ServiceLine? Find(LineId id) => index.ById.GetValueOrDefault(id);

    public ServiceLine? FindByAddress(Channel channel, string address) => index.ByAddress.GetValueOrDefault((channel, PublishedAddress.Normalise(address)));

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            async db =>
            {
                await words.RefreshAsync(db, cancellationToken);
                return await db.ServiceLines.AsNoTracking().Include(l => l.Addresses).OrderBy(l => l.Id).ToListAsync(cancellationToken);
            },
            cancellationToken);
        index = Index.Of([.. rows.Select(ToLine)]);
    }

    private ServiceLine ToLine(ServiceLineRow row) => new(
        new(row.Id), new(row.Pool), row.Name, row.Area, row.Language, row.Greeting,
        [.. row.Addresses.OrderBy(a => a.Channel).ThenBy(a => a.Address, StringComparer.Ordinal).Select(a => new LineAddress(a.Channel, a.Address))])
    {
        Queue = QueueOf(row),
    };

    /// <summary>A policy that cannot be read must not take the line off the air: the last good one stays, or the default.</summary>
    private QueuePolicy QueueOf(ServiceLineRow row)
    {
        if (QueueJson.TryRead(row.Queue, out var policy, out var problem))
        {
            return policy;
        }

        log.QueuePolicyUnreadable(row.Id, problem);
        return Find(new(row.Id))?.Queue ?? QueuePolicy.Default;
    }

    private sealed record Index(
        IReadOnlyList<ServiceLine> Lines, FrozenDictionary<LineId, ServiceLine> ById, FrozenDictionary<(Channel Channel, string Address), ServiceLine> ByAddress)
    {
        public static Index Of(IReadOnlyList<ServiceLine> lines) => new(
            lines,
            lines.ToFrozenDictionary(l => l.Id),
            lines.SelectMany(l => l.Addresses, (line, address) => (line, address)).ToFrozenDictionary(p => (p.address.Channel, p.address.Address), p => p.line));
    }
}
