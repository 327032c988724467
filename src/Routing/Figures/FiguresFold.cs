using Helpline.Contracts;

namespace Helpline.Routing.Figures;

/// <summary>
/// The figures of one pool, kept event by event. No clock and no I/O: time comes with the events and with the question. Not thread-safe.
/// An event costs the same however many wait; an answer costs what waits now.
/// </summary>
internal sealed class FiguresFold
{
    private const string SignedOn = "signedOn";
    private const string Emptied = "emptied";
    private const string SetBack = "setBack";
    private readonly PoolId pool;
    private readonly FigureRules rules;
    private readonly Dictionary<ContactId, ContactEntry> contacts = [];
    private readonly OpenOffers offers = new();
    private readonly QueueBook queues;
    private readonly Roster roster;
    private DateTimeOffset clock;
    private DateTimeOffset dayStart;

    public FiguresFold(PoolId pool, FigureRules rules)
    {
        (this.pool, this.rules) = (pool, rules);
        queues = new((line, channel) => roster!.Working.Count(a => AgentCapability.Serves(a.Capability, line, channel)));
        roster = new((capability, change) => queues.Work(clock.UtcTicks, capability, change));
    }

    /// <summary>The last event that is in it.</summary>
    public EventPosition Position { get; private set; }

    /// <summary>The history since midnight is in it, so the day's figures may be shown.</summary>
    public bool DayKnown { get; set; }

    /// <summary>Takes one event in; one that is in it already changes nothing.</summary>
    public void Apply(RoutingEvent e)
    {
        if (e.Position <= Position)
        {
            return;
        }

        Position = e.Position;
        AdvanceTo(e.At);
        if (e is { Kind: RoutingEventKind.EpochStarted, Reason: Emptied or SetBack })
        {
            ForgetLive(agentsToo: e.Reason is Emptied);
        }

        var entry = e.Contact is { } contact ? See(contact, e.Kind == RoutingEventKind.Enqueued) : null;
        if (e.Agent is { } agent)
        {
            roster.Put(agent, string.Equals(e.Reason, SignedOn, StringComparison.Ordinal) ? AgentCapability.Read(e.Detail) : null);
        }

        if (e.Assignment is { } assignment)
        {
            Put(assignment);
        }

        if (entry is not null)
        {
            Settle(entry, e.Contact!);
            Observe(entry, e.Kind);
        }
    }

    /// <summary>Brings what is open to a snapshot taken at the position it stands at (or, for an empty one, anywhere). The day's figures stay.</summary>
    public void Become(PoolSnapshot snapshot)
    {
        Position = snapshot.Position;
        AdvanceTo(snapshot.At);
        var open = snapshot.Contacts.Select(c => c.Id).ToHashSet();
        foreach (var entry in contacts.Values.Where(c => !open.Contains(c.Facts.Id)))
        {
            Leave(entry);
        }

        roster.Become(snapshot);
        offers.Clear();
        foreach (var assignment in snapshot.Assignments)
        {
            offers.Put(assignment);
        }

        foreach (var contact in snapshot.Contacts)
        {
            Settle(See(contact, arrives: false), contact);
        }
    }

    /// <summary>The figures at a time; an earlier one than the last event's counts as that.</summary>
    public PoolFigures At(DateTimeOffset now)
    {
        now = now < clock ? clock : now;
        var today = rules.Days.StartOf(now);
        var same = today == dayStart;
        var occupancy = DayKnown ? roster.Occupancy((now - (same ? clock : today)).Ticks, same) : null;
        return new(pool, now, Position, FigureRows.Of(queues, roster, rules, now, DayKnown, same), roster.ByState, DayKnown, today, occupancy);
    }

    private void AdvanceTo(DateTimeOffset at)
    {
        if (at <= clock)
        {
            return; // a Redis that was moved may tell an earlier time; ours does not go back
        }

        var day = rules.Days.StartOf(at);
        if (day != dayStart)
        {
            BeginDay();
            clock = dayStart = day;
        }

        roster.Spend((at - clock).Ticks);
        clock = at;
    }

