using Helpline.AgentConsole.Live;
using Helpline.Contracts;
using Helpline.Routing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Helpline.AgentConsole.Tests.Doubles;

/// <summary>The figures of the pool, as a test sets them.</summary>
internal sealed class FakeFigures : IFiguresReader
{
    private volatile FiguresView? now = Of(answered: 4);
    private int reads;

    public FiguresView? Now
    {
        get => now;
        set => now = value;
    }

    public bool Away { get; set; }

    public int Reads => Volatile.Read(ref reads);

    public static FiguresView Of(int answered)
    {
        var today = new DayView(answered, Abandoned: 1, ServiceLevel: 0.75);
        return new FiguresView(today, Occupancy: 0.5, [new ChannelFigures(Channel.Phone, today, new WaitEstimate(1, 3))]);
    }

    public void Use(WebApplicationBuilder builder) => builder.Services.AddSingleton<IFiguresReader>(this);

    public Task<FiguresView?> ReadAsync(PoolId pool, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref reads);
        return Away ? throw new RoutingUnavailableException() : Task.FromResult(pool == Data.Pool ? now : null);
    }
}
