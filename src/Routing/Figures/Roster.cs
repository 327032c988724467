using Helpline.Contracts;

namespace Helpline.Routing.Figures;

/// <summary>The agents, what each is doing, and how their time of the day was spent.</summary>
/// <param name="workChanged">Told when an agent who can do this begins (+1) or ceases (−1) to work.</param>
internal sealed class Roster(Action<AgentCapability?, int> workChanged)
{
    private readonly Dictionary<AgentId, AgentEntry> agents = [];
    private readonly int[] counts = new int[Enum.GetValues<AgentActivity>().Length + 1];
    private long busyTicks;
    private long availableTicks;
    private int busy;
    private int available;

    public IEnumerable<AgentEntry> Working => agents.Values.Where(a => a.Working);

    public IReadOnlyDictionary<AgentActivity, int> ByState => Enum.GetValues<AgentActivity>().ToDictionary(a => a, a => counts[(int)a]);

    public bool AnyFree(LineId? line, Channel channel) => agents.Values.Any(a => a.HasRoom(channel) && AgentCapability.Serves(a.Capability, line, channel));

    public void Put(AgentFacts facts, AgentCapability? capability)
    {
        var entry = EntryOf(facts.Id);
        Change(entry, () => entry.Put(facts, capability));
    }

    public void Put(AssignmentFacts assignment)
    {
        var entry = EntryOf(assignment.Agent);
        Change(entry, () => entry.Put(assignment));
    }

    /// <summary>All work is forgotten; the agents too, or they stay known and are not heard.</summary>
    public void Forget(bool agentsToo, DateTimeOffset at)
    {
        foreach (var (id, entry) in agents.ToList())
        {
            Change(entry, entry.DropWork);
            if (entry.Facts is { } facts)
            {
                Change(entry, () => entry.Put(agentsToo ? facts with { Status = AgentStatus.Offline } : facts with { Connected = false, Since = at }, null));
            }

            if (agentsToo || entry.Facts is null)
            {
                agents.Remove(id);
            }
        }
    }

    /// <summary>Time goes by with everybody as they are.</summary>
    public void Spend(long ticks)
    {
        busyTicks += busy * ticks;
        availableTicks += available * ticks;
    }

    public void BeginDay() => (busyTicks, availableTicks) = (0, 0);

    /// <summary>The share of busy time, if everybody stays as they are for some time more.</summary>
    /// <param name="sinceStart">Whether the time spent so far counts; otherwise the day has only begun with the time more.</param>
    public double? Occupancy(long more, bool sinceStart)
    {
        var worked = (sinceStart ? busyTicks : 0) + (busy * more);
        var all = worked + (sinceStart ? availableTicks : 0) + (available * more);
        return all > 0 ? (double)worked / all : null;
    }

    /// <summary>Brings everybody to what a snapshot says, keeping what they signed on with.</summary>
    public void Become(PoolSnapshot snapshot)
    {
        var (there, work) = (snapshot.Agents.Select(a => a.Id).ToHashSet(), snapshot.Assignments.ToLookup(a => a.Agent));
        foreach (var (id, entry) in agents.ToList())
        {
            Change(entry, entry.DropWork);
            if (!there.Contains(id) && entry.Facts is { } gone)
            {
                Put(gone with { Status = AgentStatus.Offline }, null);
            }
        }

        foreach (var assignment in work.SelectMany(w => w))
        {
            Put(assignment);
        }

        foreach (var agent in snapshot.Agents)
        {
            Put(agent, null);
        }
    }

    private AgentEntry EntryOf(AgentId id) => agents.TryGetValue(id, out var known) ? known : agents[id] = new();

    private void Change(AgentEntry entry, Action change)
    {
        var (activity, wasBusy, wasAvailable, working, could) = (entry.Activity, entry.Busy, entry.Available, entry.Working, entry.Capability);
        change();
        if (activity is { } old)
        {
            counts[(int)old]--;
        }

        if (entry.Activity is { } activityNow)
        {
            counts[(int)activityNow]++;
        }

        busy += (entry.Busy ? 1 : 0) - (wasBusy ? 1 : 0);
        available += (entry.Available ? 1 : 0) - (wasAvailable ? 1 : 0);
        if (working != entry.Working || could != entry.Capability)
        {
            workChanged(could, working ? -1 : 0);
            workChanged(entry.Capability, entry.Working ? +1 : 0);
        }
    }
}
