using Helpline.Contracts;

namespace Helpline.AgentConsole.Live;

/// <summary>Until Routing keeps figures there are none, and the strip shows what the browser counts for itself.</summary>
internal sealed class NoFigures : IFiguresReader
{
    public Task<FiguresView?> ReadAsync(PoolId pool, CancellationToken cancellationToken) => Task.FromResult<FiguresView?>(null);
}
