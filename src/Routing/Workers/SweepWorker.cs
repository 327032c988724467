using Helpline.Contracts;
using Helpline.Routing.Events;
using Helpline.Routing.Redis;
using Helpline.Routing.Router;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Helpline.Routing.Workers;

/// <summary>
/// Brings back what is open in Records and unknown to Routing: the intake's sweep, and the reconcile when a new epoch has begun.
/// Every routing node may do it at once; the restore script is the one door.
/// </summary>
internal sealed partial class SweepWorker(
    ScriptRunner scripts, QueuePlans plans, RedisConnection redis, CommonArguments common, ScriptClock clock, EpochGuard epochs, IOpenContacts openContacts, IContactEventSink sink,
    PoolLoops loops, IOptions<RoutingOptions> options, TimeProvider time, ILogger<SweepWorker> logger) : BackgroundService
{
    private static readonly TimeSpan LookAtEpoch = TimeSpan.FromMilliseconds(250);

    // Half of the hour for which the scripts remember what is over (records.lua).
    private static readonly TimeSpan LongestLag = TimeSpan.FromMinutes(30);

    /// <summary>One sweep of a pool.</summary>
    /// <returns>How many contacts came back.</returns>
    public async Task<int> SweepAsync(PoolId pool, CancellationToken cancellationToken)
    {
        await epochs.EnsureAsync(pool, cancellationToken);
        if (await LagAsync(pool, cancellationToken) > LongestLag)
        {
            // Records may still think open what Routing has finished and forgotten.
            LogLagging(pool);
            return 0;
        }

        var (epoch, known) = await KnownAsync(pool, cancellationToken);
        var restored = await RestoreAsync(pool, epoch, known, cancellationToken);
        if (restored > 0)
        {
            LogRestored(pool, restored);
        }

        return restored;
    }

    private async Task<int> RestoreAsync(PoolId pool, string epoch, HashSet<ContactId> known, CancellationToken cancellationToken)
    {
        var (restored, waiting) = (0, new List<OpenContact>());

        // Those in somebody's hands first: until their agents are known to be busy, they would be offered what waits.
        await foreach (var open in openContacts.ReadAsync(pool, cancellationToken))
        {
            if (known.Contains(open.Contact.Id))
            {
                continue;
            }

            if (open.Assignments.Count == 0)
            {
                waiting.Add(open);
            }
            else if (await RestoreAsync(open, epoch, cancellationToken) is { } came)
            {
                restored += came;
            }
            else
            {
                return restored;
            }
        }

        foreach (var open in waiting.Where(w => w.Contact.State is not ContactState.Closed))
        {
            if (await RestoreAsync(open, epoch, cancellationToken) is not { } came)
            {
                return restored;
            }

            restored += came;
        }

        return restored;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => loops.RunAsync("sweep", RoundAsync, stoppingToken);

    private async Task RoundAsync(PoolId pool, CancellationToken cancellationToken)
    {
        await SweepAsync(pool, cancellationToken);
        var (started, epoch) = (time.GetTimestamp(), await EpochAsync(pool, cancellationToken));
        while (time.GetElapsedTime(started) < TimeSpan.FromSeconds(options.Value.SweepSeconds) && await EpochAsync(pool, cancellationToken) == epoch)
        {
            await Task.Delay(LookAtEpoch, time, cancellationToken);
        }
    }

    /// <summary>1 when it came back, 0 when it was known, null when another epoch has begun: then the next round looks at everything again.</summary>
    private async Task<int?> RestoreAsync(OpenContact open, string epoch, CancellationToken cancellationToken)
    {
        var plan = plans.For(open.Contact.Line, open.Contact.Demand);
        RedisValue[] own = [ContactText.Of(open.Contact), plan.Name, plan.Json, ContactText.Of(open.Assignments), epoch];
        var code = (int)(await scripts.RunAsync(Scripts.Restore, open.Pool, own, cancellationToken))[0];
        return code == (int)ReturnCode.OtherEpoch ? null : (EnqueueOutcome)code == EnqueueOutcome.Enqueued ? 1 : 0;
    }

    // In one call: what was known in one epoch says nothing of the next.
    private async Task<(string Epoch, HashSet<ContactId> Known)> KnownAsync(PoolId pool, CancellationToken cancellationToken)
    {
        var reply = await scripts.RunAsync(Scripts.Known, pool, [], cancellationToken);
        return ((string)reply[1], [.. ((string[])reply[2]).Select(ContactId.Parse)]);
    }

    private async Task<RedisValue> EpochAsync(PoolId pool, CancellationToken cancellationToken) =>
        await (await redis.DatabaseAsync(cancellationToken)).HashGetAsync(common.KeysOf(pool).Root, "epoch").WaitAsync(RedisConnection.Patience, cancellationToken);

    private async Task<TimeSpan> LagAsync(PoolId pool, CancellationToken cancellationToken)
    {
        var after = await sink.CheckpointAsync(pool, cancellationToken);
        var database = await redis.DatabaseAsync(cancellationToken);
        var next = await database.ExecuteAsync("XRANGE", common.KeysOf(pool).Events, $"({StreamEntry.IdOf(after)}", "+", "COUNT", 1)
            .WaitAsync(RedisConnection.Patience, cancellationToken);
        var entries = StreamEntry.ReadEntries(pool, next);
        return entries.Count == 0 ? TimeSpan.Zero : (clock.Test ?? time).GetUtcNow() - entries[0].Events[0].At;
    }

    [LoggerMessage(1003, LogLevel.Information, "{Count} open contacts of pool {Pool} came back from Records")]
    private partial void LogRestored(PoolId pool, int count);

    [LoggerMessage(1004, LogLevel.Error, "Records is more than half an hour behind the events of pool {Pool}; the sweep waits until it has caught up")]
    private partial void LogLagging(PoolId pool);
}
