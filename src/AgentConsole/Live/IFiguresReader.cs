using Helpline.Contracts;

namespace Helpline.AgentConsole.Live;

/// <summary>Where the figures come from.</summary>
internal interface IFiguresReader
{
    /// <summary>The figures as they stand; null when there are none for this pool.</summary>
    Task<FiguresView?> ReadAsync(PoolId pool, CancellationToken cancellationToken);
}
