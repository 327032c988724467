using Helpline.Contracts;
using Helpline.Routing.Figures;

namespace Helpline.Routing.Tests.Figures;

/// <summary>
/// The same figures, worked out afresh from the whole list of events: nothing is kept but how the world stood after each event.
/// Shares with the product only the formula that turns observations into a range, which has a test of its own.
/// </summary>
internal sealed class NaiveFigures(TimeZoneInfo zone, TimeSpan shortAbandon, Func<LineId, int> seconds)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly List<RoutingEvent> events = [];
    private readonly List<World> worlds = [];

    public void Add(RoutingEvent e)
    {
        events.Add(e);
        var clock = events.Max(x => x.At);
        var lost = events.FindLastIndex(x => x.Kind == RoutingEventKind.EpochStarted && x.Reason != "restarted");
        var forgotten = events.FindLastIndex(x => x.Kind == RoutingEventKind.EpochStarted && x.Reason == "emptied");
        var live = events.Skip(lost + 1).ToList();
        worlds.Add(new(
            clock,
            Latest(live.Select(x => x.Contact), c => c.Id),
            [.. Latest(live.Select(x => x.Assignment), a => a.Id).Where(a => AssignmentLife.IsOpen(a.State))],
            [.. from x in events.Select((x, i) => (x.Agent, Index: i)).Skip(forgotten + 1)
                where x.Agent is not null
                group x by x.Agent.Id into g
                let last = g.Last()
                where last.Agent.Status != AgentStatus.Offline
                select last.Index < lost ? last.Agent with { Connected = false } : last.Agent],
            events.Select((x, i) => (x, i)).Where(x => x.i > forgotten && x.x is { Reason: "signedOn", Detail: not null }).GroupBy(x => x.x.Agent!.Id).ToDictionary(g => g.Key, g => g.Last().x.Detail)));
    }

    public PoolFigures At(DateTimeOffset now)
    {
        var date = TimeZoneInfo.ConvertTime(now, zone).Date;
        var midnight = new DateTimeOffset(date, zone.GetUtcOffset(date));
        var world = worlds[^1];
        var keys = events.Where(e => e.Contact is not null).Select(e => KeyOf(e.Contact!)).Distinct().OrderBy(k => k.Line.Value, StringComparer.Ordinal).ThenBy(k => k.Channel).ToList();
        QueueFigures Row(LineId? line, Channel? channel) => RowOf(line, channel, now, midnight);
        List<QueueFigures> rows =
        [
            Row(null, null),
            .. keys.Select(k => k.Channel).Distinct().Order().Select(c => Row(null, c)),
            .. keys.Select(k => k.Line).Distinct().Select(l => Row(l, null)),
            .. keys.Select(k => Row(k.Line, k.Channel)),
        ];
        return new(
            new("main"), now, events[^1].Position, rows,
            Enum.GetValues<AgentActivity>().ToDictionary(s => s, s => world.Agents.Count(a => world.Doing(a) == s)),
            true, midnight, Occupancy(now, midnight));
    }

    private double? Occupancy(DateTimeOffset now, DateTimeOffset midnight)
    {
        long Spent(Func<World, AgentFacts, bool> how) => Spans(now).Sum(s =>
            Math.Max(0, (s.To - (s.From > midnight ? s.From : midnight)).Ticks) * s.World.Agents.Count(a => how(s.World, a)));
        var (busy, available) = (Spent((w, a) => w.Busy(a)), Spent((w, a) => w.Available(a)));
        return busy + available == 0 ? null : (double)busy / (busy + available);
    }

    private IEnumerable<(World World, DateTimeOffset From, DateTimeOffset To)> Spans(DateTimeOffset now) =>
        worlds.Select((w, i) => (w, w.Clock, i + 1 < worlds.Count ? worlds[i + 1].Clock : now));

    private QueueFigures RowOf(LineId? line, Channel? channel, DateTimeOffset now, DateTimeOffset midnight)
    {
        bool Mine(ContactFacts c) => (line is null || c.Line == line) && (channel is null || c.Demand.Channel == channel);
        var waiting = worlds[^1].Contacts.Where(c => c.State == ContactState.Waiting && Mine(c)).ToList();
        var people = waiting.Where(c => c.Task is null).ToList();
        return new(
            line, channel, people.Count, waiting.Count - people.Count, people.Count == 0 ? null : now - people.Min(c => c.WaitingSince),
            channel is { } one ? Estimate(line, one, now) : null, Day(Mine, now, midnight));
    }

    private DayFigures Day(Func<ContactFacts, bool> mine, DateTimeOffset now, DateTimeOffset midnight)
    {
        var today = (from id in events.Where(e => e.Contact is not null).Select(e => e.Contact!.Id).Distinct()
                     let theirs = Enumerable.Range(0, events.Count).Where(i => events[i].Contact?.Id == id).ToList()
                     let first = events[theirs[0]]
                     where first.Kind == RoutingEventKind.Enqueued && first.Contact!.Task is null && first.Contact.WaitingSince >= midnight && mine(first.Contact)
                     let decided = theirs.Where(i => events[i].Kind == RoutingEventKind.Connected || events[i].Contact!.State == ContactState.Closed).Cast<int?>().FirstOrDefault()
                     select new
                     {
                         T = TimeSpan.FromSeconds(seconds(first.Contact!.Line)),
                         Wait = (decided is { } d ? worlds[d].Clock : now) - first.Contact.WaitingSince,
                         Fate = decided is not { } f ? null : events[f].Kind == RoutingEventKind.Connected ? CloseReason.Answered : events[f].Contact!.CloseReason,
                     }).ToList();
        int Count(CloseReason fate) => today.Count(c => c.Fate == fate);
        var answered = today.Where(c => c.Fate == CloseReason.Answered).ToList();
        var brief = today.Count(c => c.Fate == CloseReason.Abandoned && c.Wait < shortAbandon);
        var (abandoned, counted) = (Count(CloseReason.Abandoned) - brief, today.Count - brief);
        var measured = counted - today.Count(c => c.Fate is null && c.Wait <= c.T);
        return new(
            today.Count, answered.Count, abandoned, brief, Count(CloseReason.LeftMessage), Count(CloseReason.CallBackPromised), Count(CloseReason.Redirected), Count(CloseReason.Expired),
            measured == 0 ? null : (double)answered.Count(c => c.Wait <= c.T) / measured,
            answered.Count == 0 ? null : TimeSpan.FromTicks(answered.Sum(c => c.Wait.Ticks) / answered.Count),
            counted == 0 ? null : (double)abandoned / counted);
    }

    private WaitRange? Estimate(LineId? line, Channel channel, DateTimeOffset now)
    {
        bool Mine(ContactFacts c) => (line is null || c.Line == line) && c.Demand.Channel == channel;
        int Standing(World w) => w.Contacts.Count(c => Mine(c) && w.Stands(c));
        int Workers(World w) => w.Agents.Count(a => (w.Busy(a) || w.Available(a)) && w.Serves(a, line, channel));
        var (world, standing, workers) = (worlds[^1], Standing(worlds[^1]), Workers(worlds[^1]));
        if (workers == 0)
        {
            return null;
        }

        if (standing == 0 && world.AnyFree(line, channel))
        {
            var waits = Enumerable.Range(0, events.Count).Select(i => FreeWait(i, Mine)).OfType<(DateTimeOffset At, TimeSpan Wait)>().Where(w => w.At > now - Hour).Select(w => w.Wait.TotalMinutes).ToList();
            return waits.Count < 9 ? null : WaitRounding.Outwards(waits.Min(), waits.Max(), 240);
        }

        var all = Enumerable.Range(0, events.Count).Where(i => events[i].Kind == RoutingEventKind.Accepted && Mine(events[i].Contact!) && Stood(i)).ToList();
        var recent = all.Where(i => worlds[i].Clock > now - Hour).ToList();
        if (recent.Count < 5)
        {
            return null;
        }

        var before = all.Except(recent).LastOrDefault(-1);
        var time = Spans(now).Where((_, i) => i >= before).Sum(s => Standing(s.World) > 0 ? Workers(s.World) * (s.To - s.From).Ticks : 0);
        return WaitEstimator.Range(standing + 1, recent.Count, time, workers);
    }

    // Accepted at i: did it stand for a time since it was accepted last, or lost with the rest?
    private bool Stood(int i)
    {
        var from = events.FindLastIndex(i - 1, e => (e.Kind == RoutingEventKind.Accepted && e.Contact!.Id == events[i].Contact!.Id) || (e.Kind == RoutingEventKind.EpochStarted && e.Reason != "restarted"));
        return Enumerable.Range(from, i - from).Any(k => k >= 0 && worlds[k + 1].Clock > worlds[k].Clock && worlds[k].Contacts.Any(c => c.Id == events[i].Contact!.Id && worlds[k].Stands(c)));
    }

    private (DateTimeOffset At, TimeSpan Wait)? FreeWait(int i, Func<ContactFacts, bool> mine)
    {
        if (events[i].Kind != RoutingEventKind.Connected)
        {
            return null;
        }

        var theirs = Enumerable.Range(0, i + 1).Where(k => events[k].Contact?.Id == events[i].Contact!.Id).ToList();
        var (first, came) = (events[theirs[0]].Contact!, theirs[0]);
        var line = first.Line;
        return mine(first) && events[came].Kind == RoutingEventKind.Enqueued && first.Task is null && theirs.Count(k => events[k].Kind == RoutingEventKind.Connected) == 1
            && came > 0 && !worlds[came - 1].Contacts.Any(c => KeyOf(c) == KeyOf(first) && worlds[came - 1].Stands(c)) && worlds[came - 1].AnyFree(line, first.Demand.Channel)
            ? (worlds[i].Clock, worlds[i].Clock - worlds[came].Clock)
            : null;
    }

    private static (LineId Line, Channel Channel) KeyOf(ContactFacts c) => (c.Line, c.Demand.Channel);

    private static List<T> Latest<T, TKey>(IEnumerable<T?> all, Func<T, TKey> key) where T : class where TKey : notnull =>
        [.. all.OfType<T>().GroupBy(key).Select(g => g.Last())];
}
