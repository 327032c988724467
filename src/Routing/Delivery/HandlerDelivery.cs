using Helpline.Contracts;
using Helpline.Routing.Events;
using Helpline.Routing.Redis;
using Helpline.Routing.Workers;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Helpline.Routing.Delivery;

/// <summary>How patiently events are delivered to handlers. Tests are less patient.</summary>
/// <param name="Attempts">Tries of one event before it is skipped with an error.</param>
/// <param name="FirstPause">After the first failed try; doubled each time up to fifteen seconds.</param>
/// <param name="ClaimAfter">How long an entry may lie with a node untouched before another takes it over.</param>
internal sealed record DeliveryPatience(int Attempts, TimeSpan FirstPause, TimeSpan ClaimAfter)
{
    public static DeliveryPatience Default { get; } = new(Attempts: 10, TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(15));
}

/// <summary>
/// Gives each event to each registered handler on one node of the installation, at least once: a consumer group per handler on the pool's stream.
/// A node takes one entry at a time and acknowledges it when handled; what a dead node left is taken over.
/// </summary>
internal sealed class HandlerDelivery(
    RedisConnection redis, CommonArguments common, IEnumerable<IRoutingEventHandler> handlers, HandlerCall call, DeliveryPatience patience,
    PoolLoops loops, TimeProvider time) : BackgroundService
{
    private readonly string consumer = $"{Environment.MachineName}-{Environment.ProcessId}";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        handlers.Select(h => loops.RunAsync($"delivery to {h.Name}", (pool, cancellationToken) => DeliverAsync(pool, h, cancellationToken), stoppingToken)));

    private async Task DeliverAsync(PoolId pool, IRoutingEventHandler handler, CancellationToken cancellationToken)
    {
        await using var reader = new EventReader(redis, common, pool);
        await CreateGroupAsync(reader, handler.Name, cancellationToken);
        long? looked = null;
        while (true)
        {
            if (looked is not { } at || time.GetElapsedTime(at) > patience.ClaimAfter)
            {
                await HandleAsync(reader, await ClaimAsync(reader, pool, handler.Name, cancellationToken), handler, cancellationToken);
                looked = time.GetTimestamp();
            }

            await HandleAsync(reader, await reader.ReadGroupAsync(handler.Name, consumer, cancellationToken), handler, cancellationToken);
        }
    }

    private async Task HandleAsync(EventReader reader, IReadOnlyList<StreamEntry> entries, IRoutingEventHandler handler, CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            foreach (var routingEvent in entry.Events)
            {
                // Touching the entry before another try tells the other nodes that we are alive and at it.
                await call.HandleAsync(
                    handler,
                    routingEvent,
                    () => reader.ExecuteAsync("XCLAIM", cancellationToken, reader.Key, handler.Name, consumer, 0, entry.Id, "JUSTID"),
                    cancellationToken);
            }

            await reader.ExecuteAsync("XACK", cancellationToken, reader.Key, handler.Name, entry.Id);
        }
    }

    private async Task<IReadOnlyList<StreamEntry>> ClaimAsync(EventReader reader, PoolId pool, string group, CancellationToken cancellationToken)
    {
        var reply = await reader.ExecuteAsync(
            "XAUTOCLAIM", cancellationToken, reader.Key, group, consumer, (long)patience.ClaimAfter.TotalMilliseconds, "0-0", "COUNT", 10);
        return StreamEntry.ReadEntries(pool, ((RedisResult[])reply)[1]);
    }

    private static async Task CreateGroupAsync(EventReader reader, string group, CancellationToken cancellationToken)
    {
        try
        {
            await reader.ExecuteAsync("XGROUP", cancellationToken, "CREATE", reader.Key, group, "0", "MKSTREAM");
        }
        catch (RedisServerException e) when (e.Message.StartsWith("BUSYGROUP", StringComparison.Ordinal))
        {
            // Another node, or an earlier start, made it.
        }
    }
}
