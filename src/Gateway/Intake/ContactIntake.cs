using Helpline.Contracts;
using Helpline.Records;
using Helpline.Routing;
using Microsoft.Extensions.Logging;

namespace Helpline.Gateway.Intake;

/// <summary>The one way in: durable first, then the queue, then those who show it.</summary>
internal sealed class ContactIntake(IIntake records, IContactRouter router, TimeProvider time, ILogger<ContactIntake> log)
{
    /// <summary>Less than any provider waits for our answer, so that a database that hangs is still answered in words.</summary>
    public static readonly TimeSpan RecordsTime = TimeSpan.FromSeconds(4);

    /// <summary>Takes in what an adapter has proved. Repeating it changes nothing and finishes what an earlier try left undone.</summary>
    /// <param name="alsoDurable">What else must be stored before anybody can be offered the contact.</param>
    /// <returns>Null when Records could not be reached: nothing is promised, the provider must try again.</returns>
    public async Task<IntakeResult?> TakeAsync(IncomingContact incoming, Func<IntakeResult, CancellationToken, Task>? alsoDurable = null)
    {
        if (await RecordAsync(incoming, alsoDurable) is not { } taken)
        {
            return null;
        }

        try
        {
            // On a repeat too: the first try may have died between the two.
            await router.EnqueueAsync(
                new QueuedContact(taken.Contact, taken.Pool, taken.Line, taken.Demand, taken.Priority, taken.WaitingSince, taken.KnownTo), CancellationToken.None);
            if (ChannelTraits.Of(incoming.Channel).Threaded)
            {
                await router.AnnounceAsync(taken.Pool, taken.Contact, ContactNews.MessageReceived, CancellationToken.None);
            }
        }
        catch (RoutingUnavailableException)
        {
            log.QueueUnavailable(taken.Contact);
        }

        return taken;
    }

    private async Task<IntakeResult?> RecordAsync(IncomingContact incoming, Func<IntakeResult, CancellationToken, Task>? alsoDurable)
    {
        // Not cancelled when the provider hangs up: what has begun is finished, the repeat finds it done.
        using var limit = new CancellationTokenSource(RecordsTime, time);
        try
        {
            var taken = await records.RecordAsync(incoming, limit.Token).WaitAsync(limit.Token);
            if (alsoDurable is not null)
            {
                await alsoDurable(taken, limit.Token).WaitAsync(limit.Token);
            }

            return taken;
        }
        catch (Exception e)
        {
            // Whatever it is, the person must hear words and the provider try again.
            log.RecordsUnavailable(e, incoming.Channel);
            return null;
        }
    }
}