    private void BeginDay()
    {
        roster.BeginDay();
        queues.BeginDay();
        foreach (var (id, entry) in contacts.ToList())
        {
            entry.OfDay = false;
            if (entry.Facts.State == ContactState.Closed)
            {
                contacts.Remove(id);
            }
        }
    }

    private void ForgetLive(bool agentsToo)
    {
        foreach (var entry in contacts.Values)
        {
            Leave(entry);
        }

        offers.Clear();
        roster.Forget(agentsToo, clock);
    }

    private ContactEntry See(ContactFacts contact, bool arrives)
    {
        if (contacts.TryGetValue(contact.Id, out var known))
        {
            return known;
        }

        var queue = queues.Of(contact.Line, contact.Demand.Channel);
        arrives &= contact.Task is null;
        var entry = contacts[contact.Id] = new(contact, queue, clock)
        {
            OfDay = arrives && contact.WaitingSince >= dayStart,
            FoundFree = arrives && queue.Estimator.Standing == 0 && roster.AnyFree(contact.Line, contact.Demand.Channel),
        };
        if (entry.OfDay)
        {
            queue.Today.Offered++;
            queue.Undecided.Add(entry);
        }

        return entry;
    }

    private void Put(AssignmentFacts assignment)
    {
        roster.Put(assignment);
        offers.Put(assignment);
        if (contacts.TryGetValue(assignment.Contact, out var entry))
        {
            Stand(entry);
        }
    }

    /// <summary>Brings a contact to what is said of it: where it waits, and whether it is decided.</summary>
    private void Settle(ContactEntry entry, ContactFacts contact)
    {
        entry.Facts = contact;
        var waitsIn = contact.State == ContactState.Waiting ? queues.Of(contact.Line, contact.Demand.Channel) : null;
        if (entry.WaitsIn != waitsIn)
        {
            entry.WaitsIn?.Waiting.Remove(entry);
            waitsIn?.Waiting.Add(entry);
            entry.WaitsIn = waitsIn;
        }

        Stand(entry);
        if (contact is { State: ContactState.Closed, CloseReason: { } reason })
        {
            Decide(entry, (tally, wait) => tally.Leave(reason, wait, rules.ShortAbandon));
        }
    }

    private void Leave(ContactEntry entry)
    {
        entry.WaitsIn?.Waiting.Remove(entry);
        entry.WaitsIn = null;
        Stand(entry);
        entry.HasStood = false;
    }

    private void Stand(ContactEntry entry)
    {
        var standsIn = offers.RingFor(entry.Facts.Id) ? null : entry.WaitsIn;
        if (entry.StandsIn == standsIn)
        {
            return;
        }

        entry.HasStood |= entry.StandsSince < clock;
        entry.StandsIn?.Stand(clock.UtcTicks, -1);
        standsIn?.Stand(clock.UtcTicks, +1);
        (entry.StandsIn, entry.StandsSince) = (standsIn, standsIn is null ? null : clock);
    }

    private void Observe(ContactEntry entry, RoutingEventKind kind)
    {
        if (kind == RoutingEventKind.Accepted && entry.HasStood)
        {
            var queue = queues.Of(entry.Facts.Line, entry.Facts.Demand.Channel);
            queue.Estimator.HandOver(clock.UtcTicks);
            queue.OfChannel.HandOver(clock.UtcTicks);
            entry.HasStood = false;
        }
        else if (kind == RoutingEventKind.Connected && !entry.Decided)
        {
            Decide(entry, (tally, wait) => tally.Answer(wait));
            if (entry.FoundFree)
            {
                entry.Home.Estimator.FreeAnswer(clock.UtcTicks, (clock - entry.Seen).Ticks);
                entry.Home.OfChannel.FreeAnswer(clock.UtcTicks, (clock - entry.Seen).Ticks);
            }
        }
    }

    private void Decide(ContactEntry entry, Action<DayTally, TimeSpan> count)
    {
        if (entry.OfDay && !entry.Decided)
        {
            entry.Home.Undecided.Remove(entry);
            count(entry.Home.Today, clock > entry.Arrival ? clock - entry.Arrival : TimeSpan.Zero);
        }

        entry.Decided = true;
    }
}
