using Helpline.Contracts;
using Helpline.Routing;

namespace Helpline.Bench.Quality;

/// <param name="Arrival">Milliseconds of the simulation, as all times here.</param>
/// <param name="Talk">From the answer to the end.</param>
/// <param name="WrapUp">From the end until the agent has room again; it counts as service time.</param>
/// <param name="Patience">How long they wait before they hang up; null: they do not.</param>
/// <summary>One who turns to the helpline, with all that is chance about them drawn beforehand: so every router meets the same people.</summary>
internal sealed record Caller(Demand Demand, long Arrival, long Talk, long WrapUp, long? Patience);

/// <param name="Wait">Until answered, or until they hung up.</param>
/// <summary>How it went for one caller.</summary>
internal readonly record struct Outcome(Channel Channel, long Arrival, long Wait, bool Answered);

/// <param name="Profile">What they can take.</param>
/// <param name="From">Hour of the day at which they come; equal to <paramref name="Until"/>: they are always there.</param>
/// <param name="Until">Hour of the day at which they go.</param>
/// <summary>An agent and their hours.</summary>
internal sealed record Shift(AgentProfile Profile, int From, int Until);

/// <summary>Callers come, wait, are answered or hang up; agents come and go. Event by event on a virtual clock.</summary>
/// <param name="ring">How long an offer rings until the agent takes it.</param>
internal sealed class Simulation(ISimulatedRouter router, VirtualClock clock, ServiceLine line, IEnumerable<Caller> callers, IReadOnlyList<Shift> shifts, long ring)
{
    private const long Hour = 3_600_000;
    private const long Day = 24 * Hour;

    private readonly PriorityQueue<Func<ValueTask>, (long At, long Order)> events = new();
    private readonly Dictionary<ContactId, (int Number, Caller Caller)> waiting = [];
    private readonly List<Outcome> outcomes = [];
    private readonly IEnumerator<Caller> coming = callers.GetEnumerator();
    private long scheduled;
    private int open;
    private bool more = true;

    /// <summary>Plays all callers to their ends.</summary>
    /// <returns>In the order they came.</returns>
    public async Task<IReadOnlyList<Outcome>> RunAsync()
    {
        foreach (var shift in shifts)
        {
            ScheduleShift(shift);
        }

        ScheduleArrival();
        while ((more || open > 0) && events.TryPeek(out _, out var next))
        {
            await router.AdvanceAsync(next.At);
            if (router.Offers.Count == 0)
            {
                await events.Dequeue()();
            }

            await RingAsync();
        }

        coming.Dispose();
        return outcomes;
    }

    private void ScheduleShift(Shift shift)
    {
        if (shift.From == shift.Until)
        {
            Schedule(0, () => router.SignOnAsync(shift.Profile));
            return;
        }

        var (from, until) = (shift.From * Hour, shift.Until * Hour);
        if (until < from)
        {
            Schedule(0, () => router.SignOnAsync(shift.Profile));
        }

        Daily(from, () => router.SignOnAsync(shift.Profile));
        Daily(until, () => router.SignOffAsync(shift.Profile.Id));
    }

    private void Daily(long at, Func<ValueTask> act) => Schedule(at, async () =>
    {
        await act();
        Daily(at + Day, act);
    });

    private void ScheduleArrival()
    {
        if (!coming.MoveNext())
        {
            more = false;
            return;
        }

        var caller = coming.Current;
        Schedule(caller.Arrival, () => ArriveAsync(caller));
    }

    private async ValueTask ArriveAsync(Caller caller)
    {
        var id = Numbered.Contact(outcomes.Count);
        waiting.Add(id, (outcomes.Count, caller));
        outcomes.Add(default);
        open++;
        if (caller.Patience is { } patience)
        {
            Schedule(caller.Arrival + patience, () => HangUpAsync(id));
        }

        ScheduleArrival();
        await router.EnqueueAsync(new(id, line.Pool, line.Id, caller.Demand, Priority.Normal, VirtualClock.At(caller.Arrival)));
    }

    private async ValueTask HangUpAsync(ContactId id)
    {
        if (waiting.Remove(id, out var one))
        {
            Note(one, answered: false);
            open--;
            await router.LeaveAsync(id);
        }
    }

    private async ValueTask RingAsync()
    {
        while (router.Offers.TryDequeue(out var offer))
        {
            if (ring == 0)
            {
                await AnswerAsync(offer);
            }
            else
            {
                Schedule(clock.Now + ring, () => AnswerAsync(offer));
            }
        }
    }

    private async ValueTask AnswerAsync(SimulatedOffer offer)
    {
        // Who has hung up meanwhile took their offer with them.
        if (!waiting.TryGetValue(offer.Contact, out var one) || !await router.AcceptAsync(offer))
        {
            return;
        }

        waiting.Remove(offer.Contact);
        Note(one, answered: true);
        Schedule(clock.Now + one.Caller.Talk, () => EndAsync(offer, one.Caller.WrapUp));
    }

    private async ValueTask EndAsync(SimulatedOffer offer, long wrapUp)
    {
        await router.EndAsync(offer);
        Schedule(clock.Now + wrapUp, () =>
        {
            open--;
            return router.CompleteAsync(offer);
        });
    }

    private void Note((int Number, Caller Caller) one, bool answered) =>
        outcomes[one.Number] = new(one.Caller.Demand.Channel, one.Caller.Arrival, clock.Now - one.Caller.Arrival, answered);

    private void Schedule(long at, Func<ValueTask> act) => events.Enqueue(act, (at, scheduled++));
}
