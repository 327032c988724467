using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Helpline.Contracts;
using Helpline.Routing.Events;
using Helpline.Routing.Redis;
using StackExchange.Redis;

namespace Helpline.Routing.Router;

/// <summary>Reads a pool: all of it at once, and what happens from then on.</summary>
internal sealed class PoolView(ScriptRunner scripts, RedisConnection redis, CommonArguments common, TimeProvider time) : IPoolView
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(250);

    public async Task<PoolSnapshot> SnapshotAsync(PoolId pool, CancellationToken cancellationToken)
    {
        var reply = await scripts.RunAsync(Scripts.Snapshot, pool, [], cancellationToken);
        var assignments = Read(reply[5], WireJson.Default.AssignmentWire).Select(a => a.ToFacts()).ToList();
        var busy = assignments.Select(a => a.Agent).ToHashSet();
        return new(
            pool,
            new((long)reply[1], (long)reply[2]),
            DateTimeOffset.FromUnixTimeMilliseconds((long)reply[3]),
            [.. Read(reply[4], WireJson.Default.ContactWire).Where(c => c.State is not ContactState.Closed).Select(c => c.ToFacts()).OrderBy(Score).ThenBy(c => c.Id.Value)],
            assignments,
            [.. Read(reply[6], WireJson.Default.AgentWire).Where(a => a.Status is not AgentStatus.Offline || busy.Contains(a.Id)).Select(a => a.ToFacts())]);
    }

    public async IAsyncEnumerable<RoutingEvent> TailAsync(PoolId pool, EventPosition after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reader = new EventReader(redis, common, pool);
        while (true)
        {
            foreach (var routingEvent in (await NextAsync(reader, after, cancellationToken)).SelectMany(e => e.Events).Where(e => e.Position > after))
            {
                yield return routingEvent;
                after = routingEvent.Position;
            }
        }
    }

    // An outage is not the reader's concern: it is waited out, and reading goes on from the same position.
    private async Task<IReadOnlyList<StreamEntry>> NextAsync(EventReader reader, EventPosition after, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(after, cancellationToken);
        }
        catch (Exception e) when (RedisConnection.IsOutage(e))
        {
            await Task.Delay(PauseAfterFailure, time, cancellationToken);
            return [];
        }
    }

    public async Task<WhyWaiting?> WhyWaitingAsync(PoolId pool, ContactId contact, CancellationToken cancellationToken)
    {
        var reply = await scripts.RunAsync(Scripts.WhyWaiting, pool, [contact.ToString()], cancellationToken);
        return (StepOutcome)(int)reply[0] == StepOutcome.Done ? WhyWire.Read(reply) : null;
    }

    private static DateTimeOffset Score(ContactFacts contact) => contact.WaitingSince - Boost.Of(contact.Priority);

    private static IEnumerable<T> Read<T>(RedisResult values, JsonTypeInfo<T> type) =>
        ((RedisResult[])values).Select(v => JsonSerializer.Deserialize((string)v, type)!);
}
